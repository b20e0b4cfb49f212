"""The mean of answers in clusters, with a cluster-robust interval: CR2 and CR1."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Self

from numpy.typing import ArrayLike

from analysis.shares import LEVEL
from analysis.statistics.clusters import ClusterSums, cluster_sums
from analysis.statistics.distributions import over_distinct, t_p, t_quantile
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.vectors import check_level

Of = Callable[[ClusterSums], float]


@dataclass(frozen=True)
class ClusteredMean:
    """A mean with its cluster-robust standard error.

    Parameters
    ----------
    mean : the mean in units of the answers, its interval, and n = answers.
    clusters : clusters with an answer.
    se, df : standard error and degrees of freedom; None without interval.
    t, p : test of a mean of zero; None also when the standard error is zero.
    no_interval : why there is no interval, None when there is one.
    """

    mean: Estimate
    clusters: int
    se: float | None = None
    df: float | None = None
    t: float | None = None
    p: float | None = None
    no_interval: Undefined | None = None

    @classmethod
    def none(cls, why: Undefined) -> Self:
        """No mean at all, for the reason given."""
        return cls(Estimate.none(why), 0, no_interval=why)


def clustered_mean(
    answers: ClusterSums | ArrayLike, clusters: ArrayLike | None = None, *, level: float = LEVEL
) -> ClusteredMean:
    """Mean with the CR2 variance and Satterthwaite degrees of freedom.

    Bell & McCaffrey (2002); Pustejovsky & Tipton (2018). Closed form; the same as the ordinary t
    interval when every cluster has one answer.

    Parameters
    ----------
    answers : (n,) numbers, NaN for missing (left out); or their `ClusterSums`.
    clusters : (n,) labels, none missing; not with `ClusterSums`.
    level : confidence, 0 < level < 1.

    Without answers there is no mean; with one cluster there is a mean but no interval. Raises
    ValueError for other shapes, missing labels and levels outside the range.
    """
    check_level(level)
    sums = cluster_sums(answers, clusters)
    return _mean(sums, _cr2_variance, satterthwaite_df, level)


def clustered_mean_cr1(
    answers: ClusterSums | ArrayLike, clusters: ArrayLike | None = None, *, level: float = LEVEL
) -> ClusteredMean:
    """Mean with the linearised variance of survey software, times G / (G - 1), and G - 1 df.

    Its intervals are too narrow with few clusters (`clustered_mean` is the default); it is here
    for comparison (Binder, 1983). Parameters, undefined cases and errors as in `clustered_mean`.
    """
    check_level(level)
    sums = cluster_sums(answers, clusters)
    return _mean(sums, _cr1_variance, lambda s: float(s.clusters - 1), level)


def satterthwaite_df(sums: ClusterSums) -> float:
    """Satterthwaite degrees of freedom of the CR2 variance of a mean; two clusters or more.

    ZeroDivisionError for one cluster, which has no degrees of freedom.
    """
    big = sums.n
    sizes = [(n, s.clusters) for n, s in sums.by_size.items()]
    squares = sum(g * n**2 for n, g in sizes)
    # (sum c n^2)^2 - sum c^2 n^4 of the formula, with c = N / (N - n)
    pairs = over_distinct((n**2 * big / (big - n), g) for n, g in sizes)
    return big**2 / (squares + pairs / big**2)


def _mean(sums: ClusterSums, variance: Of, degrees: Of, level: float) -> ClusteredMean:
    if sums.n == 0:
        return ClusteredMean.none(Undefined.NO_ANSWERS)
    value, groups = float(Fraction(sums.total) / sums.n), sums.clusters
    if groups == 1:
        return ClusteredMean(Estimate(value, sums.n), 1, no_interval=Undefined.ONE_CLUSTER)
    se, df = sqrt(variance(sums)), degrees(sums)
    reach = t_quantile(level, df) * se
    t = value / se if se > 0 else None
    return ClusteredMean(
        Estimate(value, sums.n, value - reach, value + reach),
        groups,
        se,
        df,
        t,
        None if t is None else t_p(t, df),
    )


def _cr2_variance(sums: ClusterSums) -> float:
    big = sums.n
    residuals = sums.squared_residuals()
    total = sum((Fraction(e2) * big / (big - n) for n, e2 in residuals.items()), start=Fraction(0))
    return float(total / big**2)


def _cr1_variance(sums: ClusterSums) -> float:
    groups = sums.clusters
    total = sum(sums.squared_residuals().values(), start=Fraction(0))
    return float(total * groups / (groups - 1) / sums.n**2)
