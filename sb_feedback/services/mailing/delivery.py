"""How the mail of a wave fares: counts and states for the coordinator and for the methods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from sb_feedback.models import Mail, Period, Seat, Wave
from sb_feedback.models.outgoing import DROPPED, FAILED, REFUSED, SENDING, SENT, WAITING
from sb_feedback.models.period import OPEN
from sb_feedback.models.team import INVITATION


@dataclass(frozen=True)
class Delivery:
    """How many messages of one kind stand where."""

    waiting: int = 0
    #: Taken by the mail server, or perhaps taken.
    mailed: int = 0
    #: Refused, and to be tried again.
    refused: int = 0
    #: Given up.
    undeliverable: int = 0
    #: No longer wanted: the member left or asked for no mail.
    dropped: int = 0

    @property
    def planned(self) -> int:
        """All messages."""
        return self.waiting + self.mailed + self.refused + self.undeliverable + self.dropped

    @classmethod
    def of(cls, states: Iterable[str]) -> Delivery:
        """Count states of messages."""
        count = Counter(states)
        return cls(
            waiting=count[WAITING],
            mailed=count[SENT] + count[SENDING],
            refused=count[REFUSED],
            undeliverable=count[FAILED],
            dropped=count[DROPPED],
        )


def delivery(session: Session, period_id: str) -> Delivery:
    """How the invitations of a wave fared; reminders are not counted."""
    states = select(Mail.state).where(Mail.period_id == period_id, Mail.kind == INVITATION)
    return Delivery.of(session.scalars(states))


def mail_of(session: Session, period_id: str) -> list[Mail]:
    """All mail of a wave with its members, by address."""
    return list(
        session.scalars(
            select(Mail)
            .join(Mail.seat)
            .options(contains_eager(Mail.seat))
            .where(Mail.period_id == period_id)
            .order_by(Seat.email, Mail.kind, Mail.number)
        )
    )


def newest_mailed_wave(session: Session, team_id: str) -> Wave | None:
    """The newest wave of a team for which mail was planned, with its period."""
    return session.scalar(
        select(Wave)
        .join(Wave.period)
        .options(contains_eager(Wave.period))
        .where(
            Period.scope_id == team_id,
            select(Mail.id).where(Mail.period_id == Wave.period_id).exists(),
        )
        .order_by(Period.first_day.desc())
        .limit(1)
    )


def send_anew(
    session: Session, seat: Seat, now: datetime, today: date, *, also_sent: bool = False
) -> int:
    """Send the invitation of an open wave once more, after its address was put right.

    One that went out, or may have, is sent again only if the coordinator says that it did not
    arrive. Tells how many messages that makes.
    """
    states = [WAITING, REFUSED, FAILED] + ([SENT] if also_sent else [])
    open_waves = select(Period.id).where(Period.state == OPEN, Period.last_day >= today)
    found = session.scalars(
        select(Mail).where(
            Mail.seat_id == seat.id,
            Mail.kind == INVITATION,
            Mail.state.in_(states),
            Mail.period_id.in_(open_waves),
        )
    ).all()
    for mail in found:
        mail.state, mail.tries, mail.next_at, mail.problem = WAITING, 0, now, None
    return len(found)


def mail_goes_out(session: Session, seat: Seat) -> bool:
    """True while a wave is open for which this member was mailed."""
    mailed = (
        select(func.count())
        .select_from(Mail)
        .join(Period, Period.id == Mail.period_id)
        .where(Mail.seat_id == seat.id, Period.state == OPEN)
    )
    return bool(session.scalar(mailed))
