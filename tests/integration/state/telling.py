"""A state told by its rows: scopes with closed periods, their ledgers, and what teams recorded."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Release, Term, term_of
from sb_feedback.models import (
    LedgerLine,
    Outcome,
    Period,
    Scope,
    Site,
    StateDocument,
    StateEdition,
    SystemChange,
    Team,
)
from sb_feedback.models.period import CLOSED, OPEN
from sb_feedback.services.closing.document import GENESIS, chained
from sb_feedback.services.state_editions.content import EditionContent
from sb_feedback.services.state_editions.deciding import Editor, next_edition
from sb_feedback.services.state_editions.publishing import StatePublisher, unpublished_editions
from sb_feedback.workplace import Workplace
from tests.unit.analysis.reports.made import Batch, batch

QUARTERS = tuple(Term.parse(f"2025-Q{number}") for number in (1, 2, 3))
Q1, Q2, Q3 = QUARTERS
TODAY = date(2025, 11, 1)
SITES = ("aspen", "beech", "cedar", "fir", "yew")


@dataclass
class State:
    """Rows of a state, written as closings write them."""

    place: Workplace
    #: Everything that was released, by scope.
    batches: dict[str, list[Batch]] = field(default_factory=dict)

    def scope(self, name: str, *, shares: bool = True) -> None:
        """A site, reported by itself."""
        with self.place.db.write() as session:
            session.add(
                Scope(id=name, name=name, chosen_on=date(2025, 1, 1), shares_with_state=shares)
            )
            session.flush()
            session.add(Site(id=name, scope_id=name, name=name))

    def team(self, site: str, *, shares: bool = True) -> None:
        """The team of a site."""
        with self.place.db.write() as session:
            session.add(
                Scope(
                    id=f"{site}-act",
                    name=f"{site} ACT",
                    kind="team",
                    chosen_on=date(2025, 1, 1),
                    shares_with_state=shares,
                )
            )
            session.flush()
            session.add(Team(scope_id=f"{site}-act", site_id=site))

    def change(self, site: str, kind: str, day: date) -> None:
        """A change on record."""
        with self.place.db.write() as session:
            session.add(
                SystemChange(team_id=f"{site}-act", kind=kind, what="Told", happened_on=day)
            )

    def closed(
        self, scope: str, term: Term, *groups: str, answered: int = 20, since: Term | None = None
    ) -> None:
        """A closed period of a scope, in which these groups were released, perhaps with a wait."""
        chance = random.Random(f"{scope} {term.label}")
        terms = [term] if since is None else [since, term]
        made = [batch(chance, group, terms, answered, answered + 12) for group in groups]
        self.batches.setdefault(scope, []).extend(made)
        self._store(scope, term, CLOSED, [one.release(scope) for one in made])

    def waiting(self, scope: str, term: Term) -> None:
        """A closed period whose families wait: nothing was released."""
        self._store(scope, term, CLOSED, [])

    def still_open(self, scope: str, term: Term) -> None:
        """A period that has ended and is not closed."""
        self._store(scope, term, OPEN, [])

    def close(self, scope: str, term: Term) -> None:
        """Close it, with nothing released."""
        with self.place.db.write() as session:
            session.get_one(Period, _period(scope, term)).state = CLOSED

    def _store(self, scope: str, term: Term, state: str, releases: Iterable[Release]) -> None:
        with self.place.db.write() as session:
            period = Period(
                id=_period(scope, term),
                scope_id=scope,
                first_day=term.first_day,
                last_day=term.last_day,
                closes_on=term.last_day + timedelta(days=14),
                state=state,
                shares_with_state=session.get_one(Scope, scope).shares_with_state,
                questionnaires=" ".join(self.place.versions),
            )
            session.add(period)
            session.flush()
            number, previous = _end(session, scope)
            for line in chained(list(releases), number=number, previous_hash=previous):
                session.add(
                    LedgerLine(
                        hash=line.hash,
                        scope_id=scope,
                        period_id=period.id,
                        number=line.number,
                        previous_hash=line.previous_hash,
                        questionnaire_group=line.group,
                        body=line.body,
                    )
                )
                session.add(
                    Outcome(
                        period_id=period.id,
                        questionnaire_group=line.group,
                        verdict="released",
                        since=term.first_day,
                    )
                )


def decide_all(place: Workplace, today: date = TODAY) -> None:
    """Decide every edition that is due."""
    editor = Editor(place.db, lambda: today)
    while (label := _next(place, today)) is not None:
        editor.decide(label)
        assert _next(place, today) != label


def publish_all(place: Workplace) -> None:
    """Make the documents of every edition that has something to tell."""
    publisher = StatePublisher(place.db, place.settings.documents, place.questionnaires)
    with place.db.read() as session:
        labels = unpublished_editions(session)
    for label in labels:
        publisher.publish(label)


def contents(place: Workplace) -> dict[str, EditionContent]:
    """What each edition is made from, by quarter."""
    with place.db.read() as session:
        rows = session.scalars(select(StateEdition).order_by(StateEdition.first_day))
        return {term_of(row.first_day, 3).label: EditionContent.from_json(row.body) for row in rows}


def scopes(named: Iterable[tuple[str, str]]) -> list[str]:
    """The scopes of releases, once each."""
    return sorted({scope for scope, _ in named})


def hashes(place: Workplace) -> dict[tuple[str, str, str], str]:
    """The stored documents: day, language and format -> hash."""
    with place.db.read() as session:
        return {
            (row.first_day.isoformat(), row.language, row.format): row.content_hash
            for row in session.scalars(select(StateDocument))
        }


def _next(place: Workplace, today: date) -> str | None:
    with place.db.read() as session:
        return next_edition(session, today)


def _period(scope: str, term: Term) -> str:
    return f"{scope}.{term.first_day.isoformat()}"


def _end(session: Session, scope: str) -> tuple[int, str]:
    last = session.scalar(
        select(LedgerLine)
        .where(LedgerLine.scope_id == scope)
        .order_by(LedgerLine.number.desc())
        .limit(1)
    )
    return (last.number, last.hash) if last else (0, GENESIS)
