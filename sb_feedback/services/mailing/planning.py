"""What is to be mailed for a wave: planned when it opens, tried again with growing pauses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.models import Mail, Period, Seat, Wave
from sb_feedback.models.team import FAILED, INVITATION, REFUSED, REMINDER, SENT
from sb_feedback.smtp import Fate, Verdict

#: Everybody is reminded on these days after the opening: nobody knows who has answered.
REMINDER_DAYS = (5, 11)
#: How long to wait after each refusal; after the last try nothing more is sent.
PAUSES = tuple(timedelta(minutes=wait) for wait in (5, 15, 60, 180, 360, 720, 1440))
MOST_TRIES = len(PAUSES) + 1
#: A server that takes nothing says nothing about one message: the last tries are left for it.
_TRIES_WITHOUT_SERVER = 4


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


def note_fate(mail: Mail, verdict: Verdict, now: datetime) -> None:
    """Write down what became of a try, and when the next one may be."""
    mail.problem = verdict.problem
    if verdict.fate is Fate.TAKEN:
        mail.state = SENT
        return
    if verdict.fate is Fate.SHUT:
        mail.tries = min(mail.tries, _TRIES_WITHOUT_SERVER)
    if verdict.fate is Fate.NEVER or mail.tries >= MOST_TRIES:
        mail.state = FAILED
        return
    mail.state = REFUSED
    mail.next_at = now + PAUSES[max(mail.tries, 1) - 1]
