"""Whatever a site is called and however little it has: a correct document in every format."""

import csv
import io
from dataclasses import replace

import pytest

from analysis import Condition
from analysis.reports.brief import brief
from analysis.reports.brief_pdf import brief_pdf
from analysis.reports.content import Count, Report
from analysis.reports.excel import excel
from analysis.reports.inputs import ReportInputs
from analysis.reports.long_table import long_table
from analysis.reports.names import tidy
from analysis.reports.pdf import pdf
from analysis.reports.site_report import site_report
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team_report import team_report
from sb_feedback.services.shelf import plain_name
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import (
    SITES,
    Batch,
    html,
    nearly_all_guarded,
)
from tests.unit.analysis.reports.reading import html_tables, page, sheets
from tests.unit.analysis.reports.teams import TEAMS
from tests.unit.analysis.reports.test_names import NAMES
from tests.unit.analysis.reports.test_pdf import failures

NAME = pytest.mark.parametrize("name", ["markup", "right to left", "emoji", "long"])
UNKNOWN = "\ufffd"


def check(report: Report) -> None:
    """The same report as page, PDF, workbook and long table, each correct."""
    shown = html_tables(html(report))
    printed = pdf(report)
    assert failures(printed) == []
    assert [*shown] == [table.key for table in report.tables]
    book = sheets(excel(report))
    assert len(book) == len(report.tables) + 2
    cells = [cell for sheet in book.values() for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    rows = list(csv.DictReader(io.StringIO(long_table(report).decode("utf-8-sig"), newline="")))
    counts = sum(
        isinstance(cell, Count) for table in report.tables for row in table.rows for cell in row
    )
    assert len([row for row in rows if row["kind"] != "not_shown"]) == counts


def check_brief(inputs: ReportInputs, team: TeamInputs) -> None:
    """The page for everybody is one page for each language."""
    found = [brief(replace(inputs, language=code), team) for code in ("en", "es")]
    assert failures(brief_pdf([one for one in found if one])) == []


@NAME
def test_the_documents_of_a_team_and_the_brief_take_any_name(name: str) -> None:
    team = replace(TEAMS["first"](1).inputs, scope_name=NAMES[name], language="es")
    report = team_report(team)
    assert report.scope_name == tidy(NAMES[name])
    check(report)
    assert not list(page(html(report)).all("script", "b"))
    check_brief(replace(nearly_all_guarded(1).inputs, scope_name=NAMES[name]), team)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_long_table_takes_any_name(name: str) -> None:
    inputs = replace(SITES["guarded"](1).inputs, scope_name=NAMES[name])
    text = long_table(site_report(inputs)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    (site,) = {row["site"] for row in rows}
    assert site.removeprefix("'") == tidy(NAMES[name])
    assert not site.startswith(("=", "+", "-", "@"))
    assert all(None not in row for row in rows)


def test_a_sign_that_no_typeface_has_is_printed_as_a_sign_that_says_so() -> None:
    inputs = replace(SITES["guarded"](1).inputs, scope_name="🍁🍁 楓")
    printed = pdf(site_report(inputs))
    assert f"{UNKNOWN}{UNKNOWN} {UNKNOWN}" in pdf_text(printed)
    assert failures(printed) == []
    assert "🍁🍁 楓" in html(site_report(inputs))


@pytest.mark.parametrize("name", [*sorted(NAMES), "🍁", "../../etc/passwd", "CON", "a" * 300])
def test_a_file_name_is_plain_and_never_empty(name: str) -> None:
    plain = plain_name(NAMES.get(name, name))
    assert 0 < len(plain) <= 60
    assert all(letter.isalnum() or letter == "-" for letter in plain)
    assert not plain.startswith("-")


# --- however little there is --------------------------------------------------------------------


def test_nothing_is_released_at_all() -> None:
    inputs = replace(SITES["empty"](1).inputs, language="es")
    team = replace(TEAMS["first"](1).inputs, releases=(), language="es")
    report = site_report(inputs, team)
    assert report.tables == ()
    check(report)
    assert brief(inputs, team) is None


def test_one_quarter_and_one_wave_only() -> None:
    inputs, team = nearly_all_guarded(1).inputs, TEAMS["first"](1).inputs
    report = site_report(inputs, team)
    assert not [table.key for table in report.tables if table.key.startswith("timeline")]
    assert "This is the first result, so there is nothing to compare yet." in html(report)
    check(report)
    check_brief(inputs, team)


def test_the_wording_changed_in_the_middle() -> None:
    inputs = replace(SITES["new wording"](1).inputs, language="es")
    team = replace(TEAMS["reworded"](1).inputs, language="es")
    report = site_report(inputs, team)
    assert "Las preguntas cambiaron desde la ronda anterior" in html(report)
    check(report)
    check_brief(inputs, team)


def test_an_item_that_nobody_answered() -> None:
    """A blank is not a yes: the item reads "3 or fewer", like one that nobody agreed to."""
    site, act = nearly_all_guarded(1), TEAMS["first"](1)
    parents = next(batch for batch in site.batches if batch.group == "parents")
    silent = without(parents, "V2")
    others = [batch for batch in site.batches if batch.group != "parents"]
    inputs = replace(site.inputs, releases=tuple(one.release("maple") for one in (silent, *others)))
    wave = without(act.waves[0], "S2")
    team = replace(act.inputs, releases=(wave.release(act.inputs.scope),))
    report = site_report(inputs, team)
    newest = inputs.releases[0]
    assert newest.counts[Condition.parse("mostly:V2")].high == 3
    tables = {table.key: table for table in report.tables}
    for key, item in (("said-parents", "being listened to"), ("said-change", "good at S2")):
        (row,) = [row for row in tables[key].rows if item in str(row[0])]
        assert {cell.low for cell in row[1:3] if isinstance(cell, Count)} == {0}
        assert {cell.high for cell in row[1:3] if isinstance(cell, Count)} == {3}
    check(report)
    check_brief(inputs, team)


def without(batch: Batch, item: str) -> Batch:
    """The same forms with one question left blank in all of them."""
    forms = tuple(
        replace(form, ratings={key: value for key, value in form.ratings.items() if key != item})
        for form in batch.forms
    )
    return replace(batch, forms=forms)
