"""Releases of many scopes added up for a state: which are summed, and which have to wait.

A sum of guarded counts tells no more of a person than its parts do. What it has to protect is the
scope: with two in a sum, a reader of one could take her own away and hold the other's figure.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import add
from types import MappingProxyType

from analysis.condition import Condition
from analysis.guard import GuardedCount
from analysis.measures import ACT
from analysis.release import Basis, Release, basis_of, check_same, total
from analysis.term import Term

STATE = "state"
LEAST_SCOPES = 3
"""The fewest scopes in a sum: whoever takes her own away is left with two or more together."""


@dataclass(frozen=True)
class Rollup(Release):
    """A sum of releases, which reports show as they show a release.

    Its counts are guarded counts added up, never a guard of a sum; its term is the quarter that
    it was made for, though a part may reach back further. Make it with `Rollup.of`.
    """

    parts: tuple[Release, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", MappingProxyType(dict(sorted(self.counts.items()))))

    @classmethod
    def of(cls, term: Term, parts: Iterable[Release]) -> "Rollup":
        """The sum of releases of one group and version, from at least three scopes.

        Raises ValueError for fewer scopes, for releases that do not add up (see `total`), and
        for two waves of one team: its members are the same.
        """
        ordered = tuple(sorted(parts, key=lambda part: part.digest))
        check_same(ordered)
        scopes = {part.scope for part in ordered}
        if len(scopes) < LEAST_SCOPES:
            raise ValueError(f"a sum needs {LEAST_SCOPES} scopes, not {len(scopes)}")
        group = ordered[0].group
        if group == ACT and len(scopes) < len(ordered):
            raise ValueError("waves of a team are not added up: its members are the same")
        participation = reduce(add, (part.participation for part in ordered))
        counts = {condition: total(ordered, condition) for condition in ordered[0].counts}
        base = sum(part.base for part in ordered)
        version = ordered[0].version
        return cls(STATE, group, (term,), version, participation, base, counts, ordered)

    @property
    def basis(self) -> Basis:
        """What the summed base counts: often some who answered and some who were asked."""
        return basis_of(self.parts)

    @property
    def digest(self) -> str:
        """SHA-256 of the digests of the parts, in the order of their text."""
        digests = "".join(part.digest for part in self.parts)
        return hashlib.sha256(digests.encode("ascii")).hexdigest()

    def to_json(self) -> str:
        """Refused: what is stored is each release by itself. Raises ValueError."""
        raise ValueError("a sum has no text of its own; its parts have")

    def by_scope(self, condition: Condition) -> tuple[GuardedCount, ...]:
        """One count for each scope, in the order of its numbers, so that none can be named."""
        scopes = sorted({part.scope for part in self.parts})
        counts = [
            total([part for part in self.parts if part.scope == scope], condition)
            for scope in scopes
        ]
        return tuple(sorted(counts, key=lambda count: (count.base, count.low, count.high)))


@dataclass(frozen=True)
class Gathered:
    """What an edition sums, one sum for a group, and what it leaves for the next."""

    rollups: tuple[Rollup, ...]
    carried: tuple[Release, ...]


def gathered(term: Term, releases: Iterable[Release]) -> Gathered:
    """Sum what may be summed of the releases committed since the last edition.

    Parameters
    ----------
    term : the edition's quarter.
    releases : of scopes that share, each once, in any order.

    A group is summed in the oldest questionnaire version that at least three scopes have, so
    that a newer one is not lost but waits for the next edition. Of a team only the newest wave
    is summed; older ones that waited are over with it.
    """
    ordered = sorted(releases, key=lambda release: release.group)
    found = [_group(term, list(group)) for _, group in groupby(ordered, lambda one: one.group)]
    return Gathered(
        tuple(rollup for each in found for rollup in each.rollups),
        tuple(release for each in found for release in each.carried),
    )


def _group(term: Term, releases: Sequence[Release]) -> Gathered:
    """One group: all of one version, or nothing."""
    for version in _versions(releases):
        those = [release for release in releases if release.version == version]
        if len({release.scope for release in those}) >= LEAST_SCOPES:
            rest = tuple(release for release in releases if release.version != version)
            return Gathered((Rollup.of(term, _added(those)),), rest)
    return Gathered((), tuple(_added(releases)))


def _versions(releases: Iterable[Release]) -> list[str]:
    """The versions, oldest first: by the first day on which one was asked."""
    ordered = sorted(releases, key=lambda release: (release.first_day, release.version))
    return list(dict.fromkeys(release.version for release in ordered))


def _added(releases: Sequence[Release]) -> list[Release]:
    """All of them; of a team the newest wave."""
    if releases[0].group != ACT:
        return list(releases)
    newest: Mapping[str, Release] = {
        release.scope: release for release in sorted(releases, key=lambda one: one.first_day)
    }
    return list(newest.values())
