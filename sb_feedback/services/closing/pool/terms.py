"""The pools of a state: one for each calendar quarter and year that has not yielded yet.

A period gives to the quarter that it ends in. A quarter that has yielded goes into its year, so
that each period is in one pool at a time.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

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

    def __add__(self, other: TermPool) -> TermPool:
        """Both, for different periods. ValueError when a period is in both."""
        if self.periods & other.periods:
            raise ValueError("a period would be in the pool twice")
        return TermPool(self.periods | other.periods, self.sums + other.sums)


@dataclass(frozen=True)
class StatePool:
    """Everything that waits to yield."""

    terms: Mapping[Term, TermPool] = field(default_factory=dict)

    def with_contribution(self, period_id: str, given: Contribution) -> StatePool:
        """The pools with what a period gave to its quarter; the same if they have it already."""
        quarter, year = (term_of(given.last_day, months) for months in MONTHS)
        if any(period_id in self.of(term).periods for term in (quarter, year)):
            return self
        return self._plus(quarter, TermPool(frozenset({period_id}), given.sums))

    def settled(self, yielded: Collection[Term]) -> StatePool:
        """The pools after these have yielded: a quarter goes into its year, a year is destroyed."""
        kept = StatePool({term: one for term, one in self.terms.items() if term not in yielded})
        for term in self.terms.keys() & set(yielded):
            year = term_of(term.first_day, MONTHS[-1])
            if year not in yielded:
                kept = kept._plus(year, self.terms[term])
        return kept

    def of(self, term: Term) -> TermPool:
        """The pool of a quarter or year."""
        return self.terms.get(term, TermPool())

    def _plus(self, term: Term, more: TermPool) -> StatePool:
        return StatePool({**self.terms, term: self.of(term) + more})

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
