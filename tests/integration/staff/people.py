"""Invented people of two sites, and their browsers without JavaScript."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms import lines_as_text, load_help_lines
from sb_feedback.models import Installation, Meeting, Scope, Site, User
from sb_feedback.services.meetings import Attendance, hold_meeting
from sb_feedback.services.periods import KeyKeeper
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace

PASSWORD = "seven green umbrellas"
COORDINATOR, JUDGE, ADMINISTRATOR = "c@example.org", "j@example.org", "a@example.org"
READER, REVIEWER, STATE_TEAM = "r@example.org", "v@example.org", "s@example.org"
NEIGHBOUR = "n@example.org"
#: What is typed into a form, by the name of the field.
Fields = Mapping[str, str | Sequence[str]]
#: Every person, with role and site.
PEOPLE = {
    COORDINATOR: ("coordinator", "maple"),
    READER: ("reader", "maple"),
    JUDGE: ("judge", "maple"),
    REVIEWER: ("reviewer", "maple"),
    ADMINISTRATOR: ("administrator", None),
    STATE_TEAM: ("state_team", None),
    NEIGHBOUR: ("coordinator", "oak"),
}
PAGES_THAT_ARE_THERE = (200,)
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_FORM_ID = re.compile(r'name="form_id"[^>]* value="([0-9a-f]{32})"')


def settle(place: Workplace) -> None:
    """Add the site next door, and everybody's accounts."""
    with place.db.write() as session:
        session.add(Scope(id="oak", name="Oak County", chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add(Site(id="oak", scope_id="oak", name="Oak County"))
        session.flush()
        confirm_help(session, "oak", lines_as_text(load_help_lines()), place.clock.today())
        for email, (role, site_id) in PEOPLE.items():
            place.accounts.add_user(
                session,
                email=email,
                password=PASSWORD,
                role=role,
                site_id=site_id,
                today=place.clock.today(),
            )
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(place.clock.today())


def user_of(place: Workplace, email: str) -> User:
    """The account of a person."""
    with place.db.read() as session:
        return next(user for user in session.query(User) if user.email == email)


def hold(
    place: Workplace,
    site_id: str = "maple",
    *,
    parents: int = 2,
    caregivers: int = 0,
    professionals: int = 5,
    held_on: date | None = None,
) -> Meeting:
    """A meeting of a new family, held today unless another day is given."""
    with place.db.write() as session:
        return hold_meeting(
            session,
            place.code_maker(),
            site_id=site_id,
            family_id=None,
            held_on=held_on or place.clock.today(),
            attendance=Attendance(parents, caregivers, professionals),
            languages=("en", "es"),
        )


def move_calendar(place: Workplace, days: int) -> None:
    """Go ahead by so many days."""
    with place.db.write() as session:
        session.get_one(Installation, 1).days_ahead += days


@dataclass(frozen=True)
class Browser:
    """Follows the pages as a person does: a form is sent from the page that shows it."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path, buffered=True)

    def text(self, path: str) -> str:
        """The words of a page that must be there."""
        response = self.get(path)
        assert response.status_code in PAGES_THAT_ARE_THERE, (path, response.status)
        return html.unescape(response.text)

    def send(
        self, path: str, fields: Fields | None = None, *, on: str = "", **more: str
    ) -> TestResponse:
        """Send a form that stands on a page, by default the page of the same address."""
        token = _TOKEN.search(self.get(on or path).text)
        assert token is not None
        return self.client.post(path, data={"csrf_token": token[1], **(fields or {}), **more})

    def form_id(self, path: str) -> str:
        """The one-time id of the form on a page."""
        found = _FORM_ID.search(self.get(path).text)
        assert found is not None
        return found[1]

    def sign_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        """Sign in."""
        return self.send("/sign-in", email=email, password=password)

    def sign_out(self) -> TestResponse:
        """Sign out."""
        return self.send("/sign-out", on="/reports")
