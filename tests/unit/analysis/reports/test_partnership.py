"""How the partnership feels: a team's newest wave inside the report and the brief of its site."""

from dataclasses import replace
from functools import cache

import pytest

from analysis.reports.assembly import fingerprint
from analysis.reports.brief import brief
from analysis.reports.content import Edition, Paragraph, Picture, Report, Section, Subheading, Table
from analysis.reports.excel import excel
from analysis.reports.pdf import pdf
from analysis.reports.site_report import site_report
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team_report import team_report
from analysis.team_reach import reach
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import SITES, html
from tests.unit.analysis.reports.made import Kind as SiteKind
from tests.unit.analysis.reports.reading import html_tables, rows_of, table_sheets
from tests.unit.analysis.reports.teams import TEAMS, Kind
from tests.unit.analysis.reports.test_pdf import failures

SPELLED_OUT = 3
SITE_AND_JUDGE = pytest.mark.parametrize("edition", ["site", "judge"])


def team(kind: Kind, language: str = "en", edition: Edition = "site") -> TeamInputs:
    return replace(TEAMS[kind](1).inputs, language=language, edition=edition)


@cache
def made(
    site: SiteKind, kind: Kind | None, language: str = "en", edition: Edition = "site"
) -> Report:
    inputs = replace(SITES[site](1).inputs, language=language, edition=edition)
    drawn = site_report(inputs, team(kind, language, edition) if kind else None)
    return Report.from_json(drawn.to_json())


def section(report: Report, key: str) -> Section:
    return next(each for each in report.sections if each.key == key)


def keys(report: Report) -> list[str]:
    return [each.key for each in report.sections]


def tables(report: Report) -> dict[str, Table]:
    return {table.key: table for table in report.tables}


def texts(told: Section) -> list[str]:
    return [block.text for block in told.blocks if isinstance(block, Paragraph)]


@SITE_AND_JUDGE
def test_the_chapter_says_what_the_report_of_the_team_says(edition: Edition) -> None:
    own = team_report(replace(team("many", edition=edition)))
    report = made("many", "many", edition=edition)
    assert keys(report)[-3:] == ["partnership", "methods", "tables"]
    told = section(report, "partnership")
    drawn = [block for block in told.blocks if isinstance(block, Picture)]
    assert drawn == [block for block in section(own, "year").blocks if isinstance(block, Picture)]
    for key in ("year", "since", "said-change"):
        assert tables(report)[key].rows == tables(own)[key].rows
    items = [text for text in texts(told) if "the group is good at S" in text]
    assert len(items) == SPELLED_OUT
    assert items == texts(section(own, "change"))[-SPELLED_OUT:]


def test_the_counts_are_those_of_the_newest_wave() -> None:
    inputs = team("many")
    wave = max(inputs.releases, key=lambda each: each.first_day)
    for row in tables(made("many", "many"))["said-change"].rows[1:]:
        item = str(row[0])[-3:-1]
        condition = next(each for each in wave.counts if str(each) == f"mostly:{item}")
        found = reach(wave, condition)
        assert (row[-1].low, row[-1].high) == (found.low, found.high)  # type: ignore[union-attr]


def test_every_format_says_the_same() -> None:
    report = made("many", "many")
    page, printed, book = html_tables(html(report)), pdf_text(pdf(report)), excel(report)
    sheets = table_sheets(book, tables(report))
    for key in ("year", "since", "said-change", "gaps"):
        for row in tables(report)[key].rows:
            for cell in row[1:]:
                text = cell if isinstance(cell, str) else cell.text
                assert text in str(page[key])
                assert text in printed
                assert text in str(rows_of(book, sheets[key]))


@pytest.mark.parametrize(("kind", "language"), [("missed", "en"), ("large", "es")])
def test_the_document_with_a_team_is_valid(kind: Kind, language: str) -> None:
    assert failures(pdf(made("guarded", kind, language))) == []


def test_the_help_that_the_team_picked_stands_beside_what_families_name() -> None:
    told = section(made("many", "many"), "help")
    headings = [block.text for block in told.blocks if isinstance(block, Subheading)]
    assert headings == ["Gaps to work on"]
    strip = told.blocks[-1]
    assert isinstance(strip, Picture)
    # The site's own newest parents, not the families that the wave's report was made with.
    assert strip.subtitle.startswith("The most named of each; of 27 families who answered")
    assert "27 families" not in str(section(team_report(team("many")), "gaps"))


def test_without_a_team_there_is_no_word_of_one() -> None:
    report = made("many", None)
    assert "partnership" not in keys(report)
    assert not {"year", "since", "said-change", "gaps"} & set(tables(report))
    assert "Active Community Team" not in html(report)


@SITE_AND_JUDGE
def test_before_the_first_wave_the_report_says_what_is_missing(edition: Edition) -> None:
    inputs = replace(SITES["many"](1).inputs, edition=edition)
    report = site_report(inputs, replace(team("many", edition=edition), releases=(), missed=()))
    (said,) = texts(section(report, "partnership"))
    assert said.startswith("Active Community Team: no result for July to September 2026.")
    assert ("at least 10 members have answered" in said) == (edition == "site")
    assert "gaps" not in tables(report)
    assert section(report, "help").blocks == section(made("many", None), "help").blocks


@SITE_AND_JUDGE
def test_a_wave_that_was_too_small_is_told_once_and_the_one_before_is_shown(
    edition: Edition,
) -> None:
    told = texts(section(made("many", "missed", edition=edition), "partnership"))
    missed = [text for text in told if text.startswith("No result for the wave of July")]
    assert len(missed) == 1
    assert told[0] == missed[0]
    assert "newest wave: April to June 2026" in told[1]
    assert ("destroyed" in missed[0]) == (edition == "site")


def test_a_wave_that_is_not_out_yet_is_no_wave_that_was_too_small() -> None:
    later = replace(team("many"), term=team("many").term.next(), missed=())
    inputs = replace(SITES["many"](1).inputs, term=later.term)
    told = texts(section(site_report(inputs, later), "partnership"))
    assert told[0].startswith("Active Community Team: no result for October to December 2026.")
    assert "destroyed" not in " ".join(told)


def test_nothing_of_the_register_but_how_many() -> None:
    inputs = team("many")
    for edition in ("site", "judge"):
        said = html(made("many", "many", edition=edition))
        assert "On record: 5 priorities (monitored with data: 3; achieved: 1)" in said
        on_record = [entry.what for entry in inputs.register.priorities]
        on_record += [entry.what for entry in inputs.register.changes]
        assert not [what for what in on_record if what in said]


def test_the_fingerprint_and_the_list_of_releases_have_the_waves() -> None:
    inputs, act = SITES["many"](1).inputs, team("many")
    report = made("many", "many")
    assert report.fingerprint == fingerprint([*inputs.releases, *act.releases])
    assert report.fingerprint != made("many", None).fingerprint
    listed = [str(row[-1]) for row in tables(report)["releases"].rows]
    assert listed[-len(act.releases) :] == [
        wave.digest[:16] for wave in sorted(act.releases, key=lambda each: each.first_day)
    ]
    assert "How the team is counted" in html(report)


# --- the brief ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "start"), [("en", "In our team, between"), ("es", "En nuestro equipo, entre")]
)
def test_the_brief_has_one_line_on_the_team(language: str, start: str) -> None:
    inputs = replace(SITES["many"](1).inputs, language=language)
    page = brief(inputs, team("many", language))
    assert page is not None
    assert page.team.startswith(start)
    wave = max(team("many").releases, key=lambda each: each.first_day)
    condition = next(each for each in wave.counts if str(each) == "affirmed:sense_of_trust")
    found = reach(wave, condition)
    numbers = {int(word) for word in page.team.split() if word.isdigit()}
    assert {found.low, found.high, found.base} <= numbers
    alone = brief(inputs)
    assert alone is not None
    assert alone.team == ""
    assert alone.fingerprint != page.fingerprint


def test_the_brief_has_no_line_before_the_first_wave() -> None:
    page = brief(SITES["many"](1).inputs, replace(team("many"), releases=()))
    assert page is not None
    assert page.team == ""


def test_one_kind_of_help_has_one_name_in_a_report() -> None:
    inputs = SITES["many"](1).inputs
    act = team("many")
    renamed = {code: f"Team’s own {code}" for code in act.labels.help}
    act = replace(act, labels=replace(act.labels, help=renamed))
    assert "Team’s own" not in html(site_report(inputs, act))
