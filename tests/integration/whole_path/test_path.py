"""A parent answers, the quarter closes, the coordinator downloads a report with right numbers.

Whatever a table shows is the same on the page, in the PDF, in Excel, and in the recount of what the
test itself sent.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.integration.whole_path.conftest import with_all_documents
from tests.integration.whole_path.expected import APART, ITEMS, TOGETHER, Expected, verdict
from tests.integration.whole_path.playing import (
    FERNDALE,
    LABELS,
    LAKES,
    RIVERSIDE,
    Documents,
    Record,
)
from tests.integration.whole_path.reading import (
    COUNT,
    Numbers,
    as_sheet_rows,
    counts_of,
    numbers_in,
    pdf_tables,
    sheet_rows,
    sheets_of,
    tables_of,
)
from tests.integration.whole_path.recount import VERSIONS, Shown
from tests.integration.whole_path.recount_sums import count_of, likely
from tests.pdf_words import pdf_text

GROUPS = {RIVERSIDE: APART, LAKES: APART, FERNDALE: TOGETHER}
#: "How to read the numbers" explains these.
EXAMPLES = {(18, 18, 25), (22, 25, 25), (0, 3, 25)}
QUESTIONNAIRES = Path(__file__).parents[3] / "forms" / "questionnaires"
#: Scope, how many periods are closed by then, its language, and the practice picked by then.
THIRD = (RIVERSIDE, 3, "en", "D2")
REPORTS = [
    pytest.param("sqlite", *THIRD, id="third quarter"),
    pytest.param("postgresql", *THIRD, id="third quarter, postgresql"),
    pytest.param("sqlite", RIVERSIDE, 3, "es", "D2", id="third quarter in Spanish"),
    pytest.param("sqlite", RIVERSIDE, 2, "en", "D2", id="second quarter"),
    pytest.param("sqlite", LAKES, 1, "en", None, id="a pool"),
    pytest.param("sqlite", FERNDALE, 1, "en", None, id="families together"),
]
every_report = pytest.mark.parametrize(
    ("played", "scope", "quarters", "language", "picked"), REPORTS, indirect=["played"]
)


def expected(played: Record, scope: str, quarters: int = 3) -> Expected:
    return Expected.of(played.notebook[scope][:quarters], GROUPS[scope])


def documents(played: Record, scope: str, quarters: int, language: str = "en") -> Documents:
    return played.reports[scope, LABELS[quarters - 1], language, "site"]


# --- what was released ----------------------------------------------------------------------------


@pytest.mark.parametrize("scope", list(GROUPS))
def test_each_closing_says_of_each_group_what_the_rules_say(played: Record, scope: str) -> None:
    told: dict[str, dict[str, tuple[str, str]]] = {}
    for (period, group), (word, since) in played.verdicts[scope].items():
        told.setdefault(_label(period), {})[group] = (word, _label(since))
    recounted = expected(played, scope)
    assert told == dict(zip(recounted.calendar, recounted.words(), strict=True))


@pytest.mark.parametrize("scope", list(GROUPS))
def test_each_release_holds_what_was_sent(played: Record, scope: str) -> None:
    recounted = expected(played, scope)
    releases = [json.loads(text) for text in played.releases[scope]]
    for group in GROUPS[scope]:
        found = [release for release in releases if release["group"] == group]
        assert [as_told(scope, shown) for shown in recounted.history(group)] == found


def as_told(scope: str, shown: Shown) -> dict[str, object]:
    """A release as its text must say it."""
    return {
        "format": 1,
        "scope": scope,
        "group": shown.group,
        "terms": list(shown.periods),
        "version": VERSIONS[shown.group],
        "participation": [*shown.participation, shown.asked],
        "base": shown.base,
        "counts": {name: [*next(iter(ends))] for name, ends in shown.counts.items()},
    }


def _label(day: str) -> str:
    year, month, _ = day.split("-")
    return f"{year}-Q{(int(month) + 2) // 3}"


def test_the_story_has_every_case_that_the_rules_tell_apart(played: Record) -> None:
    words = expected(played, RIVERSIDE).words()
    assert words[0]["professionals"] == ("not_stated", LABELS[0])
    assert words[1]["caregivers"] == ("waits", LABELS[1])
    assert words[2]["caregivers"] == ("released", LABELS[1])
    assert expected(played, FERNDALE).words()[0]["professionals"][0] == "too_few"
    first, second, third = expected(played, RIVERSIDE).history("parents")
    assert (first.base, first.asked) == (14, 20)
    assert second.base == second.asked == 14
    assert third.counts["fully:V1"] == {(10, 13)}
    assert third.counts["fully:R1"] == {(0, 3)}
    assert expected(played, RIVERSIDE).history("caregivers")[1].periods == LABELS[1:]


# --- the same number everywhere -------------------------------------------------------------------


@every_report
def test_every_number_on_the_page_is_that_of_the_recount(
    played: Record, scope: str, quarters: int, language: str, picked: str | None
) -> None:
    tables = tables_of(documents(played, scope, quarters, language).page)
    shown = {key: counts_of(rows) for key, rows in tables.items() if key != "releases"}
    assert shown == expected(played, scope, quarters).tables(picked)


@every_report
def test_every_row_on_the_page_is_in_the_pdf_in_the_same_order(
    played: Record, scope: str, quarters: int, language: str, picked: str | None
) -> None:
    found = documents(played, scope, quarters, language)
    tables = tables_of(found.page)
    text, place = pdf_tables(found.pdf, " ".join(tables["answered"][0])), 0
    for key, rows in tables.items():
        for row in rows:
            line = " ".join(row)
            place = text.find(line, place)
            assert place >= 0, (key, line)


@every_report
def test_every_number_on_the_page_is_a_number_in_excel(
    played: Record, scope: str, quarters: int, language: str, picked: str | None
) -> None:
    found = documents(played, scope, quarters, language)
    sheets = list(sheets_of(found.excel).values())
    # Two sheets stand before those of the tables: read me, and headlines.
    for rows, sheet in zip(tables_of(found.page).items(), sheets[2:], strict=True):
        key, table = rows
        if key == "releases":
            assert [list(row) for row in sheet] == table
        else:
            assert sheet_rows(sheet) == as_sheet_rows(table)


@with_all_documents
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_other_count_stands_in_the_words_of_a_report(played: Record, language: str) -> None:
    found = documents(played, RIVERSIDE, 3, language)
    tables = {
        number
        for rows in tables_of(found.page).values()
        for row in counts_of(rows)
        for number in row
    }
    texts = [found.page.text, *([pdf_text(found.pdf)] if language == "en" else [])]
    for text in texts:
        assert _spoken(text) - tables == EXAMPLES


def _spoken(text: str) -> set[Numbers | None]:
    """Every count that is said in words; page numbers are none."""
    plain = re.sub(r"(Page|Página) \d+ (of|de) \d+", "", text)
    plain = re.sub(r" (of the|de las) (?=\d)", r" of ", plain)
    return {numbers_in(found[0]) for found in COUNT.finditer(plain)}


def test_rows_name_the_question_that_was_asked(played: Record) -> None:
    tables = tables_of(documents(played, RIVERSIDE, 3).page)
    for group, file in (("parents", "ftm-parent-1"), ("professionals", "ftm-professional-1")):
        questions = [row[0] for row in tables[f"said-{group}"][1:] if "together" not in row[0]]
        assert questions == [text["en"] for text in _item_texts(file)]


def _item_texts(file: str) -> list[dict[str, str]]:
    content = tomllib.loads((QUESTIONNAIRES / f"{file}.toml").read_text(encoding="utf-8"))
    items = [item for section in content["sections"] for item in section["items"]]
    return [item["text"] for item in items if item["kind"] == "rating"]


# --- differences, likely ranges -------------------------------------------------------------------


@pytest.mark.parametrize("other", ["professionals", "caregivers"])
def test_a_difference_is_told_only_where_the_recount_finds_one(played: Record, other: str) -> None:
    rows = tables_of(documents(played, RIVERSIDE, 3).page)[f"eyes-{other}"][1:]
    gap = expected(played, RIVERSIDE).gap(other)
    assert gap is not None
    names = ("Parents", other.capitalize())
    assert [row[1] for row in rows] == [verdict(one, two, names) for one, two in gap]
    assert len({row[1] for row in rows}) > 1


def test_the_likely_ranges_are_those_of_wilson_at_both_ends(played: Record) -> None:
    headlines = sheets_of(documents(played, RIVERSIDE, 3).excel)["Headlines"]
    newest = expected(played, RIVERSIDE).history("parents")[-1]
    ranges = set()
    for sentence, detail in headlines:
        told = re.search(r"Likely range for [^:]+: (\d+) to (\d+) in 100", detail or "")
        if told:
            number = numbers_in(_number_of(sentence))
            fitting = {
                likely(count)
                for item in ITEMS
                if (count := count_of(newest, f"fully:{item}")).ends == number
            }
            assert fitting == {(int(told[1]), int(told[2]))}
            ranges |= fitting
    assert len(ranges) == 2


def _number_of(sentence: str) -> str:
    """Turn "At least 10 of the 13 families ..." into "at least 10 of 13"."""
    start = sentence.partition(" families")[0]
    return (start[:1].lower() + start[1:]).replace(" of the ", " of ")
