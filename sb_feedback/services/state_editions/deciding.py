"""When a state edition is made, and of what: decided once for each quarter, from rows alone.

Killed anywhere and run again, or with an older database put back, the same rows give the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from analysis import Release, Term, term_of
from analysis.reports.state.inputs import merged
from analysis.reports.team.register import Register
from analysis.rollup import Gathered, gathered
from sb_feedback.db import Database, hold_lock
from sb_feedback.models import LedgerLine, Period, Scope, StateEdition
from sb_feedback.models.period import CLOSING, OPEN
from sb_feedback.models.scope import TEAM
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.register import record_of
from sb_feedback.services.state_editions.content import EditionContent, Named, named

_QUARTER = 3
_LOCK = "state editions"


@dataclass(frozen=True)
class Editor:
    """Decides editions, one quarter after the other."""

    db: Database
    today: Callable[[], date]

    def decide(self, label: str) -> None:
        """Say what the edition of a quarter sums, if it is its turn."""
        term = Term.parse(label)
        with self.db.write() as session:
            hold_lock(session, _LOCK, shared=False)
            if next_edition(session, self.today()) != label:
                return
            body = _content(session, term).to_json()
            session.add(StateEdition(first_day=term.first_day, body=body))


def next_edition(session: Session, today: date) -> str | None:
    """The oldest quarter without an edition, if it is complete; none is made out of order.

    A quarter is complete when it has ended and no sharing period that ended with it or before is
    still to be closed.
    """
    term = _next_term(session)
    if term is None or term.last_day >= today:
        return None
    waiting = _sharing().where(Period.state.in_((OPEN, CLOSING)))
    still = session.scalar(waiting.where(Period.last_day <= term.last_day).limit(1))
    return term.label if still is None else None


def _next_term(session: Session) -> Term | None:
    """The quarter after the newest edition; the first in which a sharing period ends."""
    editions = select(StateEdition.first_day).order_by(StateEdition.first_day.desc())
    newest = session.scalar(editions.limit(1))
    if newest is not None:
        return term_of(newest, _QUARTER).next()
    first = session.scalar(_sharing().order_by(Period.last_day).limit(1))
    return None if first is None else term_of(first, _QUARTER)


def content_of(session: Session, term: Term) -> EditionContent | None:
    """What the edition of a quarter is made from; None before it is decided."""
    row = session.get(StateEdition, term.first_day)
    return None if row is None else EditionContent.from_json(row.body)


def _sharing() -> Select[date]:
    return select(Period.last_day).where(Period.shares_with_state)


def _content(session: Session, term: Term) -> EditionContent:
    found = _gathered(session, term)
    summed = [part for rollup in found.rollups for part in rollup.parts]
    registers = list(_registers(session, term))
    return EditionContent(
        named(summed),
        named(found.carried),
        len(registers),
        merged(registers) if registers else Register(term.last_day),
    )


def _gathered(session: Session, term: Term) -> Gathered:
    """What came out in the quarter, and what the edition before has left over."""
    before = content_of(session, term.previous())
    left = before.carried if before is not None else frozenset()
    return gathered(term, [*_committed(session, term), *_kept(session, left)])


def _committed(session: Session, term: Term) -> Iterator[Release]:
    """The releases of the quarter all of whose periods share."""
    lines = (
        select(LedgerLine.scope_id)
        .join(Period, Period.id == LedgerLine.period_id)
        .where(Period.shares_with_state, Period.last_day.between(term.first_day, term.last_day))
        .distinct()
        .order_by(LedgerLine.scope_id)
    )
    for scope_id in session.scalars(lines):
        for release in releases_of(session, scope_id):
            its_own = term_of(release.last_day, _QUARTER) == term
            if its_own and not _withheld(session, scope_id, release.first_day, release.last_day):
                yield release


def _withheld(session: Session, scope_id: str, first_day: date, last_day: date) -> bool:
    """Whether a period of the scope within these days does not share."""
    found = select(Period.id).where(
        Period.scope_id == scope_id,
        Period.first_day <= last_day,
        Period.last_day >= first_day,
        Period.shares_with_state.is_(False),
    )
    return session.scalar(found.limit(1)) is not None


def _kept(session: Session, left: frozenset[Named]) -> Iterator[Release]:
    """What was left over by scopes that share still."""
    sharing = set(session.scalars(select(Scope.id).where(Scope.shares_with_state)))
    for scope_id in sorted({scope for scope, _ in left} & sharing):
        yield from (one for one in releases_of(session, scope_id) if (scope_id, one.digest) in left)


def _registers(session: Session, term: Term) -> Iterator[Register]:
    """What each team that shares has on record at the end of the quarter."""
    teams = select(Scope.id).where(Scope.kind == TEAM, Scope.shares_with_state)
    for team_id in session.scalars(teams.order_by(Scope.id)).all():
        if not _withheld(session, team_id, term.first_day, term.last_day):
            yield record_of(session, team_id, term.last_day)
