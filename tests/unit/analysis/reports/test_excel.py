"""The workbook: one plain table on a sheet, no formula, a chart with words, the same bytes."""

import io
import zipfile

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from analysis.reports.content import Table, cell_text
from analysis.reports.excel import _shortened, excel
from tests.unit.analysis.reports.made import Kind, documents
from tests.unit.analysis.reports.reading import rows_of, sheets

KINDS = pytest.mark.parametrize("kind", ["many", "guarded", "empty"])


@KINDS
def test_every_table_has_a_sheet_that_begins_in_its_corner(kind: Kind) -> None:
    made = documents(kind)
    found = sheets(made.excel)
    assert [*found][:2] == ["Read me", "Headlines"]
    assert len(found) == 2 + len(made.report.tables)
    for name, sheet in found.items():
        assert sheet["A1"].value
        assert len(name) <= 31
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.b for cell in sheet[1] if cell.value)


@KINDS
def test_columns_are_wide_enough_for_their_words(kind: Kind) -> None:
    for sheet in sheets(documents(kind).excel).values():
        widths = widths_of(sheet)
        for place, column in enumerate(sheet.iter_cols(values_only=True)):
            longest = max(len(str(value or "")) for value in column)
            assert widths[place] >= min(longest, 60), sheet.title


def widths_of(sheet: Worksheet) -> list[float]:
    """The width of every column; columns of the same width are stored as one range."""
    widths = [0.0] * sheet.max_column
    for kept in sheet.column_dimensions.values():
        for place in range(kept.min or 1, (kept.max or 1) + 1):
            widths[place - 1] = kept.width
    return widths


@KINDS
def test_there_is_no_formula_no_link_and_no_macro(kind: Kind) -> None:
    with zipfile.ZipFile(io.BytesIO(documents(kind).excel)) as book:
        for name in book.namelist():
            assert "vba" not in name
            assert "externalLink" not in name
            if name.startswith("xl/worksheets/sheet"):
                text = book.read(name)
                assert b"<f>" not in text
                assert b"<hyperlink" not in text


def test_a_count_is_a_number_only_when_it_is_exact() -> None:
    made = documents("guarded")
    kinds = set()
    for name in [*sheets(made.excel)][2:]:
        header, *rows = rows_of(made.excel, name)
        if header[-1] != "Kind of number":
            continue
        for *_, shown, count, low, high, base, code in rows:
            assert isinstance(low, int)
            assert isinstance(high, int)
            assert isinstance(base, int)
            kinds.add(code)
            if code == "exact":
                assert count == low == high
            else:
                assert count is None
                assert (low, high) in {(0, 3), (base - 3, base)}
                assert str(shown).startswith("3 or fewer" if low == 0 else "at least")
    assert kinds == {"exact", "at_least", "at_most"}


def test_what_was_not_asked_is_text_with_a_code() -> None:
    made = documents("new wording")
    rows = [row for name in sheets(made.excel) for row in rows_of(made.excel, name)]
    missing = [row for row in rows if "not asked" in row]
    assert missing
    assert all(row[-5:] == (None, None, None, None, "not_shown") for row in missing)


def test_each_group_has_a_native_chart_with_words_for_it() -> None:
    made = documents("many")
    said = [table for table in made.report.tables if table.key.startswith("said-")]
    with zipfile.ZipFile(io.BytesIO(made.excel)) as book:
        charts = sorted(name for name in book.namelist() if name.startswith("xl/charts/chart"))
        drawings = [
            book.read(name).decode() for name in book.namelist() if "drawings/drawing" in name
        ]
        assert len(charts) == len(said)
        for table in said:
            assert sum(f"{table.title}. " in each for each in drawings) == 1
            assert all(cell in "".join(drawings) for cell in first_counts(table))
        assert all("SAMPLE" in book.read(name).decode() for name in charts)


def first_counts(table: Table) -> list[str]:
    return [cell_text(row[1]) for row in table.rows]


def test_the_chart_draws_what_is_certain() -> None:
    made = documents("many")
    sheet = sheets(made.excel)["Parents"]
    with zipfile.ZipFile(io.BytesIO(made.excel)) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
    assert "Parents!$E$2:$E$13" in chart
    assert sheet["E1"].value == "Lowest"
    assert [sheet[f"B{row}"].value for row in (2, 13, 14)] == [
        "Yes, fully",
        "Yes, fully",
        "Mostly or fully",
    ]


def test_the_same_report_gives_the_same_bytes() -> None:
    made = documents("many")
    assert excel(made.report) == made.excel


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Parents", "Parents"),
        ("Tiempo cuidadoras y cuidadores voz", "Tiempo cuidado. y cuidado. voz"),
        ("Tiempo cuidadoras y cuidadores respeto", "Tiempo cuida. y cuida. respe."),
        ("Questions active community team 2026-Q3", "Ques. acti. comm. team 2026-Q3"),
        ("a" * 40, "a" * 30 + "."),
    ],
)
def test_a_long_name_keeps_a_part_of_each_word(name: str, short: str) -> None:
    assert _shortened(name, 31) == short
    assert len(_shortened(f"{name} " * 40, 31)) <= 31
