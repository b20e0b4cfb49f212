"""A table of counts as one row for each count, so that it can be filtered and added up."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.reports.content import Cell, Count, Table, cell_text, counted_columns

Numbers = tuple[str, int | None, int | None, int | None, int | None, str]
NOT_SHOWN = "not_shown"


@dataclass(frozen=True)
class CountedRow:
    """One count: the texts of its row, the heading of its column, and the cell."""

    names: tuple[str, ...]
    measure: str
    cell: Cell

    @property
    def numbers(self) -> Numbers:
        """Shown as, count (when exact), lowest, highest, out of, kind of number."""
        if not isinstance(self.cell, Count):
            return (self.cell, None, None, None, None, NOT_SHOWN)
        cell = self.cell
        exact = cell.low if cell.low == cell.high else None
        return (cell.text, exact, cell.low, cell.high, cell.base, cell.code)


def named_columns(table: Table) -> tuple[int, ...]:
    """Return the places of a table's columns that hold words."""
    counted = counted_columns(table)
    return tuple(place for place in range(len(table.columns)) if place not in counted)


def counted_rows(table: Table) -> Iterator[CountedRow]:
    """Return each count of a table, column after column; none for a table of words."""
    named = named_columns(table)
    for place in counted_columns(table):
        for row in table.rows:
            names = tuple(cell_text(row[each]) for each in named)
            yield CountedRow(names, table.columns[place], row[place])
