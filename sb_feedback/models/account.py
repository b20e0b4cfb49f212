"""People who sign in, their second step, and their open sessions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.scope import Site
from sb_feedback.models.types import Id, UtcDateTime, new_id

COORDINATOR, READER, JUDGE, REVIEWER = "coordinator", "reader", "judge", "reviewer"
ADMINISTRATOR, STATE_TEAM = "administrator", "state_team"
#: Roles of one site. A reader is on the Site Implementation Team or leads an agency; a reviewer
#: reads the notes of the site and comes from outside it.
SITE_ROLES = (COORDINATOR, READER, JUDGE, REVIEWER)
#: Roles of the whole state.
STATE_ROLES = (ADMINISTRATOR, STATE_TEAM)
ROLES = (*SITE_ROLES, *STATE_ROLES)


def one_of_roles(roles: tuple[str, ...] = ROLES) -> str:
    """The condition that a role is one of these."""
    return "role IN ({})".format(", ".join(f"'{role}'" for role in roles))


class User(Base):
    """Someone with a password. An account that has ended keeps its row, so that it can return."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint(one_of_roles(), name="role"),
        CheckConstraint(f"({one_of_roles(STATE_ROLES)}) = (site_id IS NULL)", name="site_by_role"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint(
            "(second_step IS NULL) = (last_code_at IS NULL)", name="second_step_was_tried"
        ),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    site_id: Mapped[Id | None] = mapped_column(ForeignKey("site.id"), index=True)
    #: The day of the present role.
    since: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The secret of the app that makes codes, sealed with a key that is not in the database.
    second_step: Mapped[bytes | None] = mapped_column(LargeBinary(100))
    #: The newest half minute whose code was used: none is taken twice.
    last_code_at: Mapped[int | None] = mapped_column(BigInteger)
    #: The language of pages, once it was chosen.
    language: Mapped[str | None] = mapped_column(String(20))
    #: False for somebody who wants no letter when a report is ready.
    takes_notices: Mapped[bool] = mapped_column(default=True)

    site: Mapped[Site | None] = relationship(lazy="raise")


class RecoveryCode(Base):
    """A code to sign in with when the app that makes codes is lost; gone once it was used."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("user_account.id"), index=True)


class PasswordTry(Base):
    """Passwords tried for an address since one fitted, whether it has an account or not.

    New passwords that were asked for are counted in rows of their own.
    """

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
    #: True between the password and the code: such a session opens no page.
    awaits_code: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(lazy="raise")
