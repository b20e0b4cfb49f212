"""Effect sizes of a difference: d_z, d_av, Cohen's d, Hedges' g, Cliff's delta."""

from math import exp, lgamma, log, sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.shares import LEVEL
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.moments import Moments, moments
from analysis.statistics.noncentral import noncentrality_limits
from analysis.statistics.vectors import check_level, vector


def d_z(differences: Moments | ArrayLike) -> Estimate:
    """Mean of paired differences in units of their own standard deviation (Lakens, 2013).

    Parameters
    ----------
    differences : (n,), NaN for missing (left out), or their `Moments`.

    n = pairs. None below two pairs and when all differences are equal. No interval: pairs of one
    family are not independent; read the interval of the mean. ValueError for another shape.
    """
    d = moments(differences)
    if d.mean is None or d.sd is None:
        return Estimate.none(Undefined.ONE_UNIT if d.n else Undefined.NO_ANSWERS, d.n)
    return Estimate(d.mean / d.sd, d.n) if d.sd else Estimate.none(Undefined.NO_VARIANCE, d.n)


def d_av(difference: float, a: Moments | ArrayLike, b: Moments | ArrayLike) -> Estimate:
    """A difference in units of sqrt((sd_a^2 + sd_b^2) / 2) of two roles (Cumming, 2012).

    Parameters
    ----------
    difference : such as the mean difference inside meetings, in units of the answers.
    a, b : all answers of each role (n,), NaN for missing (left out), or their `Moments`.

    n = answers of both. None when a role has fewer than two answers or neither varies.
    """
    first, second = moments(a), moments(b)
    n = first.n + second.n
    if first.variance is None or second.variance is None:
        return Estimate.none(Undefined.ONE_UNIT if n else Undefined.NO_ANSWERS, n)
    pooled = sqrt((first.variance + second.variance) / 2)
    return Estimate(difference / pooled, n) if pooled else Estimate.none(Undefined.NO_VARIANCE, n)


def cohens_d(a: Moments | ArrayLike, b: Moments | ArrayLike, *, level: float = LEVEL) -> Estimate:
    """Mean of a minus mean of b in units of their pooled standard deviation (Cohen, 1988).

    Parameters
    ----------
    a, b : answers of independent units (n,), NaN for missing (left out), or their `Moments`.
    level : confidence of the interval, which is that of the noncentral t distribution.

    n = answers of both. None when a group has no answers, with fewer than three answers in all
    (Hedges' g: four), and when neither group varies. Raises ValueError for other shapes and levels.
    """
    check_level(level)
    first, second = moments(a), moments(b)
    n = first.n + second.n
    if first.mean is None or second.mean is None:
        return Estimate.none(Undefined.ONE_GROUP if n else Undefined.NO_ANSWERS, n)
    if n < 3:
        return Estimate.none(Undefined.TOO_FEW_ANSWERS, n)
    pooled = sqrt(float(first.squares_within + second.squares_within) / (n - 2))
    if pooled == 0:
        return Estimate.none(Undefined.NO_VARIANCE, n)
    value = (first.mean - second.mean) / pooled
    scale = sqrt(1 / first.n + 1 / second.n)
    limits = noncentrality_limits(value / scale, n - 2, level)
    if limits is None:
        return Estimate(value, n)
    return Estimate(value, n, limits.low * scale, limits.high * scale)


def hedges_g(a: Moments | ArrayLike, b: Moments | ArrayLike, *, level: float = LEVEL) -> Estimate:
    """Cohen's d without its bias in small groups, exact factor (Hedges, 1981).

    Parameters, undefined cases and errors as in `cohens_d`. The interval takes the answers as
    independent: with clusters, read the interval of the difference instead.
    """
    d = cohens_d(a, b, level=level)
    if d.value is None:
        return d
    df = d.n - 2
    if df < 2:
        return Estimate.none(Undefined.TOO_FEW_ANSWERS, d.n)
    factor = exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
    if d.low is None or d.high is None:
        return Estimate(d.value * factor, d.n)
    return Estimate(d.value * factor, d.n, d.low * factor, d.high * factor)


def cliffs_delta(a: ArrayLike, b: ArrayLike) -> Estimate:
    """Share of pairs in which a is higher minus share in which b is higher, -1..1 (Cliff, 1993).

    Parameters
    ----------
    a, b : histograms of the two groups, (options,), answers of option 1, 2, ... each.

    n = answers of both. None when a group has no answers. Raises ValueError for histograms of
    different length, and for counts that are negative, missing or not whole.
    """
    h_a, h_b = _histogram(a, "a"), _histogram(b, "b")
    if len(h_a) != len(h_b):
        raise ValueError("give both histograms over the same options")
    n_a, n_b = sum(h_a), sum(h_b)
    if not n_a or not n_b:
        why = Undefined.ONE_GROUP if n_a + n_b else Undefined.NO_ANSWERS
        return Estimate.none(why, n_a + n_b)
    balance, below, above = 0, 0, n_b
    for in_a, in_b in zip(h_a, h_b, strict=True):
        above -= in_b
        balance += in_a * (below - above)
        below += in_b
    return Estimate(balance / (n_a * n_b), n_a + n_b)


def _histogram(counts: ArrayLike, name: str) -> list[int]:
    h = vector(counts, name)
    if np.isnan(h).any() or (h < 0).any() or (h != np.floor(h)).any():
        raise ValueError(f"{name}: a histogram has whole counts, 0 or more")
    return [int(c) for c in h.tolist()]
