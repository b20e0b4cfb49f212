"""Reads the tables of a report from its page, its PDF and its Excel file, as plain numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from tests.integration.whole_path.browsing import Read, Rows
from tests.pdf_words import pdf_pages

Numbers = tuple[int, int, int]

_SHAPES = (
    r"(?:between|entre) (?P<low>\d+) (?:and|y) (?P<high>\d+)",
    r"(?:at least|al menos) (?P<least>\d+)",
    r"(?P<most>\d+) (?:or fewer|o menos)",
    r"(?P<exact>\d+)",
)
_OF = "(?:of all|of|del total de|de)"
COUNT = re.compile(rf"(?:{'|'.join(_SHAPES)}) {_OF} (?P<base>\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class SheetRow:
    """One count in Excel: whose, of what, how it reads, and its numbers."""

    names: tuple[str, ...]
    measure: str
    shown: str
    count: int | None
    low: int
    high: int
    base: int


def numbers_in(cell: str) -> Numbers | None:
    """The ends and base that a cell says, or None if it says anything else."""
    found = COUNT.fullmatch(cell)
    if found is None:
        return None
    part = {name: int(value) for name, value in found.groupdict().items() if value}
    base = part["base"]
    if "exact" in part:
        return part["exact"], part["exact"], base
    low = part.get("low", part.get("least", 0))
    return low, part.get("high", part.get("most", base)), base


def tables_of(page: Read) -> dict[str, Rows]:
    """The tables of a report's page by their keys, each with its heading row."""
    return {
        key.removeprefix("table-"): rows
        for key, rows in page.tables.items()
        if key.startswith("table-")
    }


def counts_of(rows: Rows) -> list[list[Numbers]]:
    """The counts of each row below the heading."""
    return [[found for cell in row if (found := numbers_in(cell))] for row in rows[1:]]


def pdf_tables(content: bytes, first_line: str) -> str:
    """The words of a PDF from the last page on that has this line."""
    pages = pdf_pages(content)
    begins = max(place for place, page in enumerate(pages) if first_line in page)
    return " ".join(pages[begins:])


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every sheet of a workbook by the sheet's name."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def sheet_rows(rows: Sequence[tuple[Any, ...]]) -> list[SheetRow]:
    """The counts of one sheet below its heading."""
    return [
        SheetRow(tuple(row[:-7]), row[-7], row[-6], row[-5], row[-4], row[-3], row[-2])
        for row in rows[1:]
        if isinstance(row[-2], int)
    ]


def as_sheet_rows(rows: Rows) -> list[SheetRow]:
    """What the sheet of a table must hold: column after column, a row for each count."""
    heading, *body = rows
    counted = [
        place for place in range(len(heading)) if any(numbers_in(row[place]) for row in body)
    ]
    return [
        _as_sheet_row(heading, row, place, counted)
        for place in counted
        for row in body
        if numbers_in(row[place])  # where a wave has no result there is no count
    ]


def _as_sheet_row(heading: list[str], row: list[str], place: int, counted: list[int]) -> SheetRow:
    found = numbers_in(row[place])
    assert found is not None
    low, high, base = found
    names = tuple(cell for column, cell in enumerate(row) if column not in counted)
    exact = low if low == high else None
    return SheetRow(names, heading[place], row[place], exact, low, high, base)
