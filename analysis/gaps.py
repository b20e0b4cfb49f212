"""The gap between what professionals saw and what parents said, for exactly the same terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NamedTuple

from analysis.condition import Condition
from analysis.guard import GuardedCount
from analysis.proportions import clear_difference
from analysis.release import Release, total


class Match(NamedTuple):
    """Releases of two groups that cover exactly the same terms, each side oldest first."""

    parents: tuple[Release, ...]
    professionals: tuple[Release, ...]


@dataclass(frozen=True)
class Gap:
    """Two guarded counts side by side.

    Parameters
    ----------
    parents, professionals : the counts compared.
    direction : "higher" or "lower" when the professionals' share clearly is, else None.
    """

    parents: GuardedCount
    professionals: GuardedCount
    direction: Literal["higher", "lower"] | None


def matched_releases(parents: Sequence[Release], professionals: Sequence[Release]) -> Match | None:
    """The newest releases of both groups that together cover exactly the same terms.

    Batches may differ in length: a parents' batch that waited covers several terms. Then the
    shorter releases of the other group are added up to match. None when no sums match, for
    instance because one group had no release in one of the terms, or a new wording began within.

    Parameters
    ----------
    parents, professionals : releases of one scope, in any order, not overlapping in a group.
    """
    pairs = [
        Match((parent,), (professional,))
        for parent in parents
        for professional in professionals
        if parent.last_day == professional.last_day
    ]
    for pair in sorted(pairs, key=lambda match: match.parents[0].last_day, reverse=True):
        matched = _extended(pair, parents, professionals)
        if matched is not None:
            return matched
    return None


def gap(condition: Condition, match: Match) -> Gap:
    """The professionals' count beside the parents' for matched releases.

    "higher" or "lower" only when Newcombe's interval of the difference excludes zero at both
    ends of both guarded counts. Raises KeyError when a release has no such condition.
    """
    parents = total(match.parents, condition)
    professionals = total(match.professionals, condition)
    direction: dict[int, Literal["higher", "lower"]] = {1: "higher", -1: "lower"}
    return Gap(parents, professionals, direction.get(clear_difference(professionals, parents)))


def _extended(
    match: Match, parents: Sequence[Release], professionals: Sequence[Release]
) -> Match | None:
    """The match made longer backwards, the shorter side first, until both sides are as long."""
    mine, theirs = match.parents[0], match.professionals[0]
    if mine.first_day == theirs.first_day:
        return match
    mine_is_shorter = mine.first_day > theirs.first_day
    earlier = (
        _just_before(mine, parents) if mine_is_shorter else _just_before(theirs, professionals)
    )
    if earlier is None:
        return None
    if mine_is_shorter:
        longer = match._replace(parents=(earlier, *match.parents))
    else:
        longer = match._replace(professionals=(earlier, *match.professionals))
    return _extended(longer, parents, professionals)


def _just_before(release: Release, releases: Sequence[Release]) -> Release | None:
    day_before = release.first_day - timedelta(days=1)
    fitting = (r for r in releases if r.last_day == day_before and r.version == release.version)
    return next(fitting, None)
