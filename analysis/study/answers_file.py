"""From the text of a file of answers to its columns: separator, headings, rows of one length."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from analysis.language import marked
from analysis.study.faults import BadStudyError, Fault, nearest

SEPARATORS = (",", ";", "\t")

_NO_HEADINGS = marked("{file}: the first row has no headings.")
_NOT_CSV = marked("{file}, row {row}: this is no row of a CSV file ({problem}).")
_NO_ROWS = marked("{file}: there is no row of answers below the headings.")
_NO_HEADING = marked("{file}: there is no column {heading!r}.")
_HEADING_TWICE = marked("{file}: more than one column has the heading {heading!r}.")
_WIDTH = marked("row {row}: {found} cells, but there are {wanted} headings.")


@dataclass(frozen=True)
class Cells:
    """The named columns of a file, as text without spaces around it.

    Parameters
    ----------
    rows : the number of each row as a spreadsheet counts it: the headings are row 1.
    columns : heading to the cells of its column, one for each row.
    """

    rows: Sequence[int]
    columns: dict[str, tuple[str, ...]]


def parse_cells(text: str, headings: Sequence[str], file: str) -> Cells:
    """The columns with these headings. BadStudyError with all faults of the layout.

    The separator (comma, semicolon or tab) is the one that finds the most headings. Lines that
    are empty or hold only spaces are passed over.
    """
    records = _records(text, _separator(text, headings), file)
    if not records:
        raise BadStudyError([Fault(_NO_HEADINGS, {"file": file})])
    (_, names), body = records[0], records[1:]
    names = [name.strip() for name in names]
    faults = _heading_faults(names, headings, file) + _width_faults(body, len(names))
    if not body:
        faults.append(Fault(_NO_ROWS, {"file": file}))
    if faults:
        raise BadStudyError(faults)
    by_column = list(zip(*(record for _, record in body), strict=True))
    columns = {
        name: tuple(cell.strip() for cell in by_column[names.index(name)]) for name in headings
    }
    return Cells([row for row, _ in body], columns)


def _separator(text: str, headings: Sequence[str]) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]

    def fit(separator: str) -> tuple[int, int]:
        names = {name.strip().strip('"') for name in first.split(separator)}
        return len(names & set(headings)), len(names)

    return max(SEPARATORS, key=fit)


def _records(text: str, separator: str, file: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its number."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[tuple[int, list[str]]] = []
    row = 0
    try:
        for row, record in enumerate(reader, 1):
            if len(record) > 1 or "".join(record).strip():
                records.append((row, record))
    except csv.Error as problem:
        values = {"file": file, "row": row + 1, "problem": problem}
        raise BadStudyError([Fault(_NOT_CSV, values)]) from problem
    return records


def _heading_faults(names: list[str], headings: Sequence[str], file: str) -> list[Fault]:
    faults = []
    for heading in headings:
        values = {"file": file, "heading": heading}
        if heading not in names:
            faults.append(Fault(_NO_HEADING, values, nearest(heading, names)))
        elif names.count(heading) > 1:
            faults.append(Fault(_HEADING_TWICE, values))
    return faults


def _width_faults(body: list[tuple[int, list[str]]], wanted: int) -> list[Fault]:
    return [
        Fault(_WIDTH, {"row": row, "found": len(record), "wanted": wanted})
        for row, record in body
        if len(record) != wanted
    ]
