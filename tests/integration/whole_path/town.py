"""A town whose coordinators and respondents use the pages, and a notebook of what they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

import time_machine
from flask import Flask

from sb_feedback.jobs import Worker
from tests.integration.whole_path.recount import Met, Sent, Time
from tests.integration.whole_path.respondents import Says, answer
from tests.integration.whole_path.staff import MadeMeeting, Staff

ROLES = ("parent", "caregiver", "professional")
BASE_URL = "https://feedback.example"


@dataclass(frozen=True)
class Visit:
    """A meeting in the story: which family, who came, and what those with a card say.

    Those in `by_link` use the shared link; there may be more of them than came.
    """

    family: str
    came: Mapping[str, int]
    by_card: Sequence[Says] = ()
    by_link: Sequence[Says] = ()


@dataclass
class Town:
    """The application, the day it is, and what was done at each scope in each period."""

    app: Flask
    clock: time_machine.Traveller
    notebook: dict[str, list[Time]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    #: One card of each role that was used.
    used: dict[str, str] = field(default_factory=dict)
    _meetings: int = 0

    @property
    def worker(self) -> Worker:
        """The job."""
        return Worker(self.app.extensions["workplace"])

    def travel(self, day: date) -> None:
        """Let time pass until the noon of a day."""
        self.clock.move_to(datetime.combine(day, time(12), tzinfo=UTC))

    def staff(self, email: str) -> Staff:
        """Somebody with an account, signed in."""
        return Staff.of(self.app.test_client(), BASE_URL, email)

    def begin(self, scope: str, label: str) -> Time:
        """Turn to a new page of the notebook."""
        now = Time(label)
        self.notebook.setdefault(scope, []).append(now)
        return now

    def hold(
        self, now: Time, coordinator: Staff, site: str, visits: Sequence[Visit], held_on: date
    ) -> None:
        """Hold these meetings, print cards, and let people answer."""
        for visit in visits:
            came = {role: visit.came.get(role, 0) for role in ROLES}
            made = coordinator.make_meeting(held_on, came, self.names.get((site, visit.family)))
            self.names[site, visit.family] = made.family_name
            self._meetings += 1
            met = Met(f"{self._meetings}", site, f"{site} {visit.family}", came)
            now.meetings.append(met)
            self._answer(now, met, coordinator, made, visit)

    def state(self, now: Time, coordinator: Staff, site: str, number: int) -> None:
        """Say how many different professionals came."""
        coordinator.state_professionals(number)
        now.stated[site] = number

    def _answer(
        self, now: Time, met: Met, coordinator: Staff, made: MadeMeeting, visit: Visit
    ) -> None:
        for role in ROLES:
            cards = [says for says in visit.by_card if says.role == role]
            if cards:
                codes = coordinator.print_cards(made, role, len(cards))
                self.used.setdefault(role, codes[0])
                for code, says in zip(codes, cards, strict=True):
                    self._sent(now, met, code, says)
            for says in visit.by_link:
                if says.role == role:
                    self._sent(now, met, made.link(role), says)

    def _sent(self, now: Time, met: Met, way_in: str, says: Says) -> None:
        answer(self.app, BASE_URL, way_in, says)
        named = frozenset(says.help)
        now.forms.append(Sent(met, says.role, says.ratings, named, before=says.before is True))
