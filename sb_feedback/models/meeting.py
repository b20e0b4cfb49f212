"""Families with generated names, and their meetings: numbers only, no free text."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sb_feedback.db import Base
from sb_feedback.models.period import Period
from sb_feedback.models.types import Id, new_id

MOST_IN_A_MEETING = 40


class Family(Base):
    """A family under a generated name; who it is stands on the coordinator's paper only."""

    __tablename__ = "family"
    __table_args__ = (UniqueConstraint("site_id", "label"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), index=True)
    label: Mapped[str] = mapped_column(String(40))


class Meeting(Base):
    """One Family Team Meeting: who came, by role, as counts."""

    __tablename__ = "meeting"
    __table_args__ = tuple(
        CheckConstraint(f"{role} BETWEEN 0 AND {MOST_IN_A_MEETING}", name=role)
        for role in ("parents", "caregivers", "professionals")
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), index=True)
    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), index=True)
    family_id: Mapped[Id] = mapped_column(ForeignKey("family.id"), index=True)
    held_on: Mapped[date]
    parents: Mapped[int] = mapped_column(default=0)
    caregivers: Mapped[int] = mapped_column(default=0)
    professionals: Mapped[int] = mapped_column(default=0)
    #: Languages of the printed cards, separated by spaces.
    languages: Mapped[str] = mapped_column(String(80), default="en es")

    family: Mapped[Family] = relationship(lazy="raise")
    period: Mapped[Period] = relationship(lazy="raise")
