"""Which mail is to go out now, and which is no longer wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, contains_eager

from sb_feedback.models import Mail, Period, Seat
from sb_feedback.models.outgoing import DROPPED, REFUSED, SENDING, SENT, WAITING
from sb_feedback.models.period import OPEN
from sb_feedback.models.team import INVITATION, REMINDER
from sb_feedback.services.mailing.fates import begin, give_up


@dataclass(frozen=True)
class Due:
    """A message to send now."""

    mail_id: str
    period_id: str
    kind: str


def open_mail(session: Session, now: datetime, today: date) -> list[tuple[Mail, Period]]:
    """Mail that something is to be done about: it is due, or its wave is over."""
    over = or_(Period.state != OPEN, Period.last_day < today)
    wanted = (
        select(Mail, Period)
        .join(Period, Period.id == Mail.period_id)
        .join(Mail.seat)
        .options(contains_eager(Mail.seat))
        .where(
            or_(
                Mail.state == SENDING,
                and_(Mail.state.in_((WAITING, REFUSED)), or_(Mail.next_at <= now, over)),
            )
        )
    )
    return [(mail, period) for mail, period in session.execute(wanted)]


def settle(session: Session, now: datetime, today: date) -> list[Due]:
    """Write down what will not be sent any more; tell what is to be sent.

    Nobody else is sending, so mail that is being sent was left behind by a job that was stopped:
    it may have been taken, and is never sent again.
    """
    due = []
    for mail, period in open_mail(session, now, today):
        if mail.state == SENDING:
            mail.state = SENT
        elif not _is_member(mail.seat, today):
            mail.state = DROPPED
        elif period.state != OPEN or period.last_day < today:
            _end(mail)
        elif mail.kind == REMINDER and not _was_invited(session, mail):
            mail.state = DROPPED
        else:
            due.append(Due(mail.id, mail.period_id, mail.kind))
    return due


def claim(session: Session, mail_id: str, today: date) -> str | None:
    """Take a message for sending, which counts as sent from now on; tell its address.

    None if it is no longer wanted: its member left or asked for no mail a moment ago.
    """
    wanted = select(Mail).join(Mail.seat).options(contains_eager(Mail.seat))
    mail = session.scalars(wanted.where(Mail.id == mail_id)).one()
    return mail.seat.email if _is_member(mail.seat, today) and begin(mail) else None


def _is_member(seat: Seat, today: date) -> bool:
    return seat.takes_mail and (seat.left_on is None or seat.left_on > today)


def _end(mail: Mail) -> None:
    give_up(mail)
    if mail.kind == REMINDER:
        mail.state = DROPPED


def _was_invited(session: Session, reminder: Mail) -> bool:
    first = select(Mail.state).where(
        Mail.period_id == reminder.period_id,
        Mail.seat_id == reminder.seat_id,
        Mail.kind == INVITATION,
    )
    return session.scalar(first) == SENT
