"""One report of a random history in every format: each number is the same, and the recount's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace

from analysis import Release
from analysis.reports.brief_pdf import brief_pdf
from sb_feedback.services.editions import rendered, rendered_briefs
from sb_feedback.services.report_inputs import Gathered, gather
from sb_feedback.workplace import Workplace
from tests.integration.whole_path.browsing import Read, Rows, read
from tests.integration.whole_path.expected import Expected
from tests.integration.whole_path.reading import (
    SheetRow,
    as_sheet_rows,
    counts_of,
    numbers_in,
    sheet_rows,
    sheets_of,
    tables_of,
)
from tests.integration.whole_path.recount import Shown, Time, Told
from tests.pdf_words import pdf_text


def check_everywhere(
    place: Workplace,
    period_id: str,
    times: Sequence[Time],
    told: Sequence[Sequence[Told]],
    releases: Sequence[Release],
) -> bool:
    """Compare the documents of a history's last period; whether there were any.

    Where several forms of a family leave open what is drawn, the recount has several counts; the
    release's own, which is one of them, is then taken.
    """
    with place.db.read() as session:
        gathered = gather(session, period_id, place.questionnaires)
    if not gathered.releases:
        return False
    expected = Expected(tuple(time.label for time in times), _drawn(told, releases))
    files = {one.format: one.content for one in rendered(gathered.report("site", "en"))}
    tables = tables_of(read(files["html"].decode()))
    shown = {key: rows for key, rows in tables.items() if key != "releases"}
    assert {key: counts_of(rows) for key, rows in shown.items()} == expected.tables()
    _same_in_excel(tables, files["xlsx"])
    assert long_rows(files["csv"]) == {key: as_sheet_rows(rows) for key, rows in shown.items()}
    text = pdf_text(files["pdf"])
    assert [row for rows in tables.values() for row in rows if " ".join(row) not in text] == []
    _brief(gathered, expected)
    return True


def _drawn(told: Sequence[Sequence[Told]], releases: Sequence[Release]) -> list[list[Told]]:
    """What was told, with the counts of the releases."""
    plain = [json.loads(release.to_json()) for release in releases]
    by_batch = {(one["group"], *one["terms"]): one["counts"] for one in plain}
    return [[_counted(one, by_batch) for one in closing] for closing in told]


def _counted(one: Told, by_batch: dict[tuple[str, ...], dict[str, list[int]]]) -> Told:
    if one.shown is None:
        return one
    found = by_batch[(one.group, *one.shown.periods)]
    counts = {name: frozenset({(ends[0], ends[1])}) for name, ends in found.items()}
    return replace(one, shown=replace(one.shown, counts=counts))


def _same_in_excel(tables: dict[str, Rows], content: bytes) -> None:
    """Two sheets stand before those of the tables: read me, and headlines."""
    sheets = list(sheets_of(content).values())[2:]
    for (key, rows), sheet in zip(tables.items(), sheets, strict=True):
        assert key == "releases" or sheet_rows(sheet) == as_sheet_rows(rows)


def long_rows(content: bytes) -> dict[str, list[SheetRow]]:
    """The rows of the long table by the table that they are from."""
    found: dict[str, list[SheetRow]] = {}
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        count, low, high, base = (
            int(row[name]) if row[name] else None for name in ("count", "low", "high", "base")
        )
        assert low is not None
        assert high is not None
        assert base is not None
        names = tuple(row["about"].split(" · "))
        found.setdefault(row["table"], []).append(
            SheetRow(names, row["measure"], row["shown"], count, low, high, base)
        )
    return found


def _brief(gathered: Gathered, expected: Expected) -> None:
    """Each number of the page for everybody is one of the newest release of families."""
    briefs = gathered.briefs(["en", "es"])
    families = [group for group in expected.groups if group != "professionals"]
    assert bool(briefs) == bool(families)
    if not briefs:
        return
    newest: Shown = expected.history(families[0])[-1]
    known = {(*ends, newest.base) for counts in newest.counts.values() for ends in counts}
    files = {one.language: one.content for one in rendered_briefs(briefs)}
    printed = pdf_text(brief_pdf(briefs))
    for brief in briefs:
        page: Read = read(files[brief.language].decode())
        for one in (*brief.said, *brief.help):
            assert numbers_in(one.count.text) in known
            assert f"{one.text}: {one.count.text}" in printed
            assert one.count.text in page.text
