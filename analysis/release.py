"""The release: all that leaves a tally, as one immutable document with a digest.

A release is a function of the base and the guarded counts alone. Its text is canonical: one
release has one text, so the digest in the ledger proves that nothing was changed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from operator import add
from types import MappingProxyType

from analysis.condition import Condition, conditions
from analysis.guard import FLOOR, MARGIN, GuardedCount, guarded, release_base
from analysis.tally import Tally
from analysis.term import Term

FORMAT = 1


class Basis(StrEnum):
    """What the base counts: units that answered, all that were asked, or some of each (sums)."""

    ANSWERED = "answered"
    ASKED = "asked"
    MIXED = "mixed"


@dataclass(frozen=True)
class Release:
    """The guarded counts of one batch: a scope, a group and consecutive terms.

    Parameters
    ----------
    scope : the site or pool, by its short name.
    group : "parents", "caregivers", "families" or "professionals".
    terms : consecutive terms, oldest first; a later one may be longer or shorter.
    version : questionnaire version, as in `Instrument.version`.
    participation : guarded number of units that answered, out of those asked (M).
    base : B, the units every count is out of: those who answered, or M when nearly all did.
    counts : condition -> guarded count with this base. Kept sorted and read-only.

    Raises ValueError when the parts do not fit together, in particular when a count is not
    guarded: a raw count cannot be put into a release.
    """

    scope: str
    group: str
    terms: tuple[Term, ...]
    version: str
    participation: GuardedCount
    base: int
    counts: Mapping[Condition, GuardedCount]

    def __post_init__(self) -> None:
        _check_terms(self.terms)
        _check_base(self.participation, self.base)
        wrong = [str(c) for c, count in self.counts.items() if not _fits(count, self.base)]
        if wrong or not self.counts:
            raise ValueError(f"not guarded with base {self.base}: {', '.join(wrong) or 'nothing'}")
        object.__setattr__(self, "counts", MappingProxyType(dict(sorted(self.counts.items()))))

    @property
    def first_day(self) -> date:
        """First day of the oldest term."""
        return self.terms[0].first_day

    @property
    def last_day(self) -> date:
        """Last day of the newest term."""
        return self.terms[-1].last_day

    @property
    def label(self) -> str:
        """The terms in words: "2026-Q3", or "2026-Q1/2026-Q3" when there are several."""
        return "/".join(dict.fromkeys((self.terms[0].label, self.terms[-1].label)))

    @property
    def basis(self) -> Basis:
        """Whether the base is the units that answered or all that were asked."""
        return Basis.ASKED if self.base == self.participation.base else Basis.ANSWERED

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text, 64 hexadecimal digits."""
        return hashlib.sha256(self.to_json().encode("ascii")).hexdigest()

    def to_json(self) -> str:
        """The canonical text: ASCII JSON, sorted keys, no spaces."""
        document = {
            "format": FORMAT,
            "scope": self.scope,
            "group": self.group,
            "terms": [term.label for term in self.terms],
            "version": self.version,
            "participation": [*_ends(self.participation), self.participation.base],
            "base": self.base,
            "counts": {str(condition): _ends(count) for condition, count in self.counts.items()},
        }
        return json.dumps(document, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Release":
        """The release with this canonical text.

        Strict: ValueError for any other format, key, type or spelling, for numbers that no
        guard gives, and for a text that is not canonical.
        """
        try:
            release = _read(json.loads(text))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a release") from error
        if release.to_json() != text:
            raise ValueError("not the canonical text of a release")
        return release


def make_release(
    tally: Tally,
    *,
    asked: int,
    scope: str,
    group: str,
    terms: tuple[Term, ...],
    floor: int = FLOOR,
) -> Release | None:
    """The release of a batch, or None when it has to wait.

    Parameters
    ----------
    tally : one form for each unit that answered.
    asked : M, see `analysis.guard.asked_units`.
    scope, group, terms : what the batch covers.
    floor : the site's floor, at least FLOOR.

    Raises ValueError when more answered than were asked, or for a floor below FLOOR.
    """
    base = release_base(tally.units, asked, floor)
    if base is None:
        return None
    counts = {c: guarded(tally.count(c), base) for c in conditions(tally.instrument)}
    participation = guarded(tally.units, asked)
    return Release(scope, group, terms, tally.instrument.version, participation, base, counts)


def total(releases: Sequence[Release], condition: Condition) -> GuardedCount:
    """The guarded count of several releases together: the sum of the parts.

    Raises ValueError for no releases, for different groups or questionnaire versions and for
    releases that overlap in time within one scope; KeyError when the condition is not counted.
    """
    check_same(releases)
    ordered = sorted(releases, key=lambda release: (release.scope, release.first_day))
    for older, newer in pairwise(ordered):
        if older.scope == newer.scope and older.last_day >= newer.first_day:
            raise ValueError(f"{older.label} and {newer.label} of {older.scope} overlap")
    return reduce(add, (release.counts[condition] for release in ordered))


def basis_of(releases: Sequence[Release]) -> Basis:
    """What the summed base of several releases counts. ValueError for no releases."""
    kinds = {release.basis for release in releases}
    if not kinds:
        raise ValueError("no releases")
    return kinds.pop() if len(kinds) == 1 else Basis.MIXED


def check_same(releases: Sequence[Release]) -> None:
    """ValueError unless there are releases, all of one group and questionnaire version."""
    if len({(release.group, release.version) for release in releases}) != 1:
        raise ValueError("releases of one group and one questionnaire version are needed")


def _check_terms(terms: tuple[Term, ...]) -> None:
    if not terms or any(
        older.next().first_day != newer.first_day for older, newer in pairwise(terms)
    ):
        raise ValueError("the terms of a release follow each other")


def _check_base(participation: GuardedCount, base: int) -> None:
    asked = participation.base
    answered = participation.low if participation.exact else asked
    if (
        base != answered
        or base < FLOOR
        or asked < FLOOR + MARGIN
        or not _fits(participation, asked)
    ):
        raise ValueError(f"base {base} does not follow from {participation}")


def _fits(count: GuardedCount, base: int) -> bool:
    return count == guarded(min(count.low, base), base)


def _ends(count: GuardedCount) -> list[int]:
    return [count.low, count.high]


def _read(document: Mapping[str, object]) -> Release:
    if document["format"] != FORMAT:
        raise ValueError(f"a release of format {FORMAT} is needed, not {document['format']}")
    base = _whole(document["base"])
    *ends, asked = _listed(document["participation"])
    return Release(
        _text(document["scope"]),
        _text(document["group"]),
        tuple(Term.parse(_text(label)) for label in _listed(document["terms"])),
        _text(document["version"]),
        _count(ends, _whole(asked)),
        base,
        {Condition.parse(c): _count(e, base) for c, e in _named(document["counts"]).items()},
    )


def _count(ends: object, base: int) -> GuardedCount:
    low, high = _listed(ends)
    return GuardedCount(_whole(low), _whole(high), base)


def _whole(value: object) -> int:
    if type(value) is not int:  # true and 1.0 are not counts
        raise TypeError("not a whole number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _named(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value
