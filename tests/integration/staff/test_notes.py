"""Notes as a reviewer reads them, as the site sees them, and as it turns them on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from sb_feedback.models import Note, NoteBatch, Period, ShownNote
from sb_feedback.models.note import EXPIRED, FEW, NONE, READING, WAIT
from sb_feedback.models.period import COUNTED
from sb_feedback.models.scope import MEETINGS
from sb_feedback.services.notes.choice import turn_on_notes
from sb_feedback.services.notes.ending import end_notes
from sb_feedback.workplace import Workplace
from tests.integration.noting import leave_notes
from tests.integration.staff.people import (
    COORDINATOR,
    JUDGE,
    NEIGHBOUR,
    READER,
    REVIEWER,
    Browser,
    hold,
    user_of,
)

PERIOD = "maple.2026-04-01"
PAGE = f"/notes/{PERIOD}"
NAMED = "Please call Maria Lopez before court."
PLAIN = "We need <b>more time</b> with my baby."


def leave(place: Workplace, notes: list[str], state: str = READING) -> list[str]:
    """Notes of the present period, as a closing leaves them; their names."""
    with place.db.write() as session:
        session.get_one(Period, PERIOD).state = COUNTED
    return leave_notes(place, PERIOD, notes, state)


@pytest.fixture
def reviewer(place: Workplace, signed_in: Callable[[str], Browser]) -> Browser:
    """The reviewer's browser."""
    return signed_in(REVIEWER)


def say(visitor: Browser, name: str, do: str, **fields: str) -> int:
    path = f"{PAGE}/{name}?chosen=unread"
    return visitor.send(path, {"do": do, **fields}, on=PAGE).status_code


def test_a_reviewer_reads_notes_and_nothing_else_about_them(
    place: Workplace, reviewer: Browser
) -> None:
    leave(place, [NAMED, PLAIN])
    page = reviewer.get(PAGE).text
    assert "Please call <mark>Maria Lopez</mark> before court." in page
    assert "&lt;b&gt;more time&lt;/b&gt;" in page
    assert "Please call […] before court.</textarea>" in page
    main = page[page.index("<main") : page.index("</main")]
    for told in ("parent", "caregiver", "professional", "rating", "yes, fully", "en español"):
        assert told not in main.casefold()
    days = re.findall(r"20\d\d-\d\d-\d\d", main.replace(PERIOD, ""))
    assert days == []


def test_keep_hide_and_undo(place: Workplace, reviewer: Browser) -> None:
    first, second = leave(place, [NAMED, PLAIN])
    assert say(reviewer, first, "hide") == 303
    assert say(reviewer, second, "keep") == 303
    assert "You have read every note." in reviewer.text(PAGE)
    assert "Hidden: 1" in reviewer.text(PAGE)
    assert "Maria Lopez" in reviewer.text(f"{PAGE}?chosen=hidden")
    assert say(reviewer, first, "undo") == 303
    assert "Maria Lopez" in reviewer.text(PAGE)


def test_a_part_is_kept_and_words_can_only_be_taken_out(
    place: Workplace, reviewer: Browser
) -> None:
    (name,) = leave(place, [NAMED])
    rest = f"{name}-rest"
    path = f"{PAGE}/{name}"
    wrong = reviewer.send(path, {"do": "part", rest: "Please call Mary <i>."}, on=PAGE)
    assert wrong.status_code == 422
    assert "You can only take words out. The note does not have “Mary” there." in wrong.text
    assert "Please call Mary &lt;i&gt;.</textarea>" in wrong.text
    assert f'href="#{rest}"' in wrong.text
    assert f'id="{rest}"' in wrong.text
    assert say(reviewer, name, "part", **{rest: "Please call before court."}) == 303
    assert "Please call […] before court." in reviewer.text(f"{PAGE}?chosen=kept")


def test_notes_are_shown_when_all_were_read(
    place: Workplace, reviewer: Browser, signed_in: Callable[[str], Browser]
) -> None:
    first, second, third = leave(place, [NAMED, PLAIN, "We had no ride."])
    sites = {email: signed_in(email) for email in (COORDINATOR, READER)}
    assert say(reviewer, first, "part", **{f"{first}-rest": "Please call before court."}) == 303
    assert say(reviewer, second, "keep") == 303
    assert reviewer.send(f"{PAGE}/show", on=PAGE).status_code == 409
    for visitor in sites.values():
        words = visitor.text("/words")
        assert "Notes have come in." in words
        assert "court" not in words
        assert "3" not in words[words.index("<main") : words.index("Are notes")].replace("h3", "")
    assert say(reviewer, third, "hide") == 303
    assert "Show 2 notes" in reviewer.text(PAGE)
    for _ in range(2):
        assert reviewer.send(f"{PAGE}/show", on="/notes").status_code == 303
    for visitor in sites.values():
        page = visitor.get("/words").text
        assert "Please call […] before court." in page
        assert "&lt;b&gt;more time&lt;/b&gt; with my baby." in page
        assert "ride" not in page
        assert page.count("<blockquote") == 2
    with place.db.read() as session:
        assert session.query(Note).all() == []
        shown = session.query(ShownNote).all()
    end_notes(place.db, place.note_keys, place.clock.today())
    assert place.note_keys.names() == []
    off = f"{PAGE}/shown/{shown[0].id}"
    # It takes a second step, because it cannot be undone.
    before, _form, _after = reviewer.text(PAGE).partition(f'action="{off}"')
    assert before.rstrip().endswith('</summary>\n<form method="post"')
    assert reviewer.send(off, on=PAGE).status_code == 303
    assert sites[READER].get("/words").text.count("<blockquote") == 1
    assert "took a note of 2026-Q2 off" in sites[COORDINATOR].text("/activity")


def test_nobody_but_the_reviewer_reads_notes(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    (name,) = leave(place, [NAMED])
    for email in (COORDINATOR, READER, JUDGE, NEIGHBOUR):
        visitor = signed_in(email)
        for path in ("/notes", PAGE, f"{PAGE}?chosen=kept"):
            assert visitor.get(path).status_code == 404, (email, path)
        for path in (f"{PAGE}/{name}", f"{PAGE}/show", f"{PAGE}/shown/{name}"):
            assert visitor.send(path, {"do": "keep"}, on="/reports").status_code == 404
    with place.db.read() as session:
        assert session.get_one(Note, name).said == ""


def test_the_judge_gets_no_notes(place: Workplace, signed_in: Callable[[str], Browser]) -> None:
    with place.db.write() as session:
        session.add(NoteBatch(period_id=PERIOD, state="shown"))
        session.flush()
        session.add(ShownNote(period_id=PERIOD, words=PLAIN))
    judge = signed_in(JUDGE)
    assert judge.get("/words").status_code == 404
    assert "/words" not in judge.get("/reports").text
    assert "/words" in signed_in(READER).get("/reports").text


def test_a_site_next_door_sees_nothing(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    with place.db.write() as session:
        session.add(NoteBatch(period_id=PERIOD, state="shown"))
        session.flush()
        session.add(ShownNote(period_id=PERIOD, words="We had no ride."))
    assert "We had no ride." in signed_in(COORDINATOR).text("/words")
    neighbour = signed_in(NEIGHBOUR).text("/words")
    assert "ride" not in neighbour
    assert "There are no notes yet." in neighbour


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (FEW, "Fewer than 10 notes: none are shown."),
        (WAIT, "Their notes wait with their answers."),
        (NONE, "The notes were destroyed with the answers."),
        (EXPIRED, "The notes were not read in time. They were destroyed, and none are shown."),
    ],
)
def test_where_no_note_leaves_the_page_says_why_without_a_number(
    state: str,
    sentence: str,
    place: Workplace,
    reviewer: Browser,
    signed_in: Callable[[str], Browser],
) -> None:
    leave(place, [], state)
    for visitor, path in ((signed_in(COORDINATOR), "/words"), (reviewer, "/notes")):
        assert sentence in visitor.text(path)


def test_the_pages_say_what_is_missing(place: Workplace, desk: Browser, reviewer: Browser) -> None:
    assert "Notes are off." in desk.text("/words")
    assert "There are no notes to read yet." in reviewer.text("/notes")
    assert desk.send("/notes/choice/meetings/on", on="/notes/choice").status_code == 303
    assert "Notes are on." in desk.text("/notes/choice")
    assert REVIEWER in desk.text("/notes/choice")
    with place.db.write() as session:
        row = session.merge(user_of(place, REVIEWER))
        row.ended_at = datetime(2026, 5, 1, tzinfo=UTC)
    assert "Nobody reads them yet." in desk.text("/notes/choice")
    assert desk.send("/notes/choice/meetings/off", on="/notes/choice").status_code == 303
    assert "Notes are off." in desk.text("/notes/choice")
    assert desk.send("/notes/choice/else/on", on="/notes/choice").status_code == 404


def test_long_lists_come_in_parts(place: Workplace, reviewer: Browser) -> None:
    leave(place, [f"note number {number}" for number in range(23)])
    parts = [reviewer.text(f"{PAGE}?page={number}") for number in (1, 2, 3)]
    assert [part.count("<article") for part in parts] == [10, 10, 3]
    seen = list(_numbers(parts))
    assert sorted(seen) == list(range(23))
    assert reviewer.text(f"{PAGE}?page=99").count("<article") == 3
    assert reviewer.text(f"{PAGE}?page=x&chosen=else").count("<article") == 10


def _numbers(parts: list[str]) -> Iterator[int]:
    for part in parts:
        yield from (int(found) for found in re.findall(r"<blockquote[^>]*>note number (\d+)", part))


def test_a_note_that_no_key_opens_says_so(place: Workplace, reviewer: Browser) -> None:
    (name,) = leave(place, [NAMED])
    place.note_keys.erase(PERIOD)
    assert "This note can no longer be opened." in reviewer.text(PAGE)
    assert say(reviewer, name, "part", **{f"{name}-rest": "Please"}) == 409


@pytest.mark.parametrize("path", ["/notes/nothing", "/notes/%00", "/notes/oak.2026-04-01"])
def test_what_is_not_there_is_told_kindly(path: str, reviewer: Browser) -> None:
    assert reviewer.get(path).status_code == 404


def test_a_button_that_is_not_there_is_refused(place: Workplace, reviewer: Browser) -> None:
    (name,) = leave(place, [NAMED])
    assert say(reviewer, name, "burn") == 400
    assert say(reviewer, "0" * 32, "keep") == 404


def test_paper_forms_have_room_for_a_note_where_notes_are_on(
    place: Workplace, desk: Browser
) -> None:
    meeting = hold(place).id
    fields = {"parent-paper-number": "1", "parent-paper-language": "en"}
    path, on = f"/meetings/{meeting}/paper/parent", f"/meetings/{meeting}"
    assert "pen-lines" not in desk.send(path, fields, on=on).text
    with place.db.write() as session:
        turn_on_notes(session, "maple", MEETINGS)
    page = desk.send(path, fields, on=on).text
    assert "pen-lines" in page
    assert "Someone from outside this team reads it later" in page
