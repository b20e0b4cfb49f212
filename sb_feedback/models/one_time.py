"""Links that work once: an invitation to an account, and a new password for one.

A row keeps a hash of the link's token. The token itself is made when the link is sent or shown, and
is kept nowhere.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.account import STATE_ROLES, User, one_of_roles
from sb_feedback.models.outgoing import one_of
from sb_feedback.models.scope import Site
from sb_feedback.models.types import Id, UtcDateTime, new_id

#: An invitation that can be accepted until it ends; that was accepted; that no longer holds.
OPEN, ACCEPTED, WITHDRAWN = "open", "accepted", "withdrawn"


class OneTimeLink:
    """What every such link has."""

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    #: None until it was sent or shown.
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: From then on it does not work any more.
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Invitation(OneTimeLink, Base):
    """Somebody is to have an account with a role."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(one_of_roles(), name="role"),
        CheckConstraint(f"({one_of_roles(STATE_ROLES)}) = (site_id IS NULL)", name="site_by_role"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint(one_of("state", (OPEN, ACCEPTED, WITHDRAWN)), name="state"),
    )

    email: Mapped[str] = mapped_column(String(254), index=True)
    role: Mapped[str] = mapped_column(String(20))
    site_id: Mapped[Id | None] = mapped_column(ForeignKey("site.id"), index=True)
    #: An invitation goes with the account of who made it.
    invited_by: Mapped[Id] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(String(10), default=OPEN)

    inviter: Mapped[User] = relationship(lazy="raise")
    site: Mapped[Site | None] = relationship(lazy="raise")


class PasswordReset(OneTimeLink, Base):
    """A new password that somebody asked for; used or asked for again, the row is gone."""

    __tablename__ = "password_reset"

    user_id: Mapped[Id] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), unique=True
    )

    user: Mapped[User] = relationship(lazy="raise")
