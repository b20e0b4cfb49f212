"""Makes the documents of state editions and keeps them as files named by their content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Term, term_of
from forms import Questionnaire
from sb_feedback.db import Database
from sb_feedback.files import keep_by_content
from sb_feedback.models import StateDocument, StateEdition
from sb_feedback.models.document import FORMULA
from sb_feedback.services.editions import Rendering, rendered, report_languages
from sb_feedback.services.state_editions.content import EditionContent
from sb_feedback.services.state_editions.gathering import gather_state

_QUARTER = 3


@dataclass(frozen=True)
class StatePublisher:
    """Renders decided editions; the same rows give the same documents."""

    db: Database
    folder: Path
    questionnaires: Mapping[str, Questionnaire]
    #: Has the readers of an edition told that it is there.
    announce: Callable[[Session, Term], None] | None = None

    def publish(self, label: str) -> None:
        """Make and store the documents of the edition of a quarter, unless they are there."""
        term = Term.parse(label)
        with self.db.read() as session:
            if label not in unpublished_editions(session):
                return
            found = gather_state(session, term, self.questionnaires)
        stored = [
            self._kept(term, one)
            for language in report_languages(self.questionnaires)
            for one in rendered(found.report(language))
        ]
        with self.db.write() as session:
            is_first = not _has_documents(session, term)
            for document in stored:
                session.merge(document)
            if is_first and self.announce is not None:
                self.announce(session, term)

    def _kept(self, term: Term, one: Rendering) -> StateDocument:
        return StateDocument(
            first_day=term.first_day,
            language=one.language,
            format=one.format,
            formula=FORMULA,
            content_hash=keep_by_content(self.folder, one.content),
        )


def unpublished_editions(session: Session) -> list[str]:
    """Editions that sum something and lack documents of the present formula, newest first."""
    have = set(
        session.scalars(select(StateDocument.first_day).where(StateDocument.formula == FORMULA))
    )
    rows = session.scalars(select(StateEdition).order_by(StateEdition.first_day.desc()))
    return [
        term_of(row.first_day, _QUARTER).label
        for row in rows
        if row.first_day not in have and EditionContent.from_json(row.body).summed
    ]


def _has_documents(session: Session, term: Term) -> bool:
    made = select(StateDocument.content_hash).where(StateDocument.first_day == term.first_day)
    return session.scalar(made.limit(1)) is not None
