"""What a team keeps a record of: its shared priorities, and what changed in the system."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id, new_id


class Priority(Base):
    """A shared priority, from the day it was identified to the day it was achieved."""

    __tablename__ = "priority"
    __table_args__ = (
        CheckConstraint("monitored_on >= identified_on", name="monitored_later"),
        CheckConstraint("achieved_on >= identified_on", name="achieved_later"),
        CheckConstraint("dropped_on >= identified_on", name="dropped_later"),
        CheckConstraint("achieved_on IS NULL OR dropped_on IS NULL", name="one_end"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.scope_id"), index=True)
    what: Mapped[str] = mapped_column(String(300))
    #: Who looks after it, as a role.
    who: Mapped[str] = mapped_column(String(80))
    identified_on: Mapped[date]
    #: Since then the team has looked at data about it.
    monitored_on: Mapped[date | None]
    achieved_on: Mapped[date | None]
    dropped_on: Mapped[date | None]


class SystemChange(Base):
    """A change of policy, funding or infrastructure that the team has recorded."""

    __tablename__ = "system_change"
    __table_args__ = (
        CheckConstraint("kind IN ('policy', 'funding', 'infrastructure')", name="kind"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[Id] = mapped_column(ForeignKey("team.scope_id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    what: Mapped[str] = mapped_column(String(300))
    happened_on: Mapped[date]
