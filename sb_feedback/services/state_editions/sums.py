"""The sums of the state's editions, made from their rows and the ledgers, without any document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Release, Term, term_of
from analysis.rollup import Rollup, gathered
from sb_feedback.models import StateEdition
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.state_editions.content import EditionContent, Named

_QUARTER = 3


def contents_until(session: Session, term: Term) -> dict[Term, EditionContent]:
    """Every edition up to this one, oldest first."""
    until = select(StateEdition).where(StateEdition.first_day <= term.first_day)
    return {
        term_of(row.first_day, _QUARTER): EditionContent.from_json(row.body)
        for row in session.scalars(until.order_by(StateEdition.first_day))
    }


def sums_of(session: Session, contents: Mapping[Term, EditionContent]) -> tuple[Rollup, ...]:
    """The sums of these editions; raise LedgerBroken where a ledger cannot be trusted."""
    summed = {one for content in contents.values() for one in content.summed}
    releases = dict(_releases(session, {scope for scope, _ in summed}))
    return tuple(
        rollup
        for term, content in contents.items()
        for rollup in gathered(term, [releases[one] for one in sorted(content.summed)]).rollups
    )


def _releases(session: Session, scopes: set[str]) -> Iterator[tuple[Named, Release]]:
    for scope_id in sorted(scopes):
        for release in releases_of(session, scope_id):
            yield (scope_id, release.digest), release
