"""The one thing a team picked to make better."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.release import group_check
from sb_feedback.models.types import Id, new_id


class Improvement(Base):
    """A practice, what will be tried and by whom; later releases tell whether it moved."""

    __tablename__ = "improvement"
    __table_args__ = (
        CheckConstraint("verdict IN ('keep', 'change', 'drop')", name="verdict"),
        CheckConstraint(group_check(), name="questionnaire_group"),
        CheckConstraint("by_when >= started_on", name="days_in_order"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), index=True)
    #: Whose answers should move, and by its key ("D2").
    questionnaire_group: Mapped[str] = mapped_column(String(20))
    item: Mapped[str] = mapped_column(String(10))
    what: Mapped[str] = mapped_column(String(300))
    who: Mapped[str] = mapped_column(String(80))
    started_on: Mapped[date]
    by_when: Mapped[date]
    verdict: Mapped[str | None] = mapped_column(String(10))
