"""The difference of two independent means: Welch's t interval."""

from dataclasses import dataclass
from math import sqrt

from numpy.typing import ArrayLike

from analysis.shares import LEVEL
from analysis.statistics.distributions import t_p, t_quantile
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.moments import Moments, moments
from analysis.statistics.vectors import check_level


@dataclass(frozen=True)
class WelchDifference:
    """Mean of a minus mean of b.

    Parameters
    ----------
    difference : in units of the answers, its interval, and n = answers of both.
    se, df : standard error and degrees of freedom; None without interval.
    t, p : test of no difference; None without interval.
    no_interval : why there is no interval, None when there is one.
    """

    difference: Estimate
    se: float | None = None
    df: float | None = None
    t: float | None = None
    p: float | None = None
    no_interval: Undefined | None = None


def welch_difference(
    a: Moments | ArrayLike, b: Moments | ArrayLike, *, level: float = LEVEL
) -> WelchDifference:
    """Difference of the means of two independent groups of unequal variance (Welch, 1947).

    Parameters
    ----------
    a, b : answers (n,), NaN for missing (left out), or their `Moments`; units are independent.
    level : confidence, 0 < level < 1.

    None when a group has no answers; no interval when a group has a single answer or when neither
    varies. Raises ValueError for other shapes and levels outside the range.
    """
    check_level(level)
    first, second = moments(a), moments(b)
    n = first.n + second.n
    if first.mean is None or second.mean is None:
        why = Undefined.ONE_GROUP if n else Undefined.NO_ANSWERS
        return WelchDifference(Estimate.none(why, n), no_interval=why)
    value = first.mean - second.mean
    if first.variance is None or second.variance is None:
        return WelchDifference(Estimate(value, n), no_interval=Undefined.ONE_UNIT)
    v_a, v_b = first.variance / first.n, second.variance / second.n
    if v_a + v_b == 0:
        return WelchDifference(Estimate(value, n), no_interval=Undefined.NO_VARIANCE)
    se = sqrt(v_a + v_b)
    df = 1 / ((v_a / se**2) ** 2 / (first.n - 1) + (v_b / se**2) ** 2 / (second.n - 1))
    reach = t_quantile(level, df) * se
    t = value / se
    return WelchDifference(Estimate(value, n, value - reach, value + reach), se, df, t, t_p(t, df))
