"""The numbers of a wave: the same in page, PDF and Excel, and equal to an independent recount."""

from collections.abc import Iterator

import pytest

from analysis.reports.content import Count, cell_text
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import Batch
from tests.unit.analysis.reports.reading import html_tables, rows_of, table_sheets
from tests.unit.analysis.reports.recount import Shown, base_of, hidden, named, participation
from tests.unit.analysis.reports.teams import (
    HELP,
    KINDS,
    SCORED,
    Kind,
    TeamDocuments,
    team_documents,
)

MADE = pytest.mark.parametrize(
    ("kind", "seed"), [*((kind, 1) for kind in KINDS), ("many", 2), ("guarded", 2)]
)
SECTIONS = {
    "said-trust": ("sense_of_trust", "trust", "compassion", "transparency"),
    "said-leadership": ("collective_leadership",),
    "said-priorities": ("shared_priorities",),
    "said-change": ("structural_change",),
}
Rows = list[tuple[str, ...]]


def of_item(batch: Batch, item: str, least: int) -> int:
    return sum(form.ratings.get(item, 0) >= least for form in batch.forms)


def affirmed(batch: Batch, scale: str) -> int:
    """How many answered at least half of a scale's items with a mean of 4 or more."""
    found = 0
    for form in batch.forms:
        given = [form.ratings[key] for key in SCORED[scale] if key in form.ratings]
        found += 2 * len(given) >= len(SCORED[scale]) and sum(given) / max(len(given), 1) >= 4
    return found


def all_fully(batch: Batch, scale: str) -> int:
    return sum(all(form.ratings.get(key) == 5 for key in SCORED[scale]) for form in batch.forms)


def reach_text(batch: Batch, count: int) -> str:
    """The bounds over all members, worked out from the forms."""
    low, high = bounds(batch, count)
    if low == high:
        return f"{low} of all {batch.asked}"
    return f"between {low} and {high} of all {batch.asked}"


def bounds(batch: Batch, count: int) -> tuple[int, int]:
    shown, silent = hidden(count, base_of(batch)), batch.asked - participation(batch).low
    return shown.low, min(shown.high + silent, batch.asked)


def rows_said(batch: Batch, scales: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    base = base_of(batch)
    for scale in scales:
        fully, mostly = all_fully(batch, scale), affirmed(batch, scale)
        yield hidden(fully, base).text, hidden(mostly, base).text, reach_text(batch, mostly)
        for item in SCORED[scale] if scale != "sense_of_trust" else ():
            fully, mostly = of_item(batch, item, 5), of_item(batch, item, 4)
            yield hidden(fully, base).text, hidden(mostly, base).text, reach_text(batch, mostly)


def year_of(made: TeamDocuments) -> list[Batch]:
    """The waves of four quarters up to the newest that asked the same."""
    newest = made.team.waves[-1]
    quarters = [newest.terms[0]]
    while len(quarters) < 4:
        quarters.append(quarters[-1].previous())
    return [
        wave
        for wave in made.team.waves
        if wave.terms[0] in quarters and wave.instrument == newest.instrument
    ]


def expected(made: TeamDocuments) -> dict[str, Rows]:
    """Table key -> the counts of each of its rows, counted from the forms."""
    newest = made.team.waves[-1]
    tables: dict[str, Rows] = {"answered": [(participation(newest).text,)]}
    tables |= {key: list(rows_said(newest, scales)) for key, scales in SECTIONS.items()}
    year = year_of(made)
    tables["year"] = [tuple(participation(wave).text for wave in year)]
    tables["year"] += [
        tuple(reach_text(wave, affirmed(wave, scale)) for wave in year) for scale in SCORED
    ]
    tables["record"] = [
        (reach_text(newest, of_item(newest, item, 4)),)
        for item in (*SCORED["shared_priorities"], *SCORED["structural_change"])
    ]
    sides = [side for side in (made.team.families, newest) if side is not None]
    tables["gaps"] = [tuple(named(side, code).text for side in sides) for code in HELP]
    if len(made.team.waves) > 1 and made.team.waves[-2].instrument == newest.instrument:
        pair = made.team.waves[-2:]
        tables["since"] = [
            tuple(reach_text(wave, affirmed(wave, scale)) for wave in pair) for scale in SCORED
        ]
    return tables


@MADE
def test_the_page_shows_the_recounted_numbers(kind: Kind, seed: int) -> None:
    made = team_documents(kind, seed)
    found = html_tables(made.html)
    for key, rows in expected(made).items():
        width = len(rows[0])
        assert [tuple(row[-width:]) for row in found[key][1:]] == rows, key


@MADE
def test_every_change_follows_from_the_recounted_bounds(kind: Kind, seed: int) -> None:
    made = team_documents(kind, seed)
    table = html_tables(made.html).get("since")
    if table is None:
        assert kind in ("first", "reworded")
        return
    before, since = made.team.waves[-2:]
    for row, scale in zip(table[1:], SCORED, strict=True):
        first = bounds(before, affirmed(before, scale))
        second = bounds(since, affirmed(since, scale))
        more = second[0] * before.asked > first[1] * since.asked
        fewer = second[1] * before.asked < first[0] * since.asked
        assert (row[1] == "more", row[1] == "fewer") == (more, fewer)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_table_is_the_same_in_page_pdf_and_excel(kind: Kind, language: str) -> None:
    made = team_documents(kind, language=language)
    tables, text = html_tables(made.html), pdf_text(made.pdf)
    names = table_sheets(made.excel, tables)
    assert [*tables] == [table.key for table in made.report.tables]
    for table in made.report.tables:
        shown = tables[table.key]
        cells = [[cell_text(cell) for cell in row] for row in table.rows]
        assert shown == [[*table.columns], *cells]
        assert all(" ".join(row) in text for row in cells), table.key
        rows = rows_of(made.excel, names[table.key])
        assert {cell for row in shown for cell in row} <= {str(v) for row in rows for v in row}
        numbers = [
            (cell.text, None if cell.low < cell.high else cell.low, cell.low, cell.high, cell.base)
            for column in zip(*table.rows, strict=True)
            for cell in column
            if isinstance(cell, Count)
        ]
        counted = [row[-6:-1] for row in rows[1:] if isinstance(row[-2], int)]
        assert counted == numbers, table.key


@MADE
def test_every_count_of_a_drawing_stands_in_its_alternative_text(kind: Kind, seed: int) -> None:
    made = team_documents(kind, seed)
    tables = {table.key: table for table in made.report.tables}
    for picture in made.report.pictures:
        assert picture.title in picture.alt
        if picture.key in ("figure-record", "figure-year"):
            for row in tables[picture.table_key].rows[picture.key == "figure-year" :]:
                told = row[0] != "Sense of trust"  # a chart for each of its three parts
                assert all(not told or cell_text(cell) in picture.alt for cell in row[1:])


def test_the_recount_would_notice_a_wrong_number() -> None:
    made = team_documents("small")
    right = expected(made)["said-leadership"][0]
    assert Shown(3, 3, 14).text not in right
    wave = made.team.waves[-1]
    assert reach_text(wave, affirmed(wave, "trust") - 5) not in right
