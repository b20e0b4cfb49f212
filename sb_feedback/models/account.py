"""People who sign in, and their open sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.scope import Site
from sb_feedback.models.types import Id, UtcDateTime, new_id

COORDINATOR, JUDGE, ADMINISTRATOR = "coordinator", "judge", "administrator"


class User(Base):
    """Someone with a password. Coordinators and judges belong to one site."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("role IN ('coordinator', 'judge', 'administrator')", name="role"),
        CheckConstraint("(role = 'administrator') = (site_id IS NULL)", name="site_by_role"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    site_id: Mapped[Id | None] = mapped_column(ForeignKey("site.id"), index=True)
    #: Wrong passwords in a row, and until when the next try must wait.
    failures: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    site: Mapped[Site | None] = relationship(lazy="raise")


class SignIn(Base):
    """An open session: the browser holds the token, the row only its hash."""

    __tablename__ = "sign_in"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("user_account.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")
