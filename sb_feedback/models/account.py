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

    site: Mapped[Site | None] = relationship(lazy="raise")


class PasswordTry(Base):
    """Passwords tried for an address since one fitted, whether it has an account or not."""

    __tablename__ = "password_try"
    __table_args__ = (CheckConstraint("tries >= 0", name="tries_are_counted"),)

    #: A keyed hash: nobody reads here who has tried.
    address: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SignIn(Base):
    """An open session: the browser holds the token, the row only its hash."""

    __tablename__ = "sign_in"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("user_account.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise")
