"""What people with an account did: lines that are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id, UtcDateTime, new_id


class Activity(Base):
    """One act; never about a respondent, a family or the day of a meeting."""

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_site_id_at", "site_id", "at"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    #: To the minute; only the day where the minute could be laid beside what respondents do.
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    #: The site that it is about; none for what concerns the whole installation.
    site_id: Mapped[Id | None] = mapped_column(ForeignKey("site.id"))
    #: The e-mail address of who did it; none for what was typed on the command line.
    actor: Mapped[str | None] = mapped_column(String(254))
    kind: Mapped[str] = mapped_column(String(40))
    #: What the sentence needs besides, as canonical JSON.
    facts: Mapped[str] = mapped_column(Text)
