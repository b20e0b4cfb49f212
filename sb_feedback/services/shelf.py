"""The shelf: which reports a scope has, which are being made, and what did not come out yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from analysis import MARGIN, Term
from sb_feedback.models import Document, Outcome, Period
from sb_feedback.models.document import FORMULA
from sb_feedback.models.period import CLOSED, CLOSING, COUNTED
from sb_feedback.services.errors import NotFound
from sb_feedback.services.in_force import term_of_period, terms_by_start


@dataclass(frozen=True)
class GroupVerdict:
    """What the closing decided for one group, since when it concerns, and the least numbers."""

    group: str
    verdict: str
    since: Term
    floor: int

    @property
    def least_asked(self) -> int:
        """How many must have been asked before anything is released."""
        return self.floor + MARGIN


@dataclass(frozen=True)
class MadeWith:
    """The documents that one formula made."""

    formula: int
    languages: tuple[str, ...]


@dataclass(frozen=True)
class ShelfPlace:
    """One ended period on the shelf."""

    term: Term
    state: str
    languages: tuple[str, ...]
    verdicts: tuple[GroupVerdict, ...]
    closes_on: date
    earlier: tuple[MadeWith, ...] = ()

    @property
    def is_ready(self) -> bool:
        """True if there is something to read."""
        return self.state == CLOSED and bool(self.languages)

    @property
    def in_work(self) -> bool:
        """True while it is being closed or its documents are being made."""
        return self.state not in (CLOSED, "lost")

    @property
    def is_being_made(self) -> bool:
        """True while the job works on it."""
        return self.state in (CLOSING, COUNTED)


@dataclass(frozen=True)
class StoredFile:
    """A stored document, ready to send."""

    path: Path
    name: str


def shelf_of(session: Session, scope_id: str, edition: str, today: date) -> list[ShelfPlace]:
    """The scope's ended periods, newest first."""
    periods = session.scalars(
        select(Period)
        .options(joinedload(Period.scope))
        .where(Period.scope_id == scope_id, Period.last_day < today)
        .order_by(Period.first_day.desc())
    )
    made, decided = _made(session, scope_id, edition), _decided(session, scope_id)
    began = terms_by_start(session, scope_id)
    return [
        _place(period, began, made.get(period.id, []), decided.get(period.id, []))
        for period in periods
    ]


def find_file(
    session: Session,
    folder: Path,
    *,
    scope_id: str,
    label: str,
    edition: str,
    language: str,
    kind: str,
    formula: int | None = None,
) -> StoredFile:
    """A stored document of this scope, the newest or as this formula made it.

    Raises NotFound if there is none.
    """
    term = _term(label)
    period = session.scalar(
        select(Period)
        .options(joinedload(Period.scope))
        .where(
            Period.scope_id == scope_id,
            Period.first_day.between(term.first_day, term.last_day),
        )
        .order_by(Period.first_day)
        .limit(1)
    )
    if period is None or term_of_period(period) != term:
        raise NotFound
    document = _stored(session, period.id, edition, language, kind, formula)
    if document is None:
        raise NotFound
    version = f"-v{formula}" if formula else ""
    reader = "-judge" if edition == "judge" else ""
    name = f"{plain_name(period.scope.name)}-{term.label}{reader}-{language}{version}.{kind}"
    return StoredFile(folder / document.content_hash, name)


def _place(
    period: Period, began: Mapping[date, Term], made: list[MadeWith], decided: list[Outcome]
) -> ShelfPlace:
    return ShelfPlace(
        term=term_of_period(period),
        state=period.state,
        languages=made[0].languages if made else (),
        closes_on=period.closes_on,
        earlier=tuple(made[1:]),
        verdicts=tuple(
            GroupVerdict(one.questionnaire_group, one.verdict, began[one.since], period.scope.floor)
            for one in decided
        ),
    )


def _made(session: Session, scope_id: str, edition: str) -> dict[str, list[MadeWith]]:
    """For each period the languages that each formula made, the newest formula first."""
    rows = session.execute(
        select(Document.period_id, Document.formula, Document.language)
        .join(Period, Period.id == Document.period_id)
        .where(Period.scope_id == scope_id, Document.edition == edition)
        .distinct()
        .order_by(Document.period_id, Document.formula.desc(), Document.language)
    )
    made: dict[str, list[MadeWith]] = {}
    for (period_id, formula), same in groupby(rows, key=lambda row: (row[0], row[1])):
        languages = tuple(row.language for row in same)
        made.setdefault(period_id, []).append(MadeWith(formula, languages))
    return made


def _decided(session: Session, scope_id: str) -> dict[str, list[Outcome]]:
    """For each period what its closing decided for each group."""
    outcomes = session.scalars(
        select(Outcome)
        .join(Period, Period.id == Outcome.period_id)
        .where(Period.scope_id == scope_id)
        .order_by(Outcome.period_id, Outcome.questionnaire_group.desc(), Outcome.since)
    )
    return {of: list(same) for of, same in groupby(outcomes, key=lambda one: one.period_id)}


def _term(label: str) -> Term:
    try:
        return Term.parse(label)
    except ValueError:
        raise NotFound from None


def plain_name(name: str) -> str:
    """A name as part of a file's name: letters, digits and dashes, at most 60, never none."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name)
    return "-".join(part for part in kept.split("-") if part)[:60] or "site"


def _stored(
    session: Session, period_id: str, edition: str, language: str, name: str, formula: int | None
) -> Document | None:
    """The document as this formula made it, or else as the newest did."""
    made = select(Document).where(
        Document.period_id == period_id,
        Document.edition == edition,
        Document.language == language,
        Document.format == name,
    )
    if formula is not None:
        made = made.where(Document.formula == formula)
    return session.scalar(made.order_by(Document.formula.desc()).limit(1))


def sample_path(folder: Path, language: str) -> Path:
    """Where the report with invented numbers is kept, which shows what one looks like."""
    return folder / f"sample-{FORMULA}-{language}.html"
