"""What the pages say along the way: cards, closings, what waits, and what a judge does not read."""

from __future__ import annotations

from tests.integration.whole_path.conftest import with_all_documents
from tests.integration.whole_path.playing import LABELS, RIVERSIDE, Documents, Record
from tests.integration.whole_path.reading import sheets_of
from tests.pdf_words import pdf_text

#: What a judge must not read, and the coordinator does: what waits, and the staff's own plan.
NOT_FOR_A_JUDGE = (
    "What waits",
    "Waiting since",
    "Their answers wait",
    "Still waiting",
    "Offer two dates for each step",
    "Community coordinator",
)
#: The days of the story's meetings, however they are written.
MEETING_DAYS = ("2027-02-09", "2027-05-10", "February 9", "May 10", "Feb 9", "9 February", "10 May")


def test_a_used_card_an_ended_card_and_one_of_a_closed_quarter_are_told_apart(
    played: Record,
) -> None:
    assert played.statuses == {"used": 409, "ended": 410, "closed": 404}


def test_after_asking_the_pages_say_that_the_quarter_is_being_closed(played: Record) -> None:
    assert f"{LABELS[0]} is being closed" in played.text("home, asked")
    assert "Asked for. Cards have ended." in played.text("period, asked")


def test_professionals_that_nobody_stated_are_told_as_that(played: Record) -> None:
    sentence = "nobody stated how many different professionals came"
    assert sentence in played.text("period, first")
    assert sentence in played.text("reports, first")


def test_what_waits_is_shown_with_what_it_waits_for(played: Record) -> None:
    home = played.text("home, second")
    assert "What waits Caregivers , since April 1, 2027." in home
    assert "at least 13 families were asked and at least 10 have answered" in home
    assert f"waiting since {LABELS[1]}" in played.text("reports, second")
    assert "What waits" not in played.text("home, third")


def _second(played: Record, edition: str) -> Documents:
    return played.reports[RIVERSIDE, LABELS[1], "en", edition]


def _texts(found: Documents) -> dict[str, str]:
    """What a person can read of a document, by its kind."""
    return {"page": found.page.text, "pdf": pdf_text(found.pdf), "excel": _excel(found)}


def _excel(found: Documents) -> str:
    sheets = sheets_of(found.excel)
    cells = [str(cell) for rows in sheets.values() for row in rows for cell in row if cell]
    return " ".join([*sheets, *cells])


@with_all_documents
def test_a_judges_edition_says_nothing_of_what_waits_or_of_the_plan(played: Record) -> None:
    for kind, text in _texts(_second(played, "judge")).items():
        assert [words for words in NOT_FOR_A_JUDGE if words in text] == [], kind
    # The same words are found where they belong.
    coordinators = _second(played, "site").page.text
    assert [words for words in NOT_FOR_A_JUDGE if words not in coordinators] == []


@with_all_documents
def test_no_edition_names_a_family_or_the_day_of_a_meeting(played: Record) -> None:
    site, judge = _second(played, "site"), _second(played, "judge")
    for text in (*_texts(judge).values(), site.page.text, _excel(site)):
        words = set(text.replace(",", " ").replace(".", " ").split())
        assert words & played.family_names == set()
        assert [day for day in MEETING_DAYS if day in text] == []


@with_all_documents
def test_a_judges_edition_has_the_same_tables(played: Record) -> None:
    site, judge = _second(played, "site"), _second(played, "judge")
    assert judge.page.tables == site.page.tables
    assert "Group results only. Nothing here is about one case." in judge.page.text


@with_all_documents
def test_a_judges_index_says_nothing_of_what_was_decided_for_a_group(played: Record) -> None:
    index = played.text("judge's index")
    assert LABELS[1] in index
    told = ("waiting", "not shown", "nobody", "Caregivers")
    assert [words for words in told if words in index] == []
