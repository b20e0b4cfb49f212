"""Cronbach's alpha, raw and standardised, with Feldt's interval."""

from collections.abc import Sequence
from math import inf

import numpy as np

from analysis.statistics.answers import LEVEL, Matrix, check_level
from analysis.statistics.estimate import Undefined
from analysis.statistics.item_sums import (
    ItemCovariance,
    ItemData,
    correlations,
    covariance_of_items,
    sum_of,
)
from analysis.statistics.reliability import Reliability

ROUNDING = 1e-12
"""An alpha this near to 1 is 1."""


def cronbach_alpha(
    data: ItemData,
    *,
    items: Sequence[str] | None = None,
    pairwise: bool = False,
    level: float = LEVEL,
) -> Reliability:
    """Coefficient alpha, k / (k - 1) * (1 - sum of variances / variance of the sum).

    Parameters
    ----------
    data : answers (rows = respondents, columns = items, NaN = missing), or their sums
        (`CrossProducts`, `PairwiseProducts`).
    items : names of the columns; "1", "2", ... when not given. Sums have their own.
    pairwise : from answers, use every pair of answers instead of complete rows only. There is
        then no interval, and n is the rows of the smallest pair.
    level : of Feldt's interval, 0 < level < 1.

    Returns a value of at most 1 (by pairs it can pass 1); negative values are kept. Items without
    answers or variance are left out and named. Undefined for fewer than two such items, for fewer
    than two rows and when the sum has no variance. Raises ValueError for a bad table, names or
    level.
    Cronbach (1951); Feldt (1965).
    """
    check_level(level)
    found = covariance_of_items(data, items=items, pairwise=pairwise)
    is_pairwise = pairwise or not _one_n(data)
    return _alpha(found, found.matrix, None if is_pairwise else level)


def standardized_alpha(
    data: ItemData, *, items: Sequence[str] | None = None, pairwise: bool = False
) -> Reliability:
    """Alpha of the standardised items, k r / (1 + (k - 1) r) with r the mean correlation.

    Parameters, missing answers, undefined cases and errors as in `cronbach_alpha`; no interval.
    Nunnally and Bernstein (1994).
    """
    found = covariance_of_items(data, items=items, pairwise=pairwise)
    matrix = None if found.matrix is None else correlations(found.matrix)
    return _alpha(found, matrix, None)


def average_correlation(
    data: ItemData, *, items: Sequence[str] | None = None, pairwise: bool = False
) -> Reliability:
    """The mean of the correlations of different items, -1..1.

    Parameters, missing answers, undefined cases and errors as in `cronbach_alpha`; no interval.
    Nunnally and Bernstein (1994).
    """
    found = covariance_of_items(data, items=items, pairwise=pairwise)
    if found.matrix is None:
        return _undefined(found, found.why)
    matrix = correlations(found.matrix)
    value = float(matrix[np.triu_indices(len(matrix), 1)].mean())
    return Reliability(value, found.n, items=found.items, left_out=found.left_out)


def feldt_interval(alpha: float, n: int, k: int, level: float = LEVEL) -> tuple[float, float]:
    """Limits of alpha for n complete rows of k items (Feldt, 1965).

    1 - (1 - alpha) F, with the quantiles of F on n - 1 and (n - 1)(k - 1) degrees of freedom.
    Raises ValueError for n < 2, k < 2, alpha > 1 and a level outside (0, 1).
    """
    from scipy.special import fdtri

    check_level(level)
    if not (2 <= n < inf and 2 <= k < inf and -inf < alpha <= 1):
        raise ValueError("Feldt's interval needs two rows, two items and an alpha of at most 1")
    tail, df = (1 - level) / 2, (n - 1, (n - 1) * (k - 1))
    low = 1 - (1 - alpha) * float(fdtri(*df, 1 - tail))
    return low, 1 - (1 - alpha) * float(fdtri(*df, tail))


def alpha_of(covariance: Matrix) -> float | None:
    """Alpha of a k x k covariance matrix; None for k < 2 or when the sum has no variance."""
    k, total = len(covariance), sum_of(covariance)
    if k < 2 or total == 0:
        return None
    value = k / (k - 1) * (1 - float(np.trace(covariance)) / total)
    return 1.0 if abs(value - 1) < ROUNDING else value


def _alpha(found: ItemCovariance, matrix: Matrix | None, level: float | None) -> Reliability:
    if matrix is None:
        return _undefined(found, found.why)
    value = alpha_of(matrix)
    if value is None:
        return _undefined(found, Undefined.NO_VARIANCE)
    limits = (None, None)
    low, high = limits if level is None else feldt_interval(value, found.n, len(matrix), level)
    return Reliability(value, found.n, low, high, items=found.items, left_out=found.left_out)


def _undefined(found: ItemCovariance, why: Undefined | None) -> Reliability:
    return Reliability(None, found.n, why=why, items=found.items, left_out=found.left_out)


def _one_n(data: ItemData) -> bool:
    from analysis.statistics.pairwise_products import PairwiseProducts

    return not isinstance(data, PairwiseProducts)
