"""Report -> Excel: one table per sheet, guarded numbers as numbers, a chart of every group.

Every count becomes a row of its own (what is counted, how it is shown, lowest, highest, out of),
so that a sheet can be filtered and added up. No text can become a formula or a link.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analysis.figures import style
from analysis.reports.content import Count, Report, Table, cell_text, counted_columns
from analysis.reports.counted_rows import counted_rows, named_columns

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | None
Row = tuple[Value, ...]

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_WIDEST = 60
_CHARTED = "said-"


def excel(report: Report) -> bytes:
    """Return the report's tables as an Excel workbook: the same report gives the same bytes.

    The file is dated with the last day of the report's period and carries no finer time.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        _set_properties(book, report)
        names = _sheet_names(report)
        _write(book, report.words["read_me"], _read_me(report, names))
        _write(book, report.words["headlines"], _headlines(report))
        for table, name in zip(report.tables, names, strict=True):
            sheet = _write(book, name, _table_rows(report, table))
            if table.key.startswith(_CHARTED):
                _add_chart(book, sheet, report, table, name)
    return out.getvalue()


def _set_properties(book: "Workbook", report: Report) -> None:
    day = report.last_day
    book.set_properties(
        {
            "title": f"{report.title}: {report.scope_name}, {report.term_label}",
            "comments": report.words["banner"],
            "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
        }
    )


# --- rows ---------------------------------------------------------------------------------------


def _read_me(report: Report, names: Sequence[str]) -> list[Row]:
    words = report.words
    rows: list[Row] = [(words["read_me"], report.title)]
    if report.sample:
        rows.append(("", words["sample"]))
    texts = [report.scope_name, report.term_label, words["banner"], words["tested"]]
    texts += [words["remade"]] if words["remade"] else []
    rows += [("", text) for text in (*texts, words["codes"])]
    rows.append((words["fingerprint"], report.fingerprint))
    rows.append((words["formula"], str(report.formula)))
    rows += [
        (f"{words['sheet']}: {name}", table.title)
        for name, table in zip(names, report.tables, strict=True)
    ]
    return rows


def _headlines(report: Report) -> list[Row]:
    rows: list[Row] = [(report.words["headlines"], "")]
    return [*rows, *((headline.sentence, headline.detail) for headline in report.headlines)]


def _table_rows(report: Report, table: Table) -> list[Row]:
    """The rows of a sheet: as they are, or one for every count, column after column."""
    counts = list(counted_rows(table))
    if not counts:
        return [table.columns, *(tuple(map(cell_text, row)) for row in table.rows)]
    words = report.words
    names = (table.columns[place] for place in named_columns(table))
    numbers = (words[name] for name in ("shown", "count", "low", "high", "base", "code"))
    heading: Row = (*names, words["measure"], *numbers)
    return [heading, *((*row.names, row.measure, *row.numbers) for row in counts)]


# --- sheets -------------------------------------------------------------------------------------


def _sheet_names(report: Report) -> list[str]:
    """Names that Excel takes: short, unlike each other, without its own signs."""
    taken = {report.words["read_me"].casefold(), report.words["headlines"].casefold()}
    return [_free_name(table.sheet, taken) for table in report.tables]


def _free_name(wanted: str, taken: set[str]) -> str:
    clean = _FORBIDDEN.sub(" ", wanted).strip().strip("'") or "-"
    name = next(name for name in _candidates(clean) if name.casefold() not in taken)
    taken.add(name.casefold())
    return name


def _candidates(name: str) -> Iterator[str]:
    yield _shortened(name, _LONGEST_NAME)
    number = 2
    while True:
        ending = f" {number}"
        yield _shortened(name, _LONGEST_NAME - len(ending)) + ending
        number += 1


def _cut(word: str, most: int) -> str:
    is_term = any(letter.isdigit() for letter in word)
    return word if is_term or len(word) <= most else f"{word[: most - 1]}."


def _shortened(name: str, most: int) -> str:
    """A name of at most so many letters: its longest words are cut first, so that each is left."""
    words, longest = name.split(), len(name)
    while len(" ".join(words)) > most and longest > 2:
        longest -= 1
        words = [_cut(word, longest) for word in words]
    return " ".join(words)[:most]


def _write(book: "Workbook", name: str, rows: Sequence[Row]) -> "Worksheet":
    """Write rows from A1 on, the first as the header that stays in sight."""
    sheet = book.add_worksheet(name)
    header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            _write_value(sheet, place, column, value, header if place == 0 else body)
    for column, width in enumerate(_widths(rows)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    if len(rows) > 1:
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_value(sheet: "Worksheet", row: int, column: int, value: Value, form: "Format") -> None:
    if value is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, value, form)


def _widths(rows: Sequence[Row]) -> list[float]:
    longest = [max(len(str(value or "")) for value in column) for column in zip(*rows, strict=True)]
    return [float(min(max(length + 2, 9), _WIDEST)) for length in longest]


# --- the chart ----------------------------------------------------------------------------------


def _add_chart(
    book: "Workbook", sheet: "Worksheet", report: Report, table: Table, name: str
) -> None:
    """A native bar chart of the first counted column: of each count what is certain."""
    first = counted_columns(table)[0]
    named = len(table.columns) - len(counted_columns(table))
    last_row, low_column = len(table.rows), named + 3
    chart = book.add_chart({"type": "bar"})
    assert chart is not None  # only for a type that it does not know
    chart.add_series(
        {
            "name": report.words["known"],
            "categories": [name, 1, 0, last_row, 0],
            "values": [name, 1, low_column, last_row, low_column],
            "fill": {"color": style.BLUE},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    title = f"{report.words['sample']} · {table.title}" if report.sample else table.title
    chart.set_title({"name": title, "name_font": {"size": 11}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"min": 0, "max": _base(table, first), "major_gridlines": {"visible": False}})
    chart.set_size({"width": 760, "height": 90 + 34 * last_row})
    alt = _chart_alt(report, table, first)
    sheet.insert_chart(1, named + 8, chart, {"description": alt, "object_position": 1})


def _base(table: Table, column: int) -> int:
    return max(cell.base for row in table.rows if isinstance(cell := row[column], Count))


def _chart_alt(report: Report, table: Table, column: int) -> str:
    rows = (f"{row[0]}: {cell_text(row[column])}." for row in table.rows)
    return " ".join([f"{table.title}. {report.words['known']}.", *rows])
