"""Shelves of many years: in parts of twenty, and searched by the name of a period."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event

from analysis import Term
from sb_feedback.models import Document
from sb_feedback.services.teams import found_team
from sb_feedback.workplace import Workplace
from tests.integration.staff.people import JUDGE, STATE_TEAM, Browser
from tests.integration.staff.shelving import shelve, shelve_editions, terms_before

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
NOW = Term(date(2026, 4, 1), 3)


def labels(page: str) -> list[str]:
    """The periods of the list, in its order."""
    return re.findall(r'<section [^>]*aria-labelledby="(?:report-meetings|edition)-([^"]+)"', page)


def test_a_short_shelf_is_neither_cut_nor_searched(place: Workplace, desk: Browser) -> None:
    shelve(place, terms_before(NOW, 20))
    page = desk.text("/reports")
    assert len(labels(page)) == 20
    assert 'role="search"' not in page
    assert "Part 1" not in page


def test_a_long_shelf_comes_in_parts_and_is_searched(place: Workplace, desk: Browser) -> None:
    shelve(place, terms_before(NOW, 21))
    first, second = desk.text("/reports"), desk.text("/reports?page=2")
    assert (len(labels(first)), labels(second)) == (20, ["2021-Q1"])
    assert 'href="/reports?page=2"' in first
    assert labels(desk.text("/reports?q=2024")) == ["2024-Q4", "2024-Q3", "2024-Q2", "2024-Q1"]
    of_spring = [f"{year}-Q1" for year in range(2026, 2020, -1)]
    assert labels(desk.text("/reports?q=%20q1&page=9")) == of_spring
    assert "No report fits “1999”." in desk.text("/reports?q=1999")


def test_what_a_judge_is_not_told_fills_no_part(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    shelve(place, terms_before(NOW, 22))
    with place.db.write() as session:
        for day in ("2026-01-01", "2025-10-01"):
            session.query(Document).filter_by(period_id=f"maple.{day}").delete()
    page = signed_in(JUDGE).text("/reports")
    assert len(labels(page)) == 20
    assert "Part 1" not in page


def test_the_shelf_of_a_team_has_parts_of_its_own(place: Workplace, desk: Browser) -> None:
    with place.db.write() as session:
        team = found_team(session, site_id="maple", today=date(2026, 5, 13)).scope_id
    shelve(place, terms_before(NOW, 3))
    shelve(place, terms_before(NOW, 21), team)
    page = desk.text("/reports")
    assert 'href="/reports?page=1&wave_page=2"' in page
    last = desk.text("/reports?wave_page=2")
    assert 'aria-labelledby="report-team-2021-Q1"' in last
    assert len(labels(last)) == 3


def test_editions_of_the_state_come_in_parts(
    place: Workplace, signed_in: Callable[[str], Browser]
) -> None:
    shelve_editions(place, terms_before(NOW, 21))
    visitor = signed_in(STATE_TEAM)
    assert len(labels(visitor.text("/reports"))) == 20
    assert labels(visitor.text("/reports?page=2")) == ["2021-Q1"]
    assert labels(visitor.text("/reports?q=2021-q1")) == ["2021-Q1"]


def test_a_longer_shelf_asks_the_database_no_more_often(place: Workplace, desk: Browser) -> None:
    asked: list[str] = []
    event.listen(place.db.engine, "before_cursor_execute", lambda *told: asked.append(str(told[2])))
    numbers = []
    for until in (NOW, Term.parse("2025-Q3")):
        shelve(place, terms_before(until, 2))
        asked.clear()
        assert labels(desk.text("/reports"))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
