"""Who is reported on: a site, a pool of sites treated as one, or a site's team."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.types import Id

#: What a scope's answers are about.
MEETINGS, TEAM = "meetings", "team"


class Installation(Base):
    """The one state that this installation serves."""

    __tablename__ = "installation"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("sample OR days_ahead = 0", name="clock_moves_in_sample_only"),
        CheckConstraint("days_ahead >= 0", name="clock_moves_forward"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str] = mapped_column(String(200))
    #: True where all data are invented; the word SAMPLE is then on everything shown.
    sample: Mapped[bool] = mapped_column(default=False)
    days_ahead: Mapped[int] = mapped_column(default=0)


class Scope(Base):
    """One site, one pool or one team, with the set-up choice made before any answer."""

    __tablename__ = "scope"
    __table_args__ = (
        CheckConstraint("kind IN ('meetings', 'team')", name="kind"),
        CheckConstraint("kind = 'meetings' OR period_months = 3", name="waves_are_quarterly"),
        CheckConstraint("family_batch IN ('apart', 'together')", name="family_batch"),
        CheckConstraint("period_months IN (3, 6, 12)", name="period_months"),
        CheckConstraint("floor >= 10", name="floor_only_raised"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    #: Family Team Meetings, or the Active Community Team of a site.
    kind: Mapped[str] = mapped_column(String(10), default=MEETINGS)
    #: Parents and caregivers apart, or together as families.
    family_batch: Mapped[str] = mapped_column(String(10), default="apart")
    period_months: Mapped[int] = mapped_column(default=3)
    #: The least number of units that must have answered before anything is released.
    floor: Mapped[int] = mapped_column(default=10)
    shares_with_state: Mapped[bool] = mapped_column(default=True)
    #: The choice above is frozen for a year from this day.
    chosen_on: Mapped[date]

    sites: Mapped[list[Site]] = relationship(
        back_populates="scope", lazy="raise", order_by="Site.name"
    )


class Site(Base):
    """One community; its coordinator works here and nowhere else."""

    __tablename__ = "site"

    id: Mapped[Id] = mapped_column(primary_key=True)
    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), index=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)

    scope: Mapped[Scope] = relationship(back_populates="sites", lazy="raise")


class SiteHelp(Base):
    """A site's help lines as it last confirmed them; without this row no card is made."""

    __tablename__ = "site_help"

    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), primary_key=True)
    #: As `forms.lines_as_text` writes them.
    lines: Mapped[str] = mapped_column(Text)
    confirmed_on: Mapped[date]
