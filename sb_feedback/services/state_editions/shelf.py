"""The shelf of the state: its editions, and the stored file of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import dropwhile
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Term, term_of
from sb_feedback.models import StateDocument, StateEdition
from sb_feedback.services.errors import NotFound
from sb_feedback.services.shelf import StoredFile
from sb_feedback.services.state_editions.content import EditionContent

_QUARTER = 3


@dataclass(frozen=True)
class EditionPlace:
    """One edition on the shelf."""

    term: Term
    languages: tuple[str, ...]
    #: False where too few sites had new results, so that there is nothing to read.
    has_sums: bool

    @property
    def is_ready(self) -> bool:
        """True if there is something to read."""
        return bool(self.languages)

    @property
    def is_being_made(self) -> bool:
        """True while the job works on it."""
        return self.has_sums and not self.languages


def editions_on_shelf(session: Session) -> list[EditionPlace]:
    """Editions from the first that sums something on, newest first."""
    rows = session.scalars(select(StateEdition).order_by(StateEdition.first_day))
    decided = [
        EditionPlace(
            term_of(row.first_day, _QUARTER),
            tuple(sorted(_languages(session, row.first_day))),
            bool(EditionContent.from_json(row.body).summed),
        )
        for row in rows
    ]
    return [*dropwhile(lambda place: not place.has_sums, decided)][::-1]


def find_edition_file(
    session: Session, folder: Path, *, label: str, language: str, kind: str
) -> StoredFile:
    """A stored document of an edition, as the newest formula made it; NotFound if there is none."""
    try:
        term = Term.parse(label)
    except ValueError:
        raise NotFound from None
    document = session.scalar(
        select(StateDocument)
        .where(
            StateDocument.first_day == term.first_day,
            StateDocument.language == language,
            StateDocument.format == kind,
        )
        .order_by(StateDocument.formula.desc())
        .limit(1)
    )
    if document is None or term.months != _QUARTER:
        raise NotFound
    return StoredFile(folder / document.content_hash, f"state-{term.label}-{language}.{kind}")


def _languages(session: Session, first_day: date) -> set[str]:
    return set(
        session.scalars(
            select(StateDocument.language).where(StateDocument.first_day == first_day).distinct()
        )
    )
