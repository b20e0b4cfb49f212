"""A team with an open wave, and the outbox that mails it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from analysis import term_of
from sb_feedback.jobs import outbox_at
from sb_feedback.models import Mail, Period, Seat, SitePeriod, Wave
from sb_feedback.services.mailing import Outbox, invite
from sb_feedback.services.periods import period_name
from sb_feedback.services.teams import found_team, roster_on
from sb_feedback.smtp import Server
from sb_feedback.workplace import Workplace

#: A wave is open on so many days.
DAYS = 14
SENDER = "from@example.org"


@dataclass(frozen=True)
class Team:
    """What a test needs of a team whose wave is open."""

    place: Workplace
    wave_id: str
    emails: tuple[str, ...]

    def states(self, kind: str = "invitation", number: int = 1) -> dict[str, str]:
        """The state of everybody's mail of a kind."""
        return {mail.seat_email: mail.state for mail in self.mail(kind, number)}

    def mail(self, kind: str = "invitation", number: int = 1) -> list[Line]:
        """Everybody's mail of a kind."""
        with self.place.db.read() as session:
            rows = session.execute(
                select(Mail, Seat.email)
                .join(Seat, Seat.id == Mail.seat_id)
                .where(Mail.period_id == self.wave_id, Mail.kind == kind, Mail.number == number)
                .order_by(Seat.email)
            )
            return [
                Line(email, mail.state, mail.tries, mail.problem, mail.next_at)
                for mail, email in rows
            ]

    def outbox(
        self, port: int | None, progress: Callable[[str], None] = lambda _point: None
    ) -> Outbox:
        """A new process's outbox."""
        server = (
            Server("localhost", port, "none", "from@example.org", patience=0.6, longest=5.0)
            if port
            else None
        )
        made = outbox_at(self.place)
        occasions = replace(made.occasions, sender=SENDER)
        return replace(
            made, server=server if port else None, occasions=occasions, progress=progress
        )

    def change(self, whom: str, **values: object) -> None:
        """Change the seat of a member."""
        with self.place.db.write() as session:
            seat = session.scalars(select(Seat).where(Seat.email == whom)).one()
            for name, value in values.items():
                setattr(seat, name, value)


@dataclass(frozen=True)
class Line:
    """What is kept of a message, and for whom."""

    seat_email: str
    state: str
    tries: int
    problem: str | None
    next_at: datetime


def open_wave(
    place: Workplace, door: str = "shared", members: int = 5, without_mail: Sequence[int] = ()
) -> Team:
    """A new team whose wave opened a moment ago."""
    today, now = place.clock.today(), place.clock.now()
    quarter = term_of(today, 3)
    emails = tuple(f"member{number:02}@example.org" for number in range(members))
    with place.db.write() as session:
        team = found_team(session, site_id="maple", today=today)
        for number, email in enumerate(emails):
            session.add(
                Seat(
                    team_id=team.scope_id,
                    email=email,
                    sector="provider",
                    joined_on=today,
                    takes_mail=number not in without_mail,
                )
            )
        wave_id = period_name(team.scope_id, quarter)
        last_day = today + timedelta(days=DAYS - 1)
        session.add(
            Period(
                id=wave_id,
                scope_id=team.scope_id,
                first_day=today,
                last_day=last_day,
                closes_on=last_day + timedelta(days=1),
                questionnaires="act-member-1",
            )
        )
        session.flush()
        session.add(
            SitePeriod(
                key_id=wave_id,
                period_id=wave_id,
                site_id="maple",
                public_key=place.keys.public_key(wave_id),
            )
        )
        wave = Wave(period_id=wave_id, quarter=quarter.first_day, door=door, roster=members)
        session.add(wave)
        session.flush()
        invite(session, wave, roster_on(session, team.scope_id, today), now)
    place.slots.make(wave_id)
    return Team(place, wave_id, emails)
