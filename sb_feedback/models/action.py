"""The action log of a Site Implementation Team, line by line."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id

OPEN, DONE, DROPPED = "open", "done", "dropped"
STATES = (OPEN, DONE, DROPPED)


class ActionLine(Base):
    """An action as it stood on a day. A change is a new line; no line is changed or removed."""

    __tablename__ = "action_line"
    __table_args__ = (
        UniqueConstraint("action_id", "number"),
        CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    #: The id of the action's first line.
    action_id: Mapped[Id]
    number: Mapped[int]
    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), index=True)
    #: What the team had picked, where the action belongs to it.
    improvement_id: Mapped[Id | None] = mapped_column(ForeignKey("improvement.id"))
    what: Mapped[str] = mapped_column(String(300))
    #: Who does it, as a role.
    who: Mapped[str] = mapped_column(String(80))
    by_when: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    written_on: Mapped[date]
    #: The role of whoever wrote the line.
    written_by: Mapped[str] = mapped_column(String(20))
