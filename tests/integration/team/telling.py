"""A team as it goes through the quarters: members, rounds of the job, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sb_feedback.codes import CardCodes
from sb_feedback.jobs import closer_at, planner_at
from sb_feedback.models import Installation, Outcome, Seat, Wave
from sb_feedback.services.answering import (
    OpenSurvey,
    Recorded,
    Standing,
    new_number,
    open_code,
    record_answer,
)
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.periods import due_periods
from sb_feedback.services.teams import MEMBER, found_team
from sb_feedback.services.waves import find_wave
from sb_feedback.workplace import Workplace

TEAM = "maple-act"
LABEL = "2026-Q2"


@dataclass(frozen=True)
class Act:
    """The team of one site, through the services."""

    place: Workplace
    site: str = "maple"

    @property
    def team_id(self) -> str:
        """The team's scope."""
        return f"{self.site}-act"

    def begin(self, members: int) -> None:
        """Begin the team with so many members, and have its waves planned."""
        with self.place.db.write() as session:
            found_team(session, site_id=self.site, today=self.place.clock.today())
            session.add_all(self.seat(number) for number in range(members))
        self.round()

    def seat(self, number: int, **more: object) -> Seat:
        """An invented member."""
        email = f"member{number}@{self.site}.example"
        days = {"joined_on": date(2026, 1, 1), **more}
        return Seat(team_id=self.team_id, email=email, sector="provider", **days)

    def round(self) -> None:
        """What the job does every minute, without making documents."""
        planner_at(self.place).keep_ready(self.place.clock.today())
        with self.place.db.read() as session:
            due = due_periods(session, self.place.clock.today())
        for period_id in due:
            close_period(closer_at(self.place), period_id)

    def go_to(self, day: date) -> None:
        """Let days pass, and the job do its work on the last of them."""
        self.pass_to(day)
        self.round()

    def pass_to(self, day: date) -> None:
        """Let days pass while the job is away."""
        with self.place.db.write() as session:
            ahead = (day - self.place.clock.today()).days
            session.get_one(Installation, 1).days_ahead += ahead

    def wave(self, label: str = LABEL) -> Wave:
        """The wave of a quarter."""
        with self.place.db.read() as session:
            return find_wave(session, self.team_id, label)

    def link(self, label: str = LABEL) -> CardCodes:
        """The shared link of a wave."""
        return self.place.code_maker().shared(self.wave(label).period_id, MEMBER)

    def stands(self, codes: CardCodes) -> tuple[Standing, OpenSurvey | None]:
        """What a code opens today."""
        with self.place.db.read() as session:
            return open_code(session, self.place.secret, codes.qr, self.place.clock.today())

    def send(self, codes: CardCodes, answers: Mapping[str, Any]) -> Recorded:
        """Open the page of a code, answer and send."""
        standing, survey = self.stands(codes)
        assert standing == Standing.OPEN
        assert survey is not None
        number = new_number(self.place.secret, codes.qr)
        return record_answer(self.place.db, self.place.slots, survey, number, answers)

    def verdict(self, label: str = LABEL) -> str | None:
        """What the closing of a wave decided."""
        with self.place.db.read() as session:
            found = session.get(
                Outcome, (self.wave(label).period_id, "act", self.wave(label).quarter)
            )
            return found.verdict if found else None

    def end(self, label: str = LABEL) -> None:
        """Let the wave pass and be closed."""
        self.go_to(self.wave(label).period.last_day + timedelta(days=1))
