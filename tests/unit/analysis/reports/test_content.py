"""A report is plain data: it can be stored and comes back the same."""

import json
from datetime import date

import pytest

from analysis.reports.content import Count, Report
from analysis.reports.periods import month, period, term_period, tick
from analysis.term import Term
from tests.unit.analysis.reports.made import SITES, Kind, documents


@pytest.mark.parametrize("kind", sorted(SITES))
def test_a_stored_report_comes_back_the_same(kind: Kind) -> None:
    made = documents(kind)
    assert made.report == made.drawn
    assert made.report.to_json() == made.drawn.to_json()


def test_something_else_is_not_a_report() -> None:
    for wrong in ("{}", '{"sections": []}', json.dumps({"last_day": "2026-09-30", "sections": []})):
        with pytest.raises((KeyError, TypeError)):
            Report.from_json(wrong)


def test_a_report_holds_nothing_but_words_counts_and_drawings() -> None:
    for table in documents("many").report.tables:
        assert all(isinstance(cell, str | Count) for row in table.rows for cell in row)
        assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize("kind", sorted(SITES))
def test_every_picture_has_its_table_and_every_key_is_its_own(kind: Kind) -> None:
    report = documents(kind).report
    tables = [table.key for table in report.tables]
    keys = [*tables, *(picture.key for picture in report.pictures)]
    keys += [section.key for section in report.sections]
    assert len(tables) == len(set(tables))
    assert {picture.table_key for picture in report.pictures} <= set(tables)


@pytest.mark.parametrize(
    ("label", "english", "spanish"),
    [
        ("2026-Q3", "July to September 2026", "julio a septiembre de 2026"),
        ("2026-H1", "January to June 2026", "enero a junio de 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_term_is_said_in_months(label: str, english: str, spanish: str) -> None:
    assert term_period(Term.parse(label), "en") == english
    assert term_period(Term.parse(label), "es") == spanish


def test_a_period_over_new_year_names_both_years() -> None:
    days = date(2025, 10, 1), date(2026, 3, 31)
    assert period(*days, "en") == "October 2025 to March 2026"
    assert period(*days, "es") == "octubre de 2025 a marzo de 2026"


def test_months_and_names_on_an_axis() -> None:
    assert month(date(2026, 5, 17), "en") == "May 2026"
    assert month(date(2026, 5, 17), "es") == "mayo de 2026"
    names = [tick(Term.parse(label), "es") for label in ("2026-Q3", "2026-H2", "2026")]
    assert [(each.name, each.below) for each in names] == [
        ("T3", "2026"),
        ("S2", "2026"),
        ("2026", ""),
    ]
