"""Cells of a column that sorts rows, as a `Column`: natural order, periods by calendar."""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from analysis.language import marked
from analysis.study.faults import Fault, nearest
from analysis.study.plan import Options
from analysis.study.study import Column

MOST_PERIODS = 1000
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

_NOT_A_DATE = marked("row {row}, column {heading}: {cell!r} is not a date such as 2026-03-31.")
_TOO_LONG = marked("column {heading}: from {first} to {last} there are more than {most} periods.")
_NOT_IN_ORDER = marked("row {row}, column {heading}: {cell!r} is not in [options] period_order.")


def column_of(cells: Sequence[str], values: Sequence[str] | None = None) -> Column:
    """The column of these cells, blank for none; values in natural order unless they are given."""
    distinct = {cell for cell in cells if cell}
    values = sorted(distinct, key=natural) if values is None else values
    place = {value: position for position, value in enumerate(values)} | {"": -1}
    return Column(tuple(values), np.array([place[cell] for cell in cells], dtype=np.int64))


def natural(label: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts numbers in labels by size: "site 9" before "site 10"."""
    parts = enumerate(re.split(r"([0-9]{1,18})", label))
    key = ((1, int(part), "") if position % 2 else (0, 0, part) for position, part in parts)
    return (*key, (2, 0, label))


def period_column(
    cells: Sequence[str], rows: Sequence[int], heading: str, options: Options, faults: list[Fault]
) -> Column:
    """The column of periods: labels, labels in the order given, or dates put into periods.

    Periods of the calendar between the first and the last are there even without rows.
    """
    if options.periods is not None:
        return _by_calendar(cells, rows, heading, _MONTHS[options.periods], faults)
    if not options.period_order:
        return column_of(cells)
    unknown = {cell for cell in cells if cell} - set(options.period_order)
    for row, cell in zip(rows, cells, strict=True):
        if cell in unknown:
            values = {"row": row, "heading": heading, "cell": cell}
            faults.append(Fault(_NOT_IN_ORDER, values, nearest(cell, options.period_order)))
    kept = ["" if cell in unknown else cell for cell in cells]
    return column_of(kept, options.period_order)


def _by_calendar(
    cells: Sequence[str], rows: Sequence[int], heading: str, months: int, faults: list[Fault]
) -> Column:
    number = {cell: _period_number(cell, months) for cell in {cell for cell in cells if cell}}
    for row, cell in zip(rows, cells, strict=True):
        if cell and number[cell] is None:
            faults.append(Fault(_NOT_A_DATE, {"row": row, "heading": heading, "cell": cell}))
    known = [n for n in number.values() if n is not None]
    first, last = min(known, default=0), max(known, default=-1)
    if last - first >= MOST_PERIODS:
        ends = {"first": _label(first, months), "last": _label(last, months)}
        faults.append(Fault(_TOO_LONG, {"heading": heading, "most": MOST_PERIODS, **ends}))
        return column_of([""] * len(cells))
    names = {cell: _label(n, months) for cell, n in number.items() if n is not None}
    labels = [_label(n, months) for n in range(first, last + 1)]
    return column_of([names.get(cell, "") for cell in cells], labels)


def _period_number(cell: str, months: int) -> int | None:
    try:
        day = date.fromisoformat(cell[:10] if cell[10:11] in ("T", " ") else cell)
    except ValueError:
        return None
    return (12 * day.year + day.month - 1) // months


def _label(number: int, months: int) -> str:
    year, month = divmod(number * months, 12)
    return {
        1: f"{year:04}-{month + 1:02}",
        3: f"{year:04}-Q{month // 3 + 1}",
        12: f"{year:04}",
    }[months]
