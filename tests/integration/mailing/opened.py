"""A team with an open wave, and the outbox that mails it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from analysis import term_of
from sb_feedback.jobs import outbox_at, planner_at, wave_mail_at
from sb_feedback.models import Mail, Seat
from sb_feedback.services.mailing.outbox import Outbox
from sb_feedback.services.periods import period_name
from sb_feedback.services.teams import found_team
from sb_feedback.services.waves import change_opening, wave_at
from sb_feedback.smtp import Server
from sb_feedback.workplace import Workplace

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
        self,
        port: int | None,
        progress: Callable[[str], None] = lambda _point: None,
        patience: float = 20.0,
    ) -> Outbox:
        """A new process's outbox."""
        server = Server(
            "localhost", port or 0, "none", SENDER, patience=patience, longest=2 * patience
        )
        mail = wave_mail_at(self.place)
        mail = replace(mail, occasions=replace(mail.occasions, sender=SENDER))
        return replace(
            outbox_at(self.place),
            server=server if port else None,
            sources=(mail,),
            progress=progress,
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
    today = place.clock.today()
    emails = tuple(f"member{number:02}@example.org" for number in range(members))
    with place.db.write() as session:
        team = found_team(session, site_id="maple", today=today)
        team.door = door
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
    planner_at(place).keep_ready(today)
    wave_id = period_name("maple-act", term_of(today, 3))
    with place.db.write() as session:
        change_opening(session, wave_at(session, wave_id), today, today)
    planner_at(place).keep_ready(today)
    return Team(place, wave_id, emails)
