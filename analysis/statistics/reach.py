"""Reach: the share of members whose score is at or above a threshold, and below another."""

from collections.abc import Callable
from fractions import Fraction
from math import isfinite

from analysis.statistics.answers import LEVEL
from analysis.statistics.estimate import Estimate
from analysis.statistics.scale_scores import ScoreHistogram, share_of

Meets = Callable[[int, int], bool]


def reach(scores: ScoreHistogram, threshold: float, level: float = LEVEL) -> Estimate:
    """Share of respondents with a score (half rule) of at least the threshold, 0..1.

    scores : counts of (sum, answered). threshold : on the scale 1..points; 4 is "a lot" of five.
    Compared as sum >= threshold * answered in exact numbers, so that no rounding decides.
    n is the respondents with a score; undefined for none. Wilson's (1927) interval.
    Raises ValueError for a threshold that is not finite and for a level outside (0, 1).
    """
    bar = _exact(threshold)
    return _share(scores, lambda total, answered: total >= bar * answered, level)


def below(scores: ScoreHistogram, threshold: float, level: float = LEVEL) -> Estimate:
    """Share of respondents with a score below the threshold, 0..1.

    Parameters, undefined cases, interval and errors as in `reach`. Wilson (1927).
    """
    bar = _exact(threshold)
    return _share(scores, lambda total, answered: total < bar * answered, level)


def _share(scores: ScoreHistogram, meets: Meets, level: float) -> Estimate:
    found = list(scores.scored())
    count = sum(number for total, answered, number in found if meets(total, answered))
    return share_of(count, sum(number for _, _, number in found), level)


def _exact(threshold: float) -> Fraction:
    if not isfinite(threshold):
        raise ValueError("a threshold is a finite number")
    return Fraction(str(threshold))
