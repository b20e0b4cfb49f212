"""Charts of the mean and of the standard deviation of subgroups of any size: X-bar and S."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, inf, lgamma, sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.control_charts import (
    ControlChart,
    Limits,
    check_baseline,
    without_limits,
    z_values,
)
from analysis.statistics.estimate import Undefined
from analysis.statistics.moments import Moments
from analysis.statistics.vectors import codes, labels, optional, vector, with_missing


@dataclass(frozen=True)
class XbarSChart:
    """Means and standard deviations of subgroups.

    Parameters
    ----------
    means : the chart of the means.
    sds : low, high of the standard deviations; `centre` is None as it depends on the subgroup.
    sd_centres : centre line of the standard deviation of each subgroup, None below two answers.
    s_pooled : pooled standard deviation within subgroups; None when there is none.
    """

    means: ControlChart
    sds: ControlChart
    sd_centres: tuple[float | None, ...]
    s_pooled: float | None


def c4(n: int) -> float:
    """Expected standard deviation of n >= 2 normal values of standard deviation 1.

    sqrt(2 / (n - 1)) gamma(n / 2) / gamma((n - 1) / 2). ValueError below 2. Montgomery (2019).
    """
    if not 2 <= n < inf:
        raise ValueError("a standard deviation takes two values or more")
    return sqrt(2 / (n - 1)) * exp(lgamma(n / 2) - lgamma((n - 1) / 2))


def subgroup_moments(answers: ArrayLike, subgroups: ArrayLike) -> tuple[Moments, ...]:
    """The moments of each subgroup, by ascending label.

    Answers (n,) with NaN for missing, labels (n,) none missing; ValueError otherwise.
    For `xbar_s_chart`; Montgomery (2019).
    """
    y = vector(answers, "answers")
    known, code = codes(labels(subgroups, y, "subgroups"), "subgroups")
    return tuple(Moments.of(y[code == group]) for group in range(len(known)))


def xbar_s_chart(subgroups: Sequence[Moments], *, baseline: int | None = None) -> XbarSChart:
    """Means with limits m +- 3 s / sqrt(n_i); standard deviations about c4(n_i) s, not below 0.

    Montgomery (2019). m = mean of all answers, s = pooled standard deviation within subgroups.

    Parameters
    ----------
    subgroups : the moments of each in time order; `subgroup_moments` makes them from rows. One
        without answers is a point without value, one of a single answer has no deviation.
    baseline : the first so many subgroups give m and s, later ones are judged by them (usually
        12); all subgroups if not given.

    Undefined without answers, and when no subgroup has two. ValueError for a baseline below 2.
    """
    first = subgroups[: check_baseline(baseline)]
    n = np.array([m.n for m in subgroups], dtype=np.float64)
    means = with_missing([m.mean for m in subgroups])
    sds = with_missing([m.sd for m in subgroups])
    none = (None,) * n.size
    answers = sum(m.n for m in first)
    if not answers:
        why = Undefined.NO_ANSWERS
        return XbarSChart(without_limits(means, why), without_limits(sds, why), none, None)
    centre = float(sum((Fraction(m.total) for m in first), start=Fraction(0)) / answers)
    s = _pooled(first)
    if s is None:
        why = Undefined.TOO_FEW_ANSWERS
        return XbarSChart(without_limits(means, why, centre), without_limits(sds, why), none, None)
    sigma = np.full(n.size, np.nan)
    sigma[n > 0] = s / np.sqrt(n[n > 0])
    factors = with_missing([c4(m.n) if m.n > 1 else None for m in subgroups])
    spread = s * np.sqrt(1 - factors**2)
    deviations = ControlChart(
        optional(sds),
        None,
        optional(spread),
        optional(np.maximum(0, factors * s - 3 * spread)),
        optional(factors * s + 3 * spread),
        z_values(sds - factors * s, 0.0, spread),
    )
    return XbarSChart(Limits(means, centre, sigma).chart(), deviations, optional(factors * s), s)


def _pooled(subgroups: Sequence[Moments]) -> float | None:
    degrees = sum(m.n - 1 for m in subgroups if m.n)
    if not degrees:
        return None
    within = sum((Fraction(m.squares_within) for m in subgroups), start=Fraction(0))
    return sqrt(float(within / degrees))
