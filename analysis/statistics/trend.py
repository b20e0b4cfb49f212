"""Is there a steady rise or fall, and how steep? Mann-Kendall and Theil-Sen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.shares import LEVEL, normal_quantile
from analysis.statistics.distributions import normal_p
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.vectors import Vector, check_level, vector, with_missing


@dataclass(frozen=True)
class MannKendall:
    """Test of a monotone trend.

    Parameters
    ----------
    n : points with a value.
    s : rises minus falls over all pairs of points; variance : of s without trend, for ties.
    z, p : test with continuity correction; p two-sided. Without variance there is no sign of a
        trend: z = 0, p = 1.
    tau_b : Kendall's tau-b with time, -1..1; None when all values are equal.
    why : set exactly when there are fewer than two points; then all but n is None.
    """

    n: int
    s: int | None = None
    variance: float | None = None
    z: float | None = None
    p: float | None = None
    tau_b: float | None = None
    why: Undefined | None = None


@dataclass(frozen=True)
class TheilSen:
    """A straight line through points: slope a unit of time with its limits (n = points)."""

    slope: Estimate
    intercept: float | None


def mann_kendall(values: Sequence[float | None]) -> MannKendall:
    """Mann-Kendall test (Mann, 1945; Kendall, 1975), variance for ties, continuity correction.

    Parameters
    ----------
    values : points in time order; None (or NaN) for a point without value, which is left out.

    Undefined below two points. ValueError for infinite values.
    """
    x = vector(with_missing(values), "values")
    x = x[~np.isnan(x)]
    n = int(x.size)
    if n < 2:
        return MannKendall(n, why=Undefined.TOO_FEW_POINTS)
    s = sum(int(np.sign(x[i + 1 :] - x[i]).sum()) for i in range(n - 1))
    variance = _variance(n, x)
    z = (s - np.sign(s)) / sqrt(variance) if s else 0.0
    pairs = n * (n - 1) // 2
    tied = sum(t * (t - 1) // 2 for t in _ties(x))
    tau = s / sqrt(pairs * (pairs - tied)) if pairs > tied else None
    return MannKendall(n, s, variance, float(z), normal_p(z), tau)


def theil_sen(times: ArrayLike, values: ArrayLike, *, level: float = LEVEL) -> TheilSen:
    """Median slope of all pairs of points, with Sen's (1968) limits by rank.

    The intercept is median value - slope * median time. The limits take account of ties.

    Parameters
    ----------
    times, values : (n,) numbers; a point with either missing (NaN) is left out. Pairs of the
        same time have no slope.
    level : confidence, 0 < level < 1.

    Undefined when fewer than two times have a value. ValueError for other shapes and levels.
    """
    check_level(level)
    t, x = vector(times, "times"), vector(values, "values")
    if t.shape != x.shape:
        raise ValueError("give one time for each value")
    given = ~np.isnan(t) & ~np.isnan(x)
    t, x = t[given], x[given]
    slopes = _slopes(t, x)
    if not slopes.size:
        return TheilSen(Estimate.none(Undefined.TOO_FEW_POINTS, int(t.size)), None)
    slope = float(np.median(slopes))
    reach = normal_quantile(level) * sqrt(_variance(x.size, t, x))
    low = max(round((slopes.size - reach) / 2) - 1, 0)
    high = min(round((slopes.size + reach) / 2), slopes.size - 1)
    estimate = Estimate(slope, int(t.size), float(slopes[low]), float(slopes[high]))
    return TheilSen(estimate, float(np.median(x) - slope * np.median(t)))


def _slopes(t: Vector, x: Vector) -> Vector:
    later, earlier = np.tril_indices(t.size, -1)
    run = t[later] - t[earlier]
    rise = x[later] - x[earlier]
    return np.sort(rise[run != 0] / run[run != 0])


def _ties(x: Vector) -> list[int]:
    return [int(t) for t in np.unique(x, return_counts=True)[1]]


def _variance(n: int, *tied: Vector) -> float:
    total = n * (n - 1) * (2 * n + 5)
    total -= sum(t * (t - 1) * (2 * t + 5) for x in tied for t in _ties(x))
    return max(total, 0) / 18
