"""Agreement within groups: rwg, rwg(j) and r*wg(j)."""

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Vector
from analysis.statistics.group_spreads import GroupSpreads
from analysis.statistics.group_sums import GroupSums
from analysis.statistics.groups import GroupValues, group_values
from analysis.statistics.null_variance import Null, null_variance

Sums = GroupSums | GroupSpreads
GroupData = ArrayLike | GroupSums | GroupSpreads


def rwg(
    data: GroupData, groups: ArrayLike | None = None, *, points: int, null: Null = "uniform"
) -> GroupValues:
    """Agreement on one item, 1 - s^2 / s_E^2, 0..1 (below 0 counts as 0).

    Parameters
    ----------
    data : answers to one item (1-D or one column, NaN = missing), or sums of one item.
    groups : one label an answer, None or NaN for none; not with sums, which have theirs.
    points : options A.
    null : the variance s_E^2 without agreement; see `null_variance`.

    s^2 has the divisor n - 1. A group of fewer than two raters has no value. Raises ValueError
    for a bad table, labels, points or null, and for several items.
    James, Demaree and Wolf (1984).
    """
    sums = _sums(data, groups)
    if sums.k != 1:
        raise ValueError("rwg is for one item; use rwg_j for several")
    ratio = _ratio(sums, null_variance(null, points))
    return group_values(sums.groups, sums.n, np.maximum(1 - ratio, 0))


def rwg_j(
    data: GroupData, groups: ArrayLike | None = None, *, points: int, null: Null = "uniform"
) -> GroupValues:
    """Agreement on k items, k (1 - u) / (k (1 - u) + u), 0..1; 0 for u above 1.

    u is the mean variance of the items (divisor n - 1) over the null variance. Show it for two
    nulls, as a range.

    Parameters
    ----------
    data : answers (rows = raters, columns = items, NaN = missing; a row with a missing answer
        is left out), or `GroupSums`, or `GroupSpreads`, whose groups stand for all that are alike.
    groups : one label a row, None or NaN for none; not with sums, which have theirs.
    points : options A.
    null : the variance without agreement; see `null_variance`.

    A group of fewer than two raters has no value. Raises ValueError for a bad table, labels,
    points or null. James, Demaree and Wolf (1984); LeBreton and Senter (2008).
    """
    sums = _sums(data, groups)
    k = sums.k
    u = np.minimum(_ratio(sums, null_variance(null, points)), 1)
    return group_values(sums.groups, sums.n, k * (1 - u) / (k * (1 - u) + u))


def r_star_wg(
    data: GroupData, groups: ArrayLike | None = None, *, points: int, null: Null = "max_dissensus"
) -> GroupValues:
    """r*wg(j), 1 - mean item variance / null variance; at most 1, below 0 kept.

    With "max_dissensus" (default) the null variance is ((A - 1) / 2)^2 for A = points, with
    "uniform" (A^2 - 1) / 12. Item variances have the divisor n - 1. Parameters, missing answers,
    groups without value and errors as in `rwg_j`.
    Lindell and Brandt (1999); Lindell (2001).
    """
    sums = _sums(data, groups)
    return group_values(sums.groups, sums.n, 1 - _ratio(sums, null_variance(null, points)))


def _sums(data: GroupData, groups: ArrayLike | None) -> Sums:
    if isinstance(data, GroupSums | GroupSpreads):
        if groups is not None:
            raise ValueError("sums have their own groups")
        return data
    if groups is None:
        raise ValueError("give the group of each row")
    return GroupSums.of(data, groups)


def _ratio(sums: Sums, null: float) -> Vector:
    result: Vector = sums.mean_variances() / null
    return result
