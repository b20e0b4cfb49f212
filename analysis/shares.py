"""Intervals of a share and of a difference of two shares: Wilson, exact, Jeffreys, Newcombe.

Level .95 unless said otherwise. None is returned for n = 0 only: there were no answers. Reports
need these on pages too, so this file stands outside of the statistics, which load numpy.
"""

from math import inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

LEVEL = 0.95
_NORMAL = NormalDist()


class Interval(NamedTuple):
    """Two limits, low <= high."""

    low: float
    high: float


def normal_quantile(level: float) -> float:
    """Two-sided quantile of the normal distribution: 1.96 for level .95."""
    return _NORMAL.inv_cdf((1 + level) / 2)


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
    _check(count, n, level)
    if n == 0:
        return None
    z = normal_quantile(level)
    p = count / n
    centre = p + z * z / (2 * n)
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if count == 0 else max(0.0, (centre - reach) / scale)
    high = 1.0 if count == n else min(1.0, (centre + reach) / scale)
    return Interval(low, high)


def clopper_pearson(count: float, n: float, level: float = LEVEL) -> Interval | None:
    """Exact interval of a share: at least `level` of such intervals hold the true share.

    Clopper & Pearson (1934). Parameters, limits and errors as in `wilson`.
    """
    _check(count, n, level)
    if n == 0:
        return None
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(betaincinv(count, n - count + 1, tail))
    high = 1.0 if count == n else float(betaincinv(count + 1, n - count, 1 - tail))
    return Interval(low, high)


def jeffreys(count: float, n: float, level: float = LEVEL) -> Interval | None:
    """Equal-tailed interval of a share under the prior Beta(1/2, 1/2).

    Brown, Cai & DasGupta (2001): limit 0 at count 0 and 1 at count n. Parameters and errors as
    in `wilson`.
    """
    _check(count, n, level)
    if n == 0:
        return None
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    a, b = count + 0.5, n - count + 0.5
    low = 0.0 if count == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if count == n else float(betaincinv(a, b, 1 - tail))
    return Interval(low, high)


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


def _check(count: float, n: float, level: float) -> None:
    if not 0 <= count <= n < inf or not 0 < level < 1:
        raise ValueError(f"no interval of level {level} for {count} of {n}")
