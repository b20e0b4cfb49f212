"""What the pools of the state yielded: statistics, made once and never changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.release import group_check

QUARTER, YEAR = "quarter", "year"


class StateFigures(Base):
    """The statistics of one pool, or why there are none; no scope, so no site is named."""

    __tablename__ = "state_statistics"
    __table_args__ = (
        CheckConstraint("kind IN ('quarter', 'year')", name="kind"),
        CheckConstraint(group_check(), name="questionnaire_group"),
    )

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    #: Of the calendar quarter or year in which the pooled periods ended.
    first_day: Mapped[date] = mapped_column(primary_key=True)
    questionnaire_group: Mapped[str] = mapped_column(String(20), primary_key=True)
    #: Answers to different versions of a questionnaire are never added.
    version: Mapped[str] = mapped_column(String(200), primary_key=True)
    #: JSON: the statistics, and how many of the closings are in them.
    body: Mapped[str] = mapped_column(Text)
