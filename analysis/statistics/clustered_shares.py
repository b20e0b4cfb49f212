"""A share of answers in clusters: Wilson's interval with an effective number of answers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.shares import LEVEL, newcombe_difference, wilson
from analysis.statistics.clustered_means import ClusteredMean, clustered_mean
from analysis.statistics.clusters import ClusterSums, cluster_sums
from analysis.statistics.distributions import t_quantile
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.vectors import vector


@dataclass(frozen=True)
class ClusteredShare:
    """A share with its interval.

    Parameters
    ----------
    share : the share, 0..1, its interval, and n = answers.
    clusters : clusters with an answer.
    deff : design effect against simple random sampling; None for shares 0 and 1.
    df : Satterthwaite degrees of freedom; None without interval.
    n_eff : effective number of answers; None without interval.
    no_interval : why there is no interval, None when there is one.
    """

    share: Estimate
    clusters: int
    deff: float | None = None
    df: float | None = None
    n_eff: float | None = None
    no_interval: Undefined | None = None


def clustered_share(
    answers: ClusterSums | ArrayLike, clusters: ArrayLike | None = None, *, level: float = LEVEL
) -> ClusteredShare:
    """Share with Wilson's interval for n_eff = min(n, n / deff * (t(n - 1) / t(df))^2) answers.

    deff = V / (p (1 - p) / (n - 1)), V and df of the CR2 mean. Shares 0 and 1, and clusters that
    all have the same share: n_eff = number of clusters. Korn & Graubard (1998); Dean & Pagano
    (2015); Franco et al. (2019).

    Parameters
    ----------
    answers : (n,) of 0 and 1, NaN for missing (left out); or their `ClusterSums`.
    clusters : (n,) labels, none missing; not with `ClusterSums`.
    level : confidence, 0 < level < 1.

    Without answers there is no share; with one cluster there is a share but no interval. Raises
    ValueError for sums that no answers 0 and 1 can have, and as `clustered_mean` does.
    """
    sums = _zero_one_sums(answers, clusters)
    found = clustered_mean(sums, level=level)
    p = found.mean.value
    if p is None or found.df is None:
        return ClusteredShare(found.mean, found.clusters, no_interval=found.no_interval)
    deff = None if sums.total in (0, sums.n) else _design_effect(found, p, sums.n)
    n_eff = _effective(deff, found.df, sums, level)
    limits = wilson(p * n_eff, n_eff, level)
    assert limits is not None
    return ClusteredShare(
        Estimate(p, sums.n, limits.low, limits.high), found.clusters, deff, found.df, n_eff
    )


def clustered_share_difference(
    first: ClusterSums, second: ClusterSums, *, level: float = LEVEL
) -> Estimate:
    """First share minus second, each with its effective n, in Newcombe's hybrid interval.

    For two groups that share no cluster (Newcombe, 1998). n = answers of both. None when one has
    no answers; no interval when one has a single cluster. Errors as in `clustered_share`.
    """
    a, b = clustered_share(first, level=level), clustered_share(second, level=level)
    n = first.n + second.n
    if a.share.value is None or b.share.value is None:
        return Estimate.none(Undefined.NO_ANSWERS, n)
    difference = a.share.value - b.share.value
    if a.n_eff is None or b.n_eff is None:
        return Estimate(difference, n)
    limits = newcombe_difference(
        a.share.value * a.n_eff, a.n_eff, b.share.value * b.n_eff, b.n_eff, level
    )
    assert limits is not None
    return Estimate(difference, n, limits.low, limits.high)


def _zero_one_sums(answers: ClusterSums | ArrayLike, clusters: ArrayLike | None) -> ClusterSums:
    sums = cluster_sums(answers, clusters)
    if not isinstance(answers, ClusterSums):
        y = vector(answers, "answers")
        possible = bool(np.all((y == 0) | (y == 1) | np.isnan(y)))
    else:
        possible = all(
            0 <= s.total <= s.squares <= size * s.total <= size**2 * s.clusters
            and s.total.denominator == 1
            for size, s in sums.by_size.items()
        )
    if not possible:
        raise ValueError("a share is of answers that are 0 or 1")
    return sums


def _design_effect(found: ClusteredMean, p: float, n: int) -> float:
    assert found.se is not None
    return found.se**2 / (p * (1 - p) / (n - 1))


def _effective(deff: float | None, df: float, sums: ClusterSums, level: float) -> float:
    if not deff:
        return float(sums.clusters)
    n = sums.n
    size = n / deff * (t_quantile(level, n - 1) / t_quantile(level, df)) ** 2
    return min(float(n), size)
