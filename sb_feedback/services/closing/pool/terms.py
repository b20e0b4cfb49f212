"""The pools of a state: one for each calendar quarter and year that has not yielded yet."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis import Term, term_of
from sb_feedback.services.closing.pool.contributing import Contribution
from sb_feedback.services.closing.pool.sums import PoolSums

FORMAT = 1
MONTHS = (3, 12)


@dataclass(frozen=True)
class TermPool:
    """The sums of a quarter or year, and the periods that they are from."""

    periods: frozenset[str] = frozenset()
    sums: PoolSums = field(default_factory=PoolSums)

    def with_period(self, period_id: str, sums: PoolSums) -> TermPool:
        """The pool with one more period; the same pool if it has it already."""
        if period_id in self.periods:
            return self
        return TermPool(self.periods | {period_id}, self.sums + sums)


@dataclass(frozen=True)
class StatePool:
    """Everything that waits to yield."""

    terms: Mapping[Term, TermPool] = field(default_factory=dict)

    def with_contribution(
        self, period_id: str, given: Contribution, yielded: Collection[Term]
    ) -> StatePool:
        """The pools with the sums of a period; one that has yielded takes nothing any more."""
        found = dict(self.terms)
        for term in terms_of(given.last_day):
            if term not in yielded:
                found[term] = found.get(term, TermPool()).with_period(period_id, given.sums)
        return StatePool(found)

    def without(self, yielded: Collection[Term]) -> StatePool:
        """What is left after these have yielded."""
        return StatePool({term: one for term, one in self.terms.items() if term not in yielded})

    def to_bytes(self) -> bytes:
        """As it is sealed."""
        terms = {
            term.label: {"periods": sorted(one.periods), "sums": one.sums.to_dict()}
            for term, one in self.terms.items()
        }
        content = {"format": FORMAT, "terms": terms}
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> StatePool:
        """What `to_bytes` gave. Raises ValueError for another format."""
        found = json.loads(content)
        if found.get("format") != FORMAT:
            raise ValueError("this pool was written by another version")
        return cls(
            {
                Term.parse(label): TermPool(
                    frozenset(one["periods"]), PoolSums.from_dict(one["sums"])
                )
                for label, one in found["terms"].items()
            }
        )


def terms_of(last_day: date) -> list[Term]:
    """The quarter and the year that a period which ends on this day belongs to."""
    return [term_of(last_day, months) for months in MONTHS]
