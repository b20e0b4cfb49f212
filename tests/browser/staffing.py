"""An installation to work at in a browser: two sites on SQLite, their people, and the calendar."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import term_of
from forms import lines_as_text, load_help_lines
from sb_feedback import create_app, schema
from sb_feedback.clock import Clock
from sb_feedback.config import Settings
from sb_feedback.jobs import planner_at
from sb_feedback.models import Installation, Period, Scope, Seat, Site
from sb_feedback.services.periods import KeyKeeper
from sb_feedback.services.site_help import confirm_help
from sb_feedback.services.teams import found_team
from sb_feedback.services.waves import find_wave
from sb_feedback.workplace import Workplace
from tests.browser.serving import serving
from tests.integration.copies import CHEAP
from tests.integration.staff.people import COORDINATOR, PASSWORD, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True)
class Office:
    """Where the pages of staff are."""

    address: str
    place: Workplace
    _cookies: dict[str, list[Any]] = field(default_factory=dict)

    def enter(self, page: Page, email: str = COORDINATOR) -> None:
        """Be signed in: by hand the first time, and from then on as if one had stayed."""
        if email not in self._cookies:
            self.sign_in(page, email)
            page.get_by_role("button", name="Sign out").first.wait_for(state="attached")
            self._cookies[email] = list(page.context.cookies())
        page.context.add_cookies(self._cookies[email])

    def sign_in(self, page: Page, email: str = COORDINATOR) -> None:
        """Open the first page and sign in: one click."""
        page.goto(f"{self.address}/sign-in")
        page.locator("[name=email]").fill(email)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main .button").click()

    def open(self, page: Page, path: str) -> None:
        """Go to a page."""
        page.goto(f"{self.address}{path}")

    @contextmanager
    def after_the_period(self) -> Iterator[None]:
        """While the calendar stands two days after the period's end."""
        with self.place.db.write() as session:
            period = session.query(Period).filter_by(scope_id="maple", state="open").first()
            assert period is not None
            ahead = (period.last_day - self.place.clock.today()).days + 2
            session.get_one(Installation, 1).days_ahead = ahead
        try:
            yield
        finally:
            with self.place.db.write() as session:
                session.get_one(Installation, 1).days_ahead = 0


def open_a_wave(place: Workplace, members: int = 15) -> str:
    """Begin the team of the first site, with a wave that is open today; its label."""
    today = place.clock.today()
    quarter = term_of(today, 3)
    with place.db.write() as session:
        team = found_team(session, site_id="maple", today=today)
        for number in range(members):
            email = f"member{number}@maple.example"
            since = quarter.first_day
            session.add(
                Seat(team_id=team.scope_id, email=email, sector="provider", joined_on=since)
            )
    planner_at(place).keep_ready(quarter.first_day)
    with place.db.write() as session:
        wave = find_wave(session, team.scope_id, quarter.label)
        # Whatever day it is: not every day of a quarter leaves 14 for a wave.
        wave.period.first_day, wave.period.last_day = quarter.first_day, quarter.last_day
        wave.period.closes_on = quarter.next().first_day
    planner_at(place).keep_ready(today)
    return quarter.label


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Serve an installation with two sites and their people."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    place = Workplace(Settings(mode="demo", data_dir=folder), hasher=CHEAP)
    schema.upgrade(place.db)
    today = Clock(place.settings.zone).today()
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        session.add(Scope(id="maple", name="Maple County", chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add(Site(id="maple", scope_id="maple", name="Maple County"))
        session.flush()
        confirm_help(session, "maple", lines_as_text(load_help_lines()), today)
    place.keys.prepare()
    settle(place)
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(place.clock.today())
    with serving(create_app(place)) as address:
        yield Office(address, place)
    place.db.engine.dispose()
