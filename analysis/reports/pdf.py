"""Report -> tagged PDF (PDF/UA-1)."""

import json
from typing import Any

from analysis.reports.content import Report, Table, cell_text, counted_columns
from analysis.reports.typesetting import pictured, typeset

_LONGEST_RUNNING_NAME = 60
_LONGEST_WHOLE_TABLE = 16  # rows that are kept on one page

# Widths of columns, in letters.
_NARROWEST = 8
#: The room at both sides of a column, in letters.
_INSET = 2.0
#: A word cannot give way as a line of several words can.
_UNBROKEN = 1.15
_WIDEST = 38
#: So wide may a count be though words have to break then, and else as wide as a line has room.
_WIDEST_COUNT = 17.5
_LINE = 98.0


def pdf(report: Report) -> bytes:
    """Return the report as a PDF: the same report gives the same bytes, see `typeset`."""
    return typeset("site_report.typ", "report", _data(report))


def pdf_pages(report: Report, pixels_per_inch: float) -> list[bytes]:
    """Return the pages of the same PDF as pictures (PNG)."""
    return pictured("site_report.typ", "report", _data(report), pixels_per_inch)


def _data(report: Report) -> dict[str, Any]:
    """The report as the template reads it."""
    data: dict[str, Any] = json.loads(report.to_json())
    name = report.scope_name
    if len(name) > _LONGEST_RUNNING_NAME:
        name = f"{name[:_LONGEST_RUNNING_NAME]}…"
    data["document_title"] = f"{report.title}: {report.scope_name}, {report.term_label}"
    data["running_title"] = f"{name} · {report.term_label}"
    day = report.last_day
    data |= {"year": day.year, "month": day.month, "day": day.day}
    widths = {table.key: _widths(table) for table in report.tables}
    for section in data["sections"]:
        for block in section["blocks"]:
            if block["block"] == "table":
                block["widths"] = widths[block["key"]]
                block["whole"] = len(block["rows"]) <= _LONGEST_WHOLE_TABLE
    return data


def _widths(table: Table) -> list[float]:
    """Relative widths of the columns: words by their length, all counts alike in what is left."""
    counted = counted_columns(table)
    widths = [_width(table, place) for place in range(len(table.columns))]
    if not counted:
        return _narrowed(widths, [_least(table, place) for place in range(len(table.columns))])
    left = _LINE - sum(width for place, width in enumerate(widths) if place not in counted)
    widest = max(_WIDEST_COUNT, left / len(counted))
    count = min(widest, max(widths[place] for place in counted))
    return [count if place in counted else width for place, width in enumerate(widths)]


def _narrowed(widths: list[float], least: list[float]) -> list[float]:
    """The same widths on a line that is too short for them, none below its longest word."""
    scale = min(1.0, _LINE / sum(widths))
    return [max(one, scale * width) for one, width in zip(least, widths, strict=True)]


def _width(table: Table, place: int) -> float:
    longest = max(len(cell_text(row[place])) for row in table.rows) if table.rows else 0
    return max(_least(table, place), min(longest, _WIDEST) + _INSET)


def _least(table: Table, place: int) -> float:
    """Room for the longest word of a column."""
    words = _UNBROKEN * max((_longest_word(cell_text(row[place])) for row in table.rows), default=0)
    longest = max(words, _longest_word(table.columns[place]), _NARROWEST)
    return float(min(longest, _WIDEST)) + _INSET


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)
