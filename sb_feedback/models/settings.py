"""What a site has set for itself, and the dated changes of what its numbers mean."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id, new_id

LETTER, A4 = "letter", "a4"
#: What a change can be about.
NAME, BATCH, MONTHS, FLOOR, SHARES = "name", "family_batch", "period_months", "floor", "shares"
CHANGES = (NAME, BATCH, MONTHS, FLOOR, SHARES)


class SiteSettings(Base):
    """A site's own habits, and which steps of its beginning are done."""

    __tablename__ = "site_settings"
    __table_args__ = (CheckConstraint("paper IN ('letter', 'a4')", name="paper"),)

    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), primary_key=True)
    #: Languages on its cards, separated by spaces.
    languages: Mapped[str] = mapped_column(String(80))
    paper: Mapped[str] = mapped_column(String(10), default=LETTER)
    #: In which times of day are shown; None is the zone of the installation.
    time_zone: Mapped[str | None] = mapped_column(String(60))
    #: The day on which the set-up choice was read and confirmed.
    confirmed_on: Mapped[date | None]
    #: The day on which somebody who works here opened the practice survey.
    practised_on: Mapped[date | None]


class SettingsChange(Base):
    """One change of what numbers mean: from what, to what, and since when it holds."""

    __tablename__ = "settings_change"
    __table_args__ = (
        CheckConstraint(
            "what IN ({})".format(", ".join(f"'{one}'" for one in CHANGES)), name="what"
        ),
        CheckConstraint("holds_from >= changed_on", name="not_before_it_was_made"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    scope_id: Mapped[Id] = mapped_column(ForeignKey("scope.id"), index=True)
    what: Mapped[str] = mapped_column(String(20))
    before: Mapped[str] = mapped_column(String(200))
    since: Mapped[str] = mapped_column(String(200))
    changed_on: Mapped[date]
    holds_from: Mapped[date]
