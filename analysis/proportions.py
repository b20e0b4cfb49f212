"""Score intervals of shares and of differences of shares, also of shares known only between ends.

All are closed forms. Level .95 unless said otherwise; z is the normal quantile.
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from analysis.guard import GuardedCount

LEVEL = 0.95
REPEATS = 1.5
"""Design effect of a sum of releases, in which one family can be counted once per release."""


class Interval(NamedTuple):
    """Two limits, low <= high."""

    low: float
    high: float


def wilson(count: float, n: float, level: float = LEVEL) -> Interval | None:
    """Score interval of a share, without continuity correction (Wilson, 1927).

    Parameters
    ----------
    count : 0 <= count <= n; need not be whole, so that an effective n can be used.
    n : units, at least 0.
    level : confidence, 0 < level < 1.

    Returns limits in 0..1, exactly 0 for count 0 and exactly 1 for count n; None for n = 0.
    Raises ValueError outside the ranges.
    """
    if not 0 <= count <= n or not 0 < level < 1:
        raise ValueError(f"no interval of level {level} for {count} of {n}")
    return None if n == 0 else _score_interval(count, n, level)


def newcombe_difference(
    count1: float, n1: float, count2: float, n2: float, level: float = LEVEL
) -> Interval | None:
    """Hybrid score interval of count1 / n1 - count2 / n2, independent shares.

    Method 10 of Newcombe (1998), Statistics in Medicine 17, 873-890. Parameters as in `wilson`.
    Returns limits in -1..1; None when n1 or n2 is 0. Raises ValueError as `wilson` does.
    """
    first, second = wilson(count1, n1, level), wilson(count2, n2, level)
    if first is None or second is None:
        return None
    p1, p2 = count1 / n1, count2 / n2
    below = sqrt((p1 - first.low) ** 2 + (second.high - p2) ** 2)
    above = sqrt((first.high - p1) ** 2 + (p2 - second.low) ** 2)
    return Interval(p1 - p2 - below, p1 - p2 + above)


def guarded_interval(count: GuardedCount, level: float = LEVEL) -> Interval:
    """The interval of the share behind a guarded count: Wilson at both of its ends.

    The lower limit is that of `count.low`, the upper that of `count.high`, so it holds wherever
    the count is between them. A sum of several releases counts a family once in each, so counts
    and base are divided by REPEATS = 1.5. Returns limits in 0..1. ValueError for a bad level.
    """
    low, high, n = _effective(count)
    return Interval(_score_interval(low, n, level).low, _score_interval(high, n, level).high)


def clear_difference(first: GuardedCount, second: GuardedCount, level: float = LEVEL) -> int:
    """1 when the first share is clearly higher, -1 when clearly lower, else 0.

    Clear means that Newcombe's interval of the difference excludes zero at both ends of both
    guarded counts. The least favourable ends decide: the low end of the one that is higher
    against the high end of the other. Sums of several releases as in `guarded_interval`.
    """
    if _surely_higher(first, second, level):
        return 1
    return -1 if _surely_higher(second, first, level) else 0


def _surely_higher(first: GuardedCount, second: GuardedCount, level: float) -> bool:
    low, _, n1 = _effective(first)
    _, high, n2 = _effective(second)
    difference = newcombe_difference(low, n1, high, n2, level)
    return difference is not None and difference.low > 0


def _effective(count: GuardedCount) -> tuple[float, float, float]:
    divisor = REPEATS if count.releases > 1 else 1
    return count.low / divisor, count.high / divisor, count.base / divisor


def _score_interval(count: float, n: float, level: float) -> Interval:
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = count / n
    centre = p + z * z / (2 * n)
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if count == 0 else (centre - reach) / scale
    high = 1.0 if count == n else (centre + reach) / scale
    return Interval(low, high)
