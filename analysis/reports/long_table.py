"""Report -> CSV: every count of every table in one long table, and what its columns mean."""

import csv
import io
from collections.abc import Iterable, Sequence

from analysis.language import marked, translator
from analysis.reports.content import Report
from analysis.reports.counted_rows import counted_rows

COLUMNS = {
    "site": marked("The site, pool or team that was reported on"),
    "period": marked("The newest period of the report: year and quarter, half-year or year"),
    "edition": marked("For whom the report is made"),
    "table": marked("The table of the report that the row is from: always the same short name"),
    "about": marked("What the row is about, in the words of the report"),
    "measure": marked("What is counted, in the words of the report"),
    "shown": marked("The number as the report shows it"),
    "count": marked("The count; empty unless it is exact"),
    "low": marked("The count is at least this"),
    "high": marked("The count is at most this"),
    "base": marked("Out of how many"),
    "kind": marked("exact; at_least or at_most where the number is kept open to protect people;"
                   " range for a sum of such numbers; not_shown where there is none"),
    "fingerprint": marked("The same in every document made from the same results"),
    "version": marked("The version of the way of counting; a newer one is a new edition"),
    "sample": marked("yes where the data are invented"),
}  # fmt: skip
_BETWEEN = " · "
#: A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def long_table(report: Report) -> bytes:
    """Return the counts as CSV (RFC 4180, UTF-8 with its mark): equal reports, equal bytes."""
    return _csv(_rows(report))


def dictionary(language: str) -> bytes:
    """Return what each column of `long_table` means, as CSV."""
    _ = translator(language).gettext
    heading = ("column", "meaning")
    return _csv([heading, *((name, _(meaning)) for name, meaning in COLUMNS.items())])


def _rows(report: Report) -> Iterable[Sequence[str]]:
    yield tuple(COLUMNS)
    where = (report.scope_name, report.term_code, report.edition)
    identity = (report.fingerprint, str(report.formula), "yes" if report.sample else "no")
    for table in report.tables:
        for row in counted_rows(table):
            about = _BETWEEN.join(row.names)
            numbers = ("" if number is None else str(number) for number in row.numbers)
            yield (*where, table.key, about, row.measure, *numbers, *identity)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
