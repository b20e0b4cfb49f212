"""The judge's edition: group results by the quarter, and nothing that could lead to a case.

Every format in every language of the site's report with its team, and of the team's own, is read
as a whole: its words, its alternative texts, its tables and what stands in the properties of files.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pytest
from pypdf import PdfReader

from analysis import Term
from analysis.reports.brief import brief
from analysis.reports.content import Count, Edition, Report
from analysis.reports.excel import excel
from analysis.reports.inputs import (
    FloorRaised,
    Improvement,
    NotReleased,
    Reason,
    Remade,
    SharingChanged,
    Verdict,
    Waiting,
)
from analysis.reports.long_table import long_table
from analysis.reports.pdf import pdf
from analysis.reports.periods import month
from analysis.reports.site_report import site_report
from analysis.reports.team.inputs import MissedWave, Missing
from analysis.reports.team_report import team_report
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import html, many_terms, nearly_all_guarded
from tests.unit.analysis.reports.reading import rows_of, sheets
from tests.unit.analysis.reports.teams import many_waves

DAYS = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"|\b[A-Z][a-z]+ \d{1,2}, \d{4}"
    r"|\b\d{1,2} de [a-z]+ de \d{4}"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)
ALONE = re.compile(r"(?:since|began in|desde|empezó en|Since:|Desde:) (\w+ (?:de )?\d{4})")
NEVER = (
    *("wait", "Wait", "esper", "Esper"),  # batches that wait
    *("answers were destroyed", "respuestas se destruy", "key could not"),  # reasons why
    *("stated how many", "indicó cuánt"),
    *("note", "nota ", "notas"),  # what people wrote
)
OWN = ("Open every plan", "Facilitator of", "Rides to the clinic", "A grant")
ENTRIES = ("Priority of number", "Change of number", "Role of number")
LANGUAGES = ("en", "es")
STARTED = date(2026, 2, 17)


@dataclass(frozen=True)
class Made:
    """One report in every format, as text."""

    report: Report
    formats: Mapping[str, str]


def site_of(language: str, edition: Edition) -> Report:
    """A site where everything is there that a judge must not read."""
    inputs = many_terms(1).inputs
    plan = Improvement(
        item="D2",
        group="parents",
        practice="offer two real choices",
        tried="Open every plan with two choices",
        who="Facilitator of the meeting",
        started_on=STARTED,
        verdict=Verdict.KEEP,
    )
    inputs = replace(
        inputs,
        language=language,
        edition=edition,
        improvement=plan,
        waiting=(Waiting("caregivers", inputs.term), Waiting("parents", Term.parse("2026-Q1"))),
        not_released=(NotReleased("professionals", Reason.NOT_STATED),),
        changes=(FloorRaised(date(2026, 5, 6), 10, 12), SharingChanged(date(2026, 6, 7), False)),
    )
    return site_report(inputs, replace(many_waves(1).inputs, language=language, edition=edition))


def team_of(language: str, edition: Edition) -> Report:
    inputs = many_waves(1).inputs
    missed = (*inputs.missed, MissedWave(inputs.term.previous(), Missing.LOST))
    return team_report(replace(inputs, language=language, edition=edition, missed=missed))


@cache
def made(kind: str, language: str, edition: Edition = "judge") -> Made:
    drawn = team_of(language, edition) if kind == "team" else site_of(language, edition)
    return Made(drawn, formats_of(drawn))


def formats_of(report: Report) -> dict[str, str]:
    printed, book = pdf(report), excel(report)
    cells = [str(value) for name in sheets(book) for row in rows_of(book, name) for value in row]
    return {
        "html": re.sub(r"<path[^>]*>|class=\"[^\"]*\"", "", html(report)),
        "pdf": f"{pdf_text(printed)} {alternatives(printed)}",
        "xlsx": f"{' '.join(cells)} {drawn_words(book)}",
        "csv": long_table(report).decode("utf-8-sig"),
    }


def alternatives(printed: bytes) -> str:
    """The alternative texts of a PDF, and its title and description."""
    reader = PdfReader(io.BytesIO(printed))
    found: list[object] = [
        reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)
    ]
    texts = [str(thing["/Alt"]) for thing in found if isinstance(thing, dict) and "/Alt" in thing]
    meta = reader.metadata
    return " ".join([*texts, *((meta.title or "", meta.subject or "") if meta else ())])


def drawn_words(book: bytes) -> str:
    """What charts and their alternative texts say; dates of the file are the period's last day."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        names = [name for name in parts.namelist() if "drawing" in name or "chart" in name]
        return " ".join(parts.read(name).decode() for name in names)


KINDS = pytest.mark.parametrize("kind", ["site", "team"])
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)


def found(one: Made, texts: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, text) for name, said in one.formats.items() for text in texts if text in said]


@KINDS
@IN_BOTH
def test_nothing_waits_and_no_reason_or_note_is_told(kind: str, language: str) -> None:
    assert found(made(kind, language), NEVER) == []


@KINDS
@IN_BOTH
def test_no_words_that_staff_typed_and_no_entry_of_a_register(kind: str, language: str) -> None:
    entries = (*OWN, *ENTRIES, *(each.what for each in many_waves(1).inputs.register.priorities))
    assert found(made(kind, language), entries) == []


@KINDS
@IN_BOTH
def test_no_day_and_nothing_finer_than_a_quarter(kind: str, language: str) -> None:
    for name, said in made(kind, language).formats.items():
        assert DAYS.findall(said) == [], name
        assert ALONE.findall(said) == [], name
        assert month(STARTED, language) not in said, name


@KINDS
@IN_BOTH
def test_every_number_is_a_guarded_count_of_at_least_ten(kind: str, language: str) -> None:
    counts = [
        cell
        for table in made(kind, language).report.tables
        for row in table.rows
        for cell in row
        if isinstance(cell, Count)
    ]
    assert counts
    for count in counts:
        assert count.base >= 10
        if count.code == "exact":
            assert 4 <= count.low <= count.base - 4
        elif count.code == "at_most":
            assert (count.low, count.high) == (0, 3)
        else:
            assert count.high > count.low


@IN_BOTH
def test_the_banner_says_what_it_is_in_every_format_with_words(language: str) -> None:
    one = made("site", language)
    banner = one.report.words["banner"]
    if language == "en":
        assert banner == "Group results only. Nothing here is about one case."
    assert all(banner in one.formats[name] for name in ("html", "pdf", "xlsx"))
    assert ",judge," in one.formats["csv"]


@IN_BOTH
def test_the_results_themselves_are_those_of_the_site(language: str) -> None:
    for kind in ("site", "team"):
        judge, site = made(kind, language).report, made(kind, language, "site").report
        assert judge.fingerprint == site.fingerprint
        assert judge.headlines == site.headlines
        theirs = {table.key: table for table in site.tables}
        assert judge.tables == tuple(theirs[table.key] for table in judge.tables)
        assert set(theirs) - {table.key for table in judge.tables} <= {"priorities", "changes"}


@IN_BOTH
def test_the_site_does_read_what_the_judge_does_not(language: str) -> None:
    """Otherwise the tests above would look for what is nowhere."""
    site, team = made("site", language, "site"), made("team", language, "site")
    for text in ("Open every plan", "Facilitator of"):
        assert ("html", text) in found(site, OWN)
    assert {text for _name, text in found(site, NEVER)} & {"Wait", "wait", "esper", "Esper"}
    assert {text for _name, text in found(team, NEVER)} & {
        "answers were destroyed",
        "respuestas se destruy",
    }
    assert all(DAYS.search(team.formats[name]) for name in ("html", "pdf", "xlsx"))
    assert DAYS.search(site.formats["html"])  # when a setting was changed
    assert month(STARTED, language) in site.formats["pdf"]


def test_the_day_of_a_new_edition_is_the_only_day_in_it() -> None:
    inputs = replace(nearly_all_guarded(1).inputs, edition="judge")
    said = formats_of(site_report(replace(inputs, remade=Remade(date(2026, 11, 20), 1))))
    assert DAYS.findall(said["html"]) == ["November 20, 2026"]
    assert DAYS.findall(said["csv"]) == []


def test_the_brief_is_the_same_for_a_judge_as_for_everybody() -> None:
    inputs = many_terms(1).inputs
    page = brief(inputs)
    assert page is not None
    assert DAYS.findall(str(page.words) + page.headline + page.made_from + page.team) == []


def test_a_quarter_is_told_in_a_sentence_that_reads_well() -> None:
    said = {language: made("site", language).formats["html"] for language in LANGUAGES}
    assert "Picked in the quarter January to March 2026" in said["en"]
    assert "Escogido en el trimestre de enero a marzo de 2026" in said["es"]
    assert "Desde el trimestre de" in said["es"]
