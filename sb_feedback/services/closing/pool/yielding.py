"""When a pool yields, and the document in the key folder that says what it yielded.

The document is the decision, as with a closing: the database is made to agree with it, also when
an older one was put back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from analysis import Term
from analysis.pool import state_statistics, to_plain
from sb_feedback.keys import KeyFolder
from sb_feedback.models import Period, StateFigures
from sb_feedback.models.period import CLOSING, LOST, OPEN
from sb_feedback.models.state_figures import QUARTER, YEAR
from sb_feedback.services.closing.pool.terms import StatePool, TermPool

FORMAT = 1
_NAME = ".statistics"
_PAIRED = "parents"
_KINDS = {3: QUARTER, 12: YEAR}


@dataclass(frozen=True)
class Yielded:
    """What the pools of one quarter or year gave, as rows of the database."""

    term: Term
    rows: tuple[dict[str, str], ...]

    @classmethod
    def of(cls, term: Term, pool: TermPool, closed: int) -> Yielded:
        """The statistics of all parts of a pool; `closed` counts the closings there were."""
        yearly = term.months == 12
        rows = []
        for (group, version), tally in sorted(pool.sums.tallies.items()):
            gap = pool.sums.gap_of(version) if group == _PAIRED else None
            found = to_plain(state_statistics(tally, gap, yearly=yearly))
            body = {"closings": len(pool.periods), "closed": closed, "statistics": found}
            rows.append({"group": group, "version": version, "body": _json(body)})
        return cls(term, tuple(rows))

    def to_bytes(self) -> bytes:
        """As it is kept."""
        return _json({"format": FORMAT, "term": self.term.label, "rows": self.rows}).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Yielded:
        """What `to_bytes` gave. Raises ValueError for another format."""
        found = json.loads(content)
        if found.get("format") != FORMAT:
            raise ValueError("these statistics were written by another version")
        return cls(Term.parse(found["term"]), tuple(found["rows"]))

    def figures(self) -> Iterator[StateFigures]:
        """New rows."""
        for row in self.rows:
            yield StateFigures(
                kind=_KINDS[self.term.months],
                first_day=self.term.first_day,
                questionnaire_group=row["group"],
                version=row["version"],
                body=row["body"],
            )


def finished_terms(session: Session, pool: StatePool) -> list[Term]:
    """The quarters and years of the pool whose closings are all done.

    A period that is not closed holds back all terms that end with it or later. Periods are made
    one after the other, so a term has not ended for sure before one is known that ends with it
    or later.
    """
    sharing = select(Period.last_day).where(Period.shares_with_state)
    waiting = sharing.where(Period.state.in_((OPEN, CLOSING)))
    first_waiting = session.scalar(waiting.order_by(Period.last_day).limit(1))
    newest = session.scalar(sharing.order_by(Period.last_day.desc()).limit(1))
    return [
        term
        for term in sorted(pool.terms)
        if (first_waiting is None or term.last_day < first_waiting)
        and (newest is not None and term.last_day <= newest)
    ]


def closings_in(session: Session, term: Term) -> int:
    """How many periods of sharing scopes that ended in this term were counted."""
    counted: ColumnElement[bool] = Period.state.not_in((OPEN, CLOSING, LOST))
    number = (
        select(func.count())
        .select_from(Period)
        .where(Period.shares_with_state, counted)
        .where(Period.last_day.between(term.first_day, term.last_day))
    )
    return session.scalar(number) or 0


def keep_yielded(keys: KeyFolder, yielded: Yielded) -> None:
    """Write the document, once and for ever."""
    keys.keep(f"_{yielded.term.label}{_NAME}", yielded.to_bytes())


def yielded_terms(keys: KeyFolder) -> set[Term]:
    """The quarters and years whose pools have yielded."""
    names = keys.names(f"_*{_NAME}")
    return {Term.parse(name.removeprefix("_").removesuffix(_NAME)) for name in names}


def mend_copies(keys: KeyFolder) -> None:
    """Write the copy of a document that an interrupted run did not come to."""
    for name in keys.names(f"_*{_NAME}"):
        copies = list(keys.kept(name))
        if len(copies) < len(keys.places):
            keys.keep(name, copies[0])


def apply_yielded(session: Session, keys: KeyFolder) -> None:
    """Add the rows of all documents that the database does not have."""
    have = {(row.kind, row.first_day) for row in _heads(session)}
    for name in keys.names(f"_*{_NAME}"):
        yielded = Yielded.from_bytes(next(keys.kept(name)))
        if (_KINDS[yielded.term.months], yielded.term.first_day) not in have:
            session.add_all(yielded.figures())


def _heads(session: Session) -> Collection[Any]:
    return session.execute(select(StateFigures.kind, StateFigures.first_day).distinct()).all()


def _json(content: object) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"))
