"""The documents of a wave: accessible PDF, tidy page, plain workbook; equal inputs, equal bytes."""

from dataclasses import replace
from itertools import pairwise

import pytest

from analysis.measures import combined_scales
from analysis.reports.excel import excel
from analysis.reports.inputs import ReportInputs
from analysis.reports.pdf import pdf
from analysis.reports.site_report import site_report
from analysis.reports.team_report import team_report
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import documents
from tests.unit.analysis.reports.reading import page, rows_of, sheets
from tests.unit.analysis.reports.teams import TEAMS, Kind, team_documents
from tests.unit.analysis.reports.test_pdf import failures, headings_of, landmarks, structure

SOME = pytest.mark.parametrize(
    ("kind", "language"), [("many", "en"), ("guarded", "es"), ("first", "en"), ("large", "es")]
)


@SOME
def test_a_validator_finds_no_fault(kind: Kind, language: str) -> None:
    assert failures(team_documents(kind, language=language).pdf) == []


@SOME
def test_headings_tables_and_figures_are_tagged(kind: Kind, language: str) -> None:
    made = team_documents(kind, language=language)
    elements = structure(made.pdf)
    tags = [str(each["/S"]) for each in elements]
    assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3")] == headings_of(made.report)
    figures = [str(each["/Alt"]) for each in elements if str(each["/S"]) == "/Figure"]
    assert figures == [picture.alt for picture in made.report.pictures]
    assert tags.count("/Table") == len(made.report.tables)


# Where no paragraph is broken over two pages.
@pytest.mark.parametrize(("kind", "language"), [("many", "en"), ("guarded", "es"), ("first", "en")])
def test_the_pdf_reads_in_the_order_of_the_report(kind: Kind, language: str) -> None:
    made = team_documents(kind, language=language)
    text = pdf_text(made.pdf)
    place = text.index(made.report.title)
    for section in made.report.sections:
        for landmark in landmarks(section):
            place = text.index(" ".join(landmark.split()), place)


@SOME
def test_the_page_is_tidy(kind: Kind, language: str) -> None:
    made = team_documents(kind, language=language)
    elements = list(page(made.html).all())
    levels = [int(each.tag[1]) for each in elements if each.tag in ("h1", "h2", "h3", "h4")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    names = [each.attributes["id"] for each in elements if "id" in each.attributes]
    assert len(names) == len(set(names))
    targets = [each.attributes["href"] for each in elements if "href" in each.attributes]
    assert {target.removeprefix("#") for target in targets} <= set(names)
    assert all("style" not in each.attributes for each in elements)


@SOME
def test_the_workbook_has_a_sheet_for_each_table_and_its_own_words(
    kind: Kind, language: str
) -> None:
    made = team_documents(kind, language=language)
    assert len(sheets(made.excel)) == 2 + len(made.report.tables)
    said = str(rows_of(made.excel, next(iter(sheets(made.excel)))))
    assert made.report.words["codes"] in said
    assert ("reach" in said) or ("alcance" in said)


def test_the_same_inputs_give_the_same_bytes() -> None:
    made = team_documents("guarded")
    again = team_report(TEAMS["guarded"](1).inputs)
    turned = team_report(replace(made.team.inputs, releases=made.team.inputs.releases[::-1]))
    assert again == turned
    assert (pdf(again), excel(again)) == (made.pdf, made.excel)


def test_only_the_guarded_counts_matter() -> None:
    """Answers that differ below what the guard tells give the same report."""
    team = TEAMS["guarded"](1)
    newest = team.waves[-1]
    fewer = replace(newest, forms=newest.forms[:-1])
    pair = [wave.release("maple-act") for wave in (newest, fewer)]
    assert pair[0].participation == pair[1].participation
    same = {c for c, count in pair[0].counts.items() if pair[1].counts[c] == count}
    shown = replace(pair[1], counts=pair[0].counts)
    assert same
    one = replace(team.inputs, releases=(team.inputs.releases[0], pair[0]))
    other = replace(team.inputs, releases=(team.inputs.releases[0], shown))
    assert team_report(one) == team_report(other)


def test_a_site_report_shows_a_team_without_sampling_it() -> None:
    site, team = documents("many").inputs, TEAMS["many"](1)
    questions = {**site.labels.questions, **team.inputs.labels.questions}
    both = ReportInputs(
        scope="maple",
        scope_name=site.scope_name,
        term=site.term,
        language="en",
        releases=(*site.releases, *(wave.release("maple") for wave in team.waves)),
        instruments={**site.instruments, **team.inputs.instruments},
        labels=replace(site.labels, questions=questions),
    )
    report = site_report(both)
    sections = {section.key: section for section in report.sections}
    keys = [key for key in sections if key.startswith("said-")]
    assert keys[-1] == "said-act"
    table = next(each for each in report.tables if each.key == "said-act")
    assert len(table.columns) == 3  # waves are not added up
    over_time = [each.key for each in report.tables if each.key.startswith(("timeline-", "help"))]
    assert not [key for key in over_time if "act" in key]
    assert "21 of all 27 members" in str(sections["answered"])
    told = [str(block) for block in sections["said-act"].blocks]
    assert not any("ikely range" in text for text in told)
    assert combined_scales(site.instruments["parents"].scales) == {}
