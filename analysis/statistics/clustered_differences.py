"""The difference of the means of two groups whose clusters may hold both: CR2."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from analysis.shares import LEVEL
from analysis.statistics.cluster_pairs import PairClusterSums, PairSums
from analysis.statistics.distributions import over_distinct, t_p, t_quantile
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.vectors import check_level

_ROUNDING = 1e-13
"""A variance below this part of its own terms is zero and not what rounding left of them."""


@dataclass(frozen=True)
class ClusteredDifference:
    """Mean of group a minus mean of group b, with a cluster-robust standard error.

    Parameters
    ----------
    difference : in units of the answers, its interval, and n = answers of both groups.
    n_a, n_b : answers of each group.
    clusters : clusters with an answer of either.
    se, df : standard error and degrees of freedom; None without interval.
    t, p : test of no difference; None also when the standard error is zero.
    no_interval : why there is no interval, None when there is one.
    """

    difference: Estimate
    n_a: int
    n_b: int
    clusters: int
    se: float | None = None
    df: float | None = None
    t: float | None = None
    p: float | None = None
    no_interval: Undefined | None = None


def clustered_difference(sums: PairClusterSums, *, level: float = LEVEL) -> ClusteredDifference:
    """Difference of two means with the CR2 variance and Satterthwaite degrees of freedom.

    Bell & McCaffrey (2002); Pustejovsky & Tipton (2018), in closed form for a regression on one
    indicator. With answers 0 and 1 it is a difference of shares.

    Parameters
    ----------
    sums : answers of both groups by cluster: `PairClusterSums.of(a, clusters_a, b, clusters_b)`.
    level : confidence, 0 < level < 1; ValueError otherwise.

    None when a group has no answers; no interval when all answers of a group are in one cluster.
    """
    check_level(level)
    n_a, n_b = sums.n_a, sums.n_b
    if not n_a or not n_b:
        why = Undefined.ONE_GROUP if n_a or n_b else Undefined.NO_ANSWERS
        none = Estimate.none(why, n_a + n_b)
        return ClusteredDifference(none, n_a, n_b, sums.clusters, no_interval=why)
    value = float(_mean_a(sums) - _mean_b(sums))
    if sums.clusters_a == 1 or sums.clusters_b == 1:
        alone = Estimate(value, n_a + n_b)
        why = Undefined.ONE_CLUSTER
        return ClusteredDifference(alone, n_a, n_b, sums.clusters, no_interval=why)
    se, df = sqrt(_variance(sums)), _degrees(sums)
    reach = t_quantile(level, df) * se
    estimate = Estimate(value, n_a + n_b, value - reach, value + reach)
    t = value / se if se > 0 else None
    p = None if t is None else t_p(t, df)
    return ClusteredDifference(estimate, n_a, n_b, sums.clusters, se, df, t, p)


def _mean_a(sums: PairClusterSums) -> Fraction:
    return sum((Fraction(s.a) for s in sums.by_sizes.values()), start=Fraction(0)) / sums.n_a


def _mean_b(sums: PairClusterSums) -> Fraction:
    return sum((Fraction(s.b) for s in sums.by_sizes.values()), start=Fraction(0)) / sums.n_b


def _variance(sums: PairClusterSums) -> float:
    big_a, big_b = sums.n_a, sums.n_b
    mean_a, mean_b = _mean_a(sums), _mean_b(sums)
    own = joint = 0.0
    for (n_a, n_b), s in sums.by_sizes.items():
        e_aa, e_bb, e_ab = _residuals(n_a, n_b, s, mean_a, mean_b)
        weight_a = Fraction(1, big_a * (big_a - n_a))  # c_a^2 / N_a^2
        weight_b = Fraction(1, big_b * (big_b - n_b))
        own += float(weight_a * e_aa + weight_b * e_bb)
        joint += 2 * sqrt(weight_a * weight_b) * float(e_ab)
    return 0.0 if own - joint < _ROUNDING * own else own - joint


def _residuals(
    n_a: int, n_b: int, s: PairSums, mean_a: Fraction, mean_b: Fraction
) -> tuple[Fraction, Fraction, Fraction]:
    """Sums over the clusters of one pair of sizes of e_a^2, e_b^2 and e_a e_b."""
    centre_a, centre_b = n_a * mean_a, n_b * mean_b
    e_aa = s.a_squares - 2 * centre_a * s.a + s.clusters * centre_a**2
    e_bb = s.b_squares - 2 * centre_b * s.b + s.clusters * centre_b**2
    e_ab = s.products - centre_b * s.a - centre_a * s.b + s.clusters * centre_a * centre_b
    return e_aa, e_bb, e_ab


def _degrees(sums: PairClusterSums) -> float:
    big_a, big_b = sums.n_a, sums.n_b
    sizes = [
        (n_a / sqrt(big_a * (big_a - n_a)), n_b / sqrt(big_b * (big_b - n_b)), s.clusters)
        for (n_a, n_b), s in sums.by_sizes.items()
    ]
    # The squared sums of the formula less its last sum: what different clusters have in common.
    aa = over_distinct((alpha**2, groups) for alpha, _, groups in sizes)
    ab = over_distinct((alpha * beta, groups) for alpha, beta, groups in sizes)
    bb = over_distinct((beta**2, groups) for _, beta, groups in sizes)
    own = sum(
        s.clusters * (n_a / big_a**2 + n_b / big_b**2) ** 2
        for (n_a, n_b), s in sums.by_sizes.items()
    )
    spread = own + aa / big_a**2 + 2 * ab / (big_a * big_b) + bb / big_b**2
    return (1 / big_a + 1 / big_b) ** 2 / spread
