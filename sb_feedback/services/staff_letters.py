"""Letters to staff are planned here; the job's outbox sends them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from analysis import Term
from sb_feedback.models import Invitation, Letter, PasswordReset, Period, Site, Team, User
from sb_feedback.models.account import COORDINATOR, JUDGE, READER, STATE_ROLES
from sb_feedback.models.letter import INVITATION, REPORT, RESET

#: Whom a closing is told to, each as far as there is an edition for them.
READERS = (COORDINATOR, READER, JUDGE)
#: Word of a report that could not be sent for so long is no news any more.
NEWS_FOR = timedelta(days=14)


def mail_invitation(session: Session, invitation: Invitation, now: datetime) -> None:
    """Have an invitation sent; asked again it changes nothing."""
    if session.scalar(select(Letter.id).where(Letter.invitation_id == invitation.id)):
        return
    session.add(
        Letter(
            kind=INVITATION,
            invitation_id=invitation.id,
            next_at=now,
            ends_at=invitation.ends_at,
        )
    )


def mail_reset(session: Session, reset: PasswordReset, now: datetime) -> None:
    """Have a link for a new password sent."""
    session.add(Letter(kind=RESET, reset_id=reset.id, next_at=now, ends_at=reset.ends_at))


def mail_notices(session: Session, period_id: str, now: datetime) -> None:
    """Have everybody told, at the same moment, that the report of a period is ready.

    In the transaction that makes it readable; asked again it changes nothing.
    """
    scope_id = session.get_one(Period, period_id).scope_id
    of_meetings = select(Site.id).where(Site.scope_id == scope_id)
    of_team = select(Team.site_id).where(Team.scope_id == scope_id)
    here = select(User).where(User.role.in_(READERS), User.site_id.in_(of_meetings.union(of_team)))
    _tell(session, here, period_id, now)


def mail_edition_notices(session: Session, term: Term, now: datetime) -> None:
    """Have those who work for the state told that the edition of a quarter is ready.

    Their letters keep a period that ended with it, always the same one; no letter names it.
    """
    ended = (
        select(Period.id)
        .where(Period.shares_with_state, Period.last_day.between(term.first_day, term.last_day))
        .order_by(Period.id)
    )
    period_id = session.scalar(ended.limit(1))
    if period_id is not None:
        _tell(session, select(User).where(User.role.in_(STATE_ROLES)), period_id, now)


def takes_notices(session: Session, user_id: str) -> bool:
    """True if somebody wants to be told of new reports."""
    return session.get_one(User, user_id).takes_notices


def wish_notices(session: Session, user_id: str, *, wanted: bool) -> None:
    """Turn such letters on or off; one that waits is not sent any more."""
    session.get_one(User, user_id).takes_notices = wanted


def _tell(session: Session, readers: Select[User], period_id: str, now: datetime) -> None:
    """Plan a letter to each of them who wants one, unless any of them has been told."""
    told = select(Letter.user_id).where(Letter.period_id == period_id)
    if session.scalar(readers.where(User.id.in_(told)).limit(1)):
        return
    for user in session.scalars(readers.where(User.takes_notices, User.ended_at.is_(None))):
        session.add(
            Letter(
                kind=REPORT,
                user_id=user.id,
                period_id=period_id,
                next_at=now,
                ends_at=now + NEWS_FOR,
            )
        )
