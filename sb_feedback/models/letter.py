"""The outbox of letters to people who have an account, or who are invited to one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.account import User
from sb_feedback.models.one_time import Invitation, PasswordReset
from sb_feedback.models.outgoing import Outgoing, one_of, outgoing_checks
from sb_feedback.models.period import Period
from sb_feedback.models.types import Id, UtcDateTime

#: An invitation; a link for a new password; word that a report is ready.
INVITATION, RESET, REPORT = "invitation", "reset", "report"


class Letter(Outgoing, Base):
    """One letter to one person: whether it went out, never what link it held."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("user_id", "period_id"),
        CheckConstraint(one_of("kind", (INVITATION, RESET, REPORT)), name="kind"),
        CheckConstraint("(kind = 'invitation') = (invitation_id IS NOT NULL)", name="invites"),
        CheckConstraint("(kind = 'reset') = (reset_id IS NOT NULL)", name="resets"),
        CheckConstraint("(kind = 'report') = (user_id IS NOT NULL)", name="reader"),
        CheckConstraint("(kind = 'report') = (period_id IS NOT NULL)", name="reports"),
        *outgoing_checks(),
    )

    kind: Mapped[str] = mapped_column(String(10))
    #: Not to be sent any more from then on.
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    invitation_id: Mapped[Id | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), unique=True
    )
    reset_id: Mapped[Id | None] = mapped_column(
        ForeignKey("password_reset.id", ondelete="CASCADE"), unique=True
    )
    #: Who reads the report.
    user_id: Mapped[Id | None] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    period_id: Mapped[Id | None] = mapped_column(ForeignKey("period.id"), index=True)

    invitation: Mapped[Invitation | None] = relationship(lazy="raise")
    reset: Mapped[PasswordReset | None] = relationship(lazy="raise")
    user: Mapped[User | None] = relationship(lazy="raise")
    period: Mapped[Period | None] = relationship(lazy="raise")
