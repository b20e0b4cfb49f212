"""Reports on the shelf: closed periods with stored files whose content is made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import product

from analysis import Term
from analysis.reports.team.register import Register
from sb_feedback.models import Document, Period, StateDocument, StateEdition
from sb_feedback.models.document import FORMULA
from sb_feedback.services.state_editions.content import EditionContent
from sb_feedback.workplace import Workplace

#: An edition for which nothing was summed.
SUMS = EditionContent(
    frozenset({("maple", "a release")}), frozenset(), 0, Register(date(2026, 1, 1))
)
FORMATS = ("html", "pdf", "xlsx", "csv")
LANGUAGES = ("en", "es")


def terms_before(term: Term, number: int) -> Iterator[Term]:
    """So many terms that end with the one before this."""
    for _ in range(number):
        term = term.previous()
        yield term


def shelve(place: Workplace, terms: Iterable[Term], scope_id: str = "maple") -> None:
    """Closed periods with the files of the site's edition and of the judge's."""
    stored = _stored(place)
    with place.db.write() as session:
        for term in terms:
            period_id = f"{scope_id}.{term.first_day.isoformat()}"
            known = session.get(Period, period_id)
            session.add(
                known
                or Period(
                    id=period_id,
                    scope_id=scope_id,
                    first_day=term.first_day,
                    last_day=term.last_day,
                    closes_on=term.last_day + timedelta(days=14),
                    questionnaires=" ".join(place.versions),
                    state="closed",
                )
            )
            session.flush()
            session.add_all(
                Document(
                    period_id=period_id,
                    edition=edition,
                    language=language,
                    format=kind,
                    formula=FORMULA,
                    content_hash=stored[kind],
                )
                for edition, language, kind in product(("site", "judge"), LANGUAGES, FORMATS)
            )


def shelve_editions(place: Workplace, terms: Iterable[Term]) -> None:
    """Editions of the state, with their files."""
    stored = _stored(place)
    with place.db.write() as session:
        for term in terms:
            session.add(StateEdition(first_day=term.first_day, body=SUMS.to_json()))
            session.flush()
            session.add_all(
                StateDocument(
                    first_day=term.first_day,
                    language=language,
                    format=kind,
                    formula=FORMULA,
                    content_hash=stored[kind],
                )
                for language, kind in product(LANGUAGES, FORMATS)
            )


def _stored(place: Workplace) -> dict[str, str]:
    """A file of each format in the folder of documents: its name."""
    folder = place.settings.documents
    folder.mkdir(parents=True, exist_ok=True)
    names = {}
    for kind in FORMATS:
        content = f"<article><p>A file of the format {kind}.</p></article>".encode()
        names[kind] = sha256(content).hexdigest()
        (folder / names[kind]).write_bytes(content)
    return names
