"""Periods: what is sealed together and closed together."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.scope import Scope, Site
from sb_feedback.models.types import Id

OPEN, CLOSING, COUNTED, CLOSED, LOST = "open", "closing", "counted", "closed", "lost"


class Period(Base):
    """A scope's quarter, half-year or year, from open to closed; it never opens again."""

    __tablename__ = "period"
    __table_args__ = (
        UniqueConstraint("scope_id", "first_day"),
        CheckConstraint("state IN ('open', 'closing', 'counted', 'closed', 'lost')", name="state"),
        CheckConstraint("first_day < last_day", name="days_in_order"),
        CheckConstraint("closes_on > last_day", name="closes_after_its_end"),
        CheckConstraint("months IN (3, 6, 12)", name="months"),
        CheckConstraint("family_batch IN ('apart', 'together')", name="family_batch"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    #: The closing job closes it on this day; cards end with it.
    closes_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default=OPEN)
    #: Questionnaire versions in force, separated by spaces; a new version starts with a period.
    questionnaires: Mapped[str] = mapped_column(String(400))
    #: Whether its sums go to the state's pool: the choice that holds from its first day.
    shares_with_state: Mapped[bool] = mapped_column(default=True)
    #: Its length and how families are counted in it: the choice that holds from its first day.
    months: Mapped[int] = mapped_column(default=3)
    family_batch: Mapped[str] = mapped_column(String(10), default="apart")

    scope: Mapped[Scope] = relationship(lazy="raise")
    site_periods: Mapped[list[SitePeriod]] = relationship(
        back_populates="period", lazy="raise", order_by="SitePeriod.key_id"
    )


class SitePeriod(Base):
    """One site's part of a period: its public key, and the professionals it says were asked."""

    __tablename__ = "site_period"
    __table_args__ = (
        UniqueConstraint("period_id", "site_id"),
        CheckConstraint("professionals BETWEEN 0 AND 5000", name="professionals"),
    )

    key_id: Mapped[Id] = mapped_column(primary_key=True)
    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), index=True)
    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    #: How many different professionals came to meetings in this period, stated by the coordinator.
    professionals: Mapped[int | None]

    period: Mapped[Period] = relationship(back_populates="site_periods", lazy="raise")
    site: Mapped[Site] = relationship(lazy="raise")
