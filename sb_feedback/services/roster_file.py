"""Reading a file with members: every fault by row and column, and nothing taken that has one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from forms.email_address import is_email, tidy_email

LARGEST_FILE, MOST_ROWS = 1024 * 1024, 10_000
EARLIEST, LONGEST_AHEAD = date(2000, 1, 1), timedelta(days=366)
COLUMNS = ("email", "sector", "joined", "left")
REQUIRED = COLUMNS[:2]
_NAMES = {
    "email": "email",
    "emailaddress": "email",
    "correo": "email",
    "correoelectrónico": "email",
    "sector": "sector",
    "joined": "joined",
    "membersince": "joined",
    "miembrodesde": "joined",
    "left": "left",
    "salió": "left",
}
_DELIMITERS = ",;\t"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SHOWN = 60


class Fault(StrEnum):
    """What can be wrong with a file, a row or a cell."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WORKBOOK = "workbook"
    BINARY = "binary"
    ENCODING = "encoding"
    QUOTES = "quotes"
    NO_COLUMN = "no_column"
    COLUMN_TWICE = "column_twice"
    TOO_MANY_ROWS = "too_many_rows"
    NO_ROWS = "no_rows"
    MISSING = "missing"
    FORMULA = "formula"
    EMAIL = "email"
    TWICE = "twice"
    SECTOR = "sector"
    DATE = "date"
    DAYS = "days"
    CELLS = "cells"


@dataclass(frozen=True)
class Problem:
    """One fault with its place; without a row it is about the whole file."""

    fault: Fault
    row: int | None = None
    column: str = ""
    value: str = ""
    #: The row that has the same address.
    other: int | None = None


@dataclass(frozen=True)
class Row:
    """A member as the file has it; its number counts the lines of a spreadsheet."""

    number: int
    email: str
    sector: str
    joined: date | None
    left: date | None


@dataclass(frozen=True)
class RosterFile:
    """What a file holds."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    #: Columns that are not kept.
    ignored: tuple[str, ...] = ()
    #: False if nothing of it was taken, whatever its rows are like.
    is_read: bool = True


class _Unreadable(Exception):
    """Nothing of the file can be read."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__()


def read_roster(content: bytes, sectors: Mapping[str, str], today: date) -> RosterFile:
    """Rows without a fault, and all faults. `sectors` says what names each sector goes by."""
    try:
        lines = _lines(_decoded(content))
        _, header = next(lines)
        columns, ignored = _columns(header)
        return _Reader(sectors, today, columns, len(header)).read(lines, ignored)
    except _Unreadable as unreadable:
        return RosterFile(problems=unreadable.problems, is_read=False)


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as a file that reads the same."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow((row.email, row.sector, row.joined or "", row.left or ""))
    return written.getvalue()


def sector_key(name: str) -> str:
    """A sector's name without regard to capitals, blanks and dashes."""
    return re.sub(r"[\s_-]+", "_", name.strip().lower())


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise _Unreadable(Problem(Fault.TOO_LARGE))
    if content.startswith(_WORKBOOKS):
        raise _Unreadable(Problem(Fault.WORKBOOK))
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding != "utf-16" and b"\x00" in content:
        raise _Unreadable(Problem(Fault.BINARY))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise _Unreadable(Problem(Fault.ENCODING, row)) from None
    if not text.strip():
        raise _Unreadable(Problem(Fault.EMPTY))
    return text


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with their numbers; the first is the header."""
    number = 0
    hint = re.match(r"sep=([,;\t])\r?\n", text)
    if hint:
        text, number = text[hint.end() :], 1
    delimiter = hint[1] if hint else _delimiter(text)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            if number > MOST_ROWS + 1:
                raise _Unreadable(Problem(Fault.TOO_MANY_ROWS))
            if any(cell.strip() for cell in cells):
                yield number, [cell.strip().strip("\u00a0\u200b\ufeff") for cell in cells]
    except csv.Error:
        raise _Unreadable(Problem(Fault.QUOTES, number + 1)) from None


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n ").partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _columns(header: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    named = [_NAMES.get(re.sub(r"[\s_-]+", "", name.lower())) for name in header]
    problems = [Problem(Fault.NO_COLUMN, column=name) for name in REQUIRED if name not in named]
    problems += [
        Problem(Fault.COLUMN_TWICE, column=name) for name in COLUMNS if named.count(name) > 1
    ]
    if problems:
        raise _Unreadable(*problems)
    ignored = tuple(
        title[:_SHOWN] for title, name in zip(header, named, strict=True) if title and not name
    )
    return {name: at for at, name in enumerate(named) if name}, ignored


@dataclass(frozen=True)
class _Reader:
    """Reads the rows below a header."""

    sectors: Mapping[str, str]
    today: date
    columns: Mapping[str, int]
    width: int

    def read(self, lines: Iterator[tuple[int, list[str]]], ignored: tuple[str, ...]) -> RosterFile:
        rows: list[Row] = []
        problems: list[Problem] = []
        first: dict[str, int] = {}
        for number, cells in lines:
            found, row = self._row(number, cells)
            if row.email in first:
                same = Problem(Fault.TWICE, number, "email", row.email, first[row.email])
                found.append(same)
            elif row.email:
                first[row.email] = number
            problems += found
            if not found:
                rows.append(row)
        if not rows and not problems:
            raise _Unreadable(Problem(Fault.NO_ROWS))
        return RosterFile(tuple(rows), tuple(problems), ignored)

    def _row(self, number: int, cells: list[str]) -> tuple[list[Problem], Row]:
        values = {name: cells[at] if at < len(cells) else "" for name, at in self.columns.items()}
        email = tidy_email(values["email"])
        sector = self.sectors.get(sector_key(values["sector"]), "")
        days = {name: _day(values.get(name, "")) for name in ("joined", "left")}
        faults = dict(self._faults(values, email, sector, days))
        problems = [
            Problem(fault, number, name, values.get(name, "")[:_SHOWN])
            for name, fault in faults.items()
        ]
        if len(cells) > self.width:
            problems.append(Problem(Fault.CELLS, number))
        return problems, Row(number, email, sector, days["joined"], days["left"])

    def _faults(
        self,
        values: Mapping[str, str],
        email: str,
        sector: str,
        days: Mapping[str, date | None],
    ) -> Iterator[tuple[str, Fault]]:
        """Of the first kind for each column; what is found later counts."""
        joined, left = days["joined"], days["left"]
        if joined and left and left < joined:
            yield "left", Fault.DAYS
        for name, day in days.items():
            if values.get(name) and not self._can_be_meant(day):
                yield name, Fault.DATE
        if not sector:
            yield "sector", Fault.SECTOR
        if not is_email(email):
            yield "email", Fault.EMAIL
        yield from _plainly_wrong(values)

    def _can_be_meant(self, day: date | None) -> bool:
        return day is not None and EARLIEST <= day <= self.today + LONGEST_AHEAD


def _plainly_wrong(values: Mapping[str, str]) -> Iterator[tuple[str, Fault]]:
    for name, value in values.items():
        if name in REQUIRED and not value:
            yield name, Fault.MISSING
        elif value.startswith(("=", "+", "-", "@")):
            yield name, Fault.FORMULA


def _day(text: str) -> date | None:
    iso, american = _ISO.fullmatch(text), _AMERICAN.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
    except ValueError:
        return None
    return None
