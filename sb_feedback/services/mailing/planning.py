"""What is to be mailed for a wave, planned when it opens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.models import Mail, Period, Seat, Wave
from sb_feedback.models.team import INVITATION, REMINDER

#: Everybody is reminded on these days after the opening: nobody knows who has answered.
REMINDER_DAYS = (5, 11)


def invite(session: Session, wave: Wave, roster: Iterable[Seat], now: datetime) -> None:
    """Plan the mail of a wave, in the transaction that opens it; asked again it changes nothing."""
    if session.scalar(select(Mail.id).where(Mail.period_id == wave.period_id).limit(1)):
        return
    period = session.get_one(Period, wave.period_id)
    days = (period.last_day - period.first_day).days
    moments = [now + timedelta(days=day) for day in REMINDER_DAYS if day <= days]
    for seat in roster:
        if seat.takes_mail:
            session.add(_mail(wave, seat, INVITATION, 1, now))
            for number, moment in enumerate(moments, start=1):
                session.add(_mail(wave, seat, REMINDER, number, moment))
    session.flush()


def _mail(wave: Wave, seat: Seat, kind: str, number: int, moment: datetime) -> Mail:
    return Mail(period_id=wave.period_id, seat_id=seat.id, kind=kind, number=number, next_at=moment)
