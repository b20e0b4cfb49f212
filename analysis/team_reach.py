"""Reach: how many of all members of a team, whatever those who did not answer would have said.

A team is asked as a whole, so there is no sampling interval: what is not known is what the
others would have said. The bounds are those of the worst and the best case (Manski, 1995),
taken over both ends of the guarded count.
"""

from fractions import Fraction
from functools import reduce
from operator import add
from typing import Literal

from analysis.condition import Condition
from analysis.guard import MARGIN, GuardedCount
from analysis.release import Release
from analysis.rollup import Rollup
from analysis.trends import Change


def reach(release: Release, condition: Condition) -> GuardedCount:
    """How many of all who were asked: from nobody to everybody among those who did not answer.

    The low end is that of the count, the high end is raised by all who may not have answered,
    the base is everybody asked; that of several teams is the sum of each one's. KeyError when
    the release does not count the condition.
    """
    if isinstance(release, Rollup):
        return reduce(add, (reach(part, condition) for part in release.parts))
    count, members = release.counts[condition], release.participation.base
    return GuardedCount(count.low, min(count.high + silent(release), members), members)


def silent(release: Release) -> int:
    """The most who did not answer: where nearly all did, it is left open whether 3 did not.

    Then the release counts out of everybody asked, and those who did not answer are no yes in
    it, though they might have said so.
    """
    return release.participation.base - release.participation.low


def reach_change(before: Release, since: Release, condition: Condition) -> Change:
    """Compare two waves of one team: a change is clear when their bounds do not meet.

    Raises ValueError for other than two waves of one team and one questionnaire version, the
    older one first; KeyError when a release does not count the condition.
    """
    _check(before, since)
    first, second = reach(before, condition), reach(since, condition)
    direction: Literal["more", "fewer"] | None = None
    if _low(second) > _high(first):
        direction = "more"
    elif _high(second) < _low(first):
        direction = "fewer"
    return Change(first, second, direction, smallest_visible(before, since))


def smallest_visible(before: Release, since: Release) -> float | None:
    """The smallest change that could have been seen, from the numbers of members alone.

    A change is hidden by those who did not answer: it has to be larger than their share, in
    the wave where it is larger, by one member. None when no change can be seen, up or down.
    """
    if _least_high(before) >= _most_low(since) and _least_high(since) >= _most_low(before):
        return None
    waves = (before, since)
    return float(max(Fraction(silent(wave) + 1, wave.participation.base) for wave in waves))


def _least_high(wave: Release) -> Fraction:
    """The lowest share that a reach can be certain to stay below: a count is never below 3."""
    return Fraction(silent(wave) + MARGIN, wave.participation.base)


def _most_low(wave: Release) -> Fraction:
    """The highest share that a reach can be certain of: a count is never above the base - 3."""
    return Fraction(wave.base - MARGIN, wave.participation.base)


def _check(before: Release, since: Release) -> None:
    same = {(wave.scope, wave.group, wave.version) for wave in (before, since)}
    if len(same) > 1 or before.last_day >= since.first_day:
        raise ValueError("two waves of one team are compared, the older one first")


def _low(count: GuardedCount) -> Fraction:
    return Fraction(count.low, count.base)


def _high(count: GuardedCount) -> Fraction:
    return Fraction(count.high, count.base)
