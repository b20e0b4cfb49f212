"""An Active Community Team: its seats, its quarterly waves, and the mail that goes out for them.

No row here points to an answer, and none of an answer points here.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.outgoing import Outgoing, one_of, outgoing_checks
from sb_feedback.models.period import Period
from sb_feedback.models.scope import Scope, Site
from sb_feedback.models.types import Id, new_id

#: Broad kinds of members, none of them so narrow that it names a person.
SECTORS = ("lived_experience", "resource_family", "provider", "decision_maker", "community")
#: One link for everybody, or a link of one's own by e-mail.
SHARED, SINGLE_USE = "shared", "single_use"
#: The largest roster there can be.
MOST_MEMBERS = 1000
INVITATION, REMINDER = "invitation", "reminder"


class Team(Base):
    """The team of one site; it is reported on as a scope of its own."""

    __tablename__ = "team"
    __table_args__ = (CheckConstraint(one_of("door", (SHARED, SINGLE_USE)), name="door"),)

    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), unique=True)
    #: How the members of the next wave come in.
    door: Mapped[str] = mapped_column(String(10), default=SHARED)

    scope: Mapped[Scope] = relationship(lazy="raise")
    site: Mapped[Site] = relationship(lazy="raise")


class Seat(Base):
    """A member: an address and a broad sector, from one day on and until another."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("team_id", "email"),
        CheckConstraint(one_of("sector", SECTORS), name="sector"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("left_on >= joined_on", name="days_in_order"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.scope_id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    sector: Mapped[str] = mapped_column(String(20))
    joined_on: Mapped[date]
    #: The first day on which this person is no member any more.
    left_on: Mapped[date | None]
    #: False once the member asked not to be written to; the seat stays on the roster.
    takes_mail: Mapped[bool] = mapped_column(default=True)


class Wave(Base):
    """A team's survey of one quarter: a period of the team's scope, with its door and roster."""

    __tablename__ = "wave"
    __table_args__ = (
        CheckConstraint(one_of("door", (SHARED, SINGLE_USE)), name="door"),
        CheckConstraint(f"roster BETWEEN 0 AND {MOST_MEMBERS}", name="roster"),
    )

    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), primary_key=True)
    #: First day of the quarter; the period's own days are those on which the wave is open.
    quarter: Mapped[date]
    door: Mapped[str] = mapped_column(String(10))
    #: Members on the day it opened: whom its results are out of. None until then.
    roster: Mapped[int | None]

    period: Mapped[Period] = relationship(lazy="raise")


class Mail(Outgoing, Base):
    """One message to one member: whether it went out, never what link it held."""

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("period_id", "seat_id", "kind", "number"),
        CheckConstraint(one_of("kind", (INVITATION, REMINDER)), name="kind"),
        CheckConstraint("number >= 1", name="number"),
        *outgoing_checks(),
    )

    period_id: Mapped[Id] = mapped_column(ForeignKey("wave.period_id"), index=True)
    seat_id: Mapped[Id] = mapped_column(ForeignKey("seat.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    #: The first reminder of a wave, the second.
    number: Mapped[int] = mapped_column(default=1)

    seat: Mapped[Seat] = relationship(lazy="raise")
