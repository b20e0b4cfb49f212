"""Every number is the same in page, PDF and Excel, and equal to an independent recount."""

from collections.abc import Iterator

import pytest

from analysis.reports.content import Table, cell_text
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports import recount
from tests.unit.analysis.reports.made import HELP, ITEMS, SCALES, Batch, Documents, Kind, documents
from tests.unit.analysis.reports.reading import html_tables, rows_of, table_sheets
from tests.unit.analysis.reports.recount import Shown

MADE = pytest.mark.parametrize(
    ("kind", "seed"),
    [("many", 1), ("together", 1), ("together", 2), ("guarded", 1), ("guarded", 2), ("waits", 1)],
)
Expected = dict[str, list[tuple[Shown, ...]]]


def expected(made: Documents) -> Expected:
    """Table key -> the counts of each of its rows, counted from the forms."""
    tables: Expected = {}
    order = ("parents", "families", "caregivers", "professionals")
    groups = [group for group in order if batches_of(made, group)]
    newest = [batches_of(made, group)[-1] for group in groups]
    tables["answered"] = [(recount.participation(each),) for each in newest]
    tables["help"] = [tuple(recount.named(each, code) for each in newest) for code in HELP]
    for group in groups:
        tables[f"said-{group}"] = list(said(batches_of(made, group)[-4:]))
        tables |= over_time(group, batches_of(made, group))
    return tables


def batches_of(made: Documents, group: str) -> list[Batch]:
    mine = [each for each in made.batches if each.group == group]
    return sorted(mine, key=lambda each: each.terms[0])


def said(recent: list[Batch]) -> Iterator[tuple[Shown, ...]]:
    for scale, keys in SCALES.items():
        yield both(
            [recount.all_fully(each, scale) for each in recent],
            [recount.affirmed(each, scale) for each in recent],
        )
        for key in keys:
            yield both(
                [recount.item(each, key, 5) for each in recent],
                [recount.item(each, key, 4) for each in recent],
            )


def both(fully: list[Shown], mostly: list[Shown]) -> tuple[Shown, ...]:
    """The newest counts, and where there are several the sums."""
    if len(fully) == 1:
        return fully[-1], mostly[-1]
    return fully[-1], mostly[-1], recount.added(fully), recount.added(mostly)


def over_time(group: str, batches: list[Batch]) -> Expected:
    if len(batches) < 2:
        return {}
    return {
        f"timeline-{group}-{scale}": [
            tuple(recount.item(each, key, 5) for key in keys) for each in batches
        ]
        for scale, keys in SCALES.items()
    }


@MADE
def test_the_page_shows_the_recounted_numbers(kind: Kind, seed: int) -> None:
    made = documents(kind, seed)
    found = html_tables(made.html)
    for key, rows in expected(made).items():
        shown = [row[-len(counts) :] for row, counts in zip(found[key][1:], rows, strict=True)]
        assert shown == [[count.text for count in counts] for counts in rows], key


@MADE
def test_the_pdf_shows_the_recounted_numbers_beside_their_words(kind: Kind, seed: int) -> None:
    made = documents(kind, seed)
    text = pdf_text(made.pdf)
    tables = {table.key: table for table in made.report.tables}
    for key, rows in expected(made).items():
        for row, counts in zip(tables[key].rows, rows, strict=True):
            words = [cell_text(cell) for cell in row[: len(row) - len(counts)]]
            line = " ".join([*words, *(count.text for count in counts)])
            assert line in text, key


@MADE
def test_excel_holds_the_recounted_numbers_as_numbers(kind: Kind, seed: int) -> None:
    made = documents(kind, seed)
    names = table_sheets(made.excel, [table.key for table in made.report.tables])
    for key, rows in expected(made).items():
        found = rows_of(made.excel, names[key])[1:]
        columns = zip(*rows, strict=True)  # a row of the sheet for each count, column by column
        counts = [count for column in columns for count in column]
        assert [row[-6:-1] for row in found] == [as_excel(count) for count in counts], key


def as_excel(count: Shown) -> tuple[object, ...]:
    exact = count.low if count.low == count.high else None
    return (count.text, exact, count.low, count.high, count.base)


@pytest.mark.parametrize(
    ("kind", "language"),
    [("many", "en"), ("new wording", "en"), ("empty", "en"), ("together", "es"), ("waits", "es")],
)
def test_every_table_is_the_same_in_page_pdf_and_excel(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    tables = html_tables(made.html)
    text = pdf_text(made.pdf)
    names = table_sheets(made.excel, tables)
    assert [*tables] == [table.key for table in made.report.tables]
    for table in made.report.tables:
        shown = tables[table.key]
        assert shown == [
            [*table.columns],
            *([cell_text(cell) for cell in row] for row in table.rows),
        ]
        assert all(" ".join(row) in text for row in shown[1:]), table.key
        values = {str(value) for row in rows_of(made.excel, names[table.key]) for value in row}
        assert {cell for row in shown for cell in row} <= values


@MADE
def test_every_count_of_a_drawing_stands_in_its_alternative_text(kind: Kind, seed: int) -> None:
    made = documents(kind, seed)
    tables = {table.key: table for table in made.report.tables}
    for picture in made.report.pictures:
        assert picture.title in picture.alt
        for count in drawn_counts(tables[picture.table_key]):
            assert count in picture.alt or picture.table_key in ("help", "answered"), picture.key


def drawn_counts(table: Table) -> list[str]:
    """The counts of a table that its figure draws as marks with words: not the sums."""
    columns = [place for place, name in enumerate(table.columns) if "together" not in name]
    return [cell_text(row[place]) for row in table.rows for place in columns[1:]]


def test_the_recount_would_notice_a_wrong_number() -> None:
    made = documents("guarded", 1)
    right = expected(made)["said-parents"][1]
    wrong = [Shown(count.low + 1, count.high + 1, count.base) for count in right]
    assert [count.text for count in wrong] != html_tables(made.html)["said-parents"][2][1:]


def test_every_question_is_in_the_report() -> None:
    made = documents("many", 1)
    table = next(table for table in made.report.tables if table.key == "said-parents")
    assert len(table.rows) == len(ITEMS) + len(SCALES)
