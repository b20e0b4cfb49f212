"""A new password by e-mail: asked for by anybody, sent only to an address that has an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from sb_feedback.codes import keyed_hash
from sb_feedback.models import PasswordReset
from sb_feedback.services.accounts import FORGET_TRIES, Accounts, tries_of, user_of
from sb_feedback.services.activity import note_activity
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.one_time_links import link_of
from sb_feedback.services.staff_letters import mail_reset

#: How long the link works once it was sent.
LASTS = timedelta(hours=2)
#: A letter that could not be sent for so long comes as a surprise.
WAITS = timedelta(days=1)
#: So many are sent to one address within a day.
MOST_A_DAY = 3


@dataclass(frozen=True)
class NewPasswords:
    """Forgotten passwords of these accounts."""

    accounts: Accounts

    def ask(self, session: Session, email: str, now: datetime) -> None:
        """Have a link sent; nothing that is seen from outside tells whether there is an account."""
        if not self._may_ask(session, email, now):
            return
        user = user_of(session, email)
        if user is None or user.ended_at is not None:
            return
        session.execute(delete(PasswordReset).where(PasswordReset.user_id == user.id))
        reset = PasswordReset(user_id=user.id, made_at=now, ends_at=now + WAITS)
        session.add(reset)
        session.flush()
        mail_reset(session, reset, now)

    def choose(self, session: Session, token: str, password_hash: str, now: datetime) -> None:
        """Set the password, once. Raises NotAllowed if the link no longer works."""
        reset = link_of(session, PasswordReset, token, to_use=True)
        if reset is None or not _holds(session, reset, now):
            raise NotAllowed("This link does not work any more.")
        user = reset.user
        self.accounts.set_password(session, user, password_hash)
        note_activity(session, user.email, user.site_id, "password_changed")
        session.delete(reset)

    def _may_ask(self, session: Session, email: str, now: datetime) -> bool:
        mark = keyed_hash(self.accounts.secret, "new-password", email.encode())
        asked = tries_of(session, mark, now)
        if now - asked.last_at >= FORGET_TRIES:
            asked.tries = 0
        if asked.tries >= MOST_A_DAY:
            return False
        asked.tries, asked.last_at = asked.tries + 1, now
        return True


def works(session: Session, token: str, now: datetime) -> bool:
    """True while a link for a new password works."""
    reset = link_of(session, PasswordReset, token)
    return reset is not None and _holds(session, reset, now)


def _holds(session: Session, reset: PasswordReset, now: datetime) -> bool:
    session.refresh(reset, ["user"])
    return reset.ends_at > now and reset.user.ended_at is None
