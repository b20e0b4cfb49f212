"""The brief of a site or pool that everybody can read: the newest that is stored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.models import Document, Period
from sb_feedback.models.document import ALL_LANGUAGES, BRIEF
from sb_feedback.services.in_force import term_of_period


@dataclass(frozen=True)
class StoredBrief:
    """The newest brief: of which period, its pages by language, and the sheet to print."""

    label: str
    pages: dict[str, Path]
    sheet: Path


def newest_brief(session: Session, folder: Path, scope_id: str) -> StoredBrief | None:
    """The newest brief; None before the first, and where there is no such site or pool."""
    period = session.scalar(
        select(Period)
        .join(Document, Document.period_id == Period.id)
        .where(Period.scope_id == scope_id, Document.edition == BRIEF)
        .order_by(Period.first_day.desc())
        .limit(1)
    )
    if period is None:
        return None
    made = session.scalars(
        select(Document)
        .where(Document.period_id == period.id, Document.edition == BRIEF)
        .order_by(Document.formula)
    )
    # A newer formula comes later and takes the place of the older one.
    paths = {document.language: folder / document.content_hash for document in made}
    label = term_of_period(period).label
    return StoredBrief(label, sheet=paths.pop(ALL_LANGUAGES), pages=paths)
