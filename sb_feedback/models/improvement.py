"""The one thing a team picked to make better."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.release import group_check
from sb_feedback.models.types import Id, new_id

#: What can be picked: a practice, by the question that observes it, or a kind of help.
QUESTION, HELP = "fully", "help"


class Improvement(Base):
    """A practice, what will be tried and by whom; later releases tell whether it moved."""

    __tablename__ = "improvement"
    __table_args__ = (
        UniqueConstraint("scope_id", "number"),
        UniqueConstraint("predecessor_id"),
        CheckConstraint("verdict IN ('keep', 'change', 'drop')", name="verdict"),
        CheckConstraint("judged_on IS NULL OR verdict IS NOT NULL", name="judged_with_a_verdict"),
        CheckConstraint(group_check(), name="questionnaire_group"),
        CheckConstraint("kind IN ('fully', 'help')", name="kind"),
        CheckConstraint("by_when >= started_on", name="days_in_order"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), index=True)
    #: In the order in which they were picked.
    number: Mapped[int]
    #: Whose answers should move, and which: a question by its key ("D2"), or help ("B05").
    questionnaire_group: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(10), default=QUESTION)
    item: Mapped[str] = mapped_column(String(10))
    what: Mapped[str] = mapped_column(String(300))
    who: Mapped[str] = mapped_column(String(80))
    started_on: Mapped[date]
    by_when: Mapped[date]
    #: The round before this one, which the team decided to change.
    predecessor_id: Mapped[Id | None] = mapped_column(ForeignKey("improvement.id"))
    #: Unknown of those picked and judged before these days were kept.
    picked_on: Mapped[date | None]
    verdict: Mapped[str | None] = mapped_column(String(10))
    judged_on: Mapped[date | None]
