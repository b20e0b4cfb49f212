"""The administrator's page of the state: statistics in words and tables, or what is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from analysis.least import Withheld
from analysis.pool import PoolGap, PoolTally, StateStatistics, state_statistics, to_plain
from sb_feedback.models import StateFigures
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import ADMINISTRATOR, Browser
from tests.unit.analysis.pool.people import ASKED, LANGUAGES, invented, of_role


def _add(
    place: Workplace, kind: str, group: str, found: StateStatistics | Withheld, closings: int = 4
) -> None:
    body = {"closings": closings, "closed": 4, "statistics": to_plain(found)}
    with place.db.write() as session:
        session.add(
            StateFigures(
                kind=kind,
                first_day=date(2026, 1, 1),
                questionnaire_group=group,
                version=ASKED.version,
                body=json.dumps(body),
            )
        )


def _statistics(families: int, *, yearly: bool) -> StateStatistics | Withheld:
    forms = invented(families)
    tally = PoolTally.of(ASKED, of_role(forms, "parent"), languages=LANGUAGES)
    return state_statistics(tally, PoolGap.of(ASKED, forms), yearly=yearly)


def test_before_any_statistics_the_page_says_what_is_missing(
    signed_in: Callable[[str], Browser],
) -> None:
    page = signed_in(ADMINISTRATOR).text("/state")
    assert "at least 30 families or people of at least 3 sites" in page


def test_the_page_shows_what_was_yielded(
    signed_in: Callable[[str], Browser], place: Workplace
) -> None:
    found = _statistics(60, yearly=False)
    assert isinstance(found, StateStatistics)
    _add(place, "quarter", "parents", found)
    _add(place, "year", "parents", _statistics(200, yearly=True))
    page = signed_in(ADMINISTRATOR).text("/state")
    alpha = found.scales["voice"].reliability.alpha
    assert not isinstance(alpha, Withheld)
    assert alpha.value is not None
    assert f"{alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f})" in page
    assert "How parents and professionals saw the same meeting" in page
    assert "not given: fewer than 200 answers in one of the languages" in page
    assert page.index("Year 2026") < page.index("Quarter 2026-Q1")
    assert page.count("Factor models") == 1


def test_the_page_says_why_nothing_is_given_and_what_was_lost(
    signed_in: Callable[[str], Browser], place: Workplace
) -> None:
    _add(place, "quarter", "caregivers", Withheld.FEW_UNITS, closings=3)
    page = signed_in(ADMINISTRATOR).text("/state")
    assert "Not given: fewer than 30 families or people." in page
    assert "Answers of 3 of 4 closings" in page
