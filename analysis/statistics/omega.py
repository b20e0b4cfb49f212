"""McDonald's omega of one factor, by maximum likelihood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from analysis.statistics.answers import LEVEL, Vector, check_level
from analysis.statistics.estimate import Undefined
from analysis.statistics.factor_information import Structure, expected_information
from analysis.statistics.item_sums import (
    ItemCovariance,
    ItemData,
    correlations,
    covariance_of_items,
    sum_of,
)
from analysis.statistics.one_factor import one_factor
from analysis.statistics.quantiles import normal_quantile
from analysis.statistics.reliability import Reliability


@dataclass(frozen=True)
class Omega(Reliability):
    """Omega with its limits; n is the number of complete rows.

    Parameters
    ----------
    se : standard error by the delta method, None when there is no interval.
    heywood : a uniqueness touches its lower bound: show alpha instead. No interval then.
    loadings, uniquenesses : in the units of the answers, k values each; empty for two items.
    standardized_loadings : -1..1, k values; empty for two items.
    observed : the same with the observed variance of the sum as denominator, else None.
    """

    se: float | None = None
    heywood: bool = False
    loadings: tuple[float, ...] = ()
    uniquenesses: tuple[float, ...] = ()
    standardized_loadings: tuple[float, ...] = ()
    observed: float | None = None


def omega(data: ItemData, *, items: Sequence[str] | None = None, level: float = LEVEL) -> Omega:
    """Omega, (sum L)^2 / ((sum L)^2 + sum of uniquenesses), of one factor.

    Parameters
    ----------
    data : answers (rows = respondents, columns = items, NaN = missing) or `CrossProducts`.
    items : names of the columns; "1", "2", ... when not given. Sums have their own.
    level : of the interval, 0 < level < 1.

    Complete rows. The factor is fitted to the correlations with uniquenesses of at least .005 of
    the variance of the item and rescaled to the units of the answers. The interval is
    value +- z * se (delta method, expected information): for 500 rows or more; limits may
    pass 1. Two items: Spearman-Brown, 2 r / (1 + r), without interval.
    Items without answers or variance are left out and named. Undefined for fewer than two such
    items, fewer than two rows, when the correlation matrix is singular (fewer rows than items,
    or items that give each other) and, for two items, when r is -1.
    Raises ValueError for a bad table, names or level.
    McDonald (1999); Joereskog (1967); Flora (2020).
    """
    check_level(level)
    found = covariance_of_items(data, items=items)
    if found.matrix is None or found.why is not None:
        return _undefined(found, found.why)
    if len(found.items) == 2:
        return _spearman_brown(found)
    return _of_one_factor(found, level)


def _of_one_factor(found: ItemCovariance, level: float) -> Omega:
    if found.matrix is None:
        return _undefined(found, found.why)
    fit = one_factor(correlations(found.matrix))
    if fit is None:
        return _undefined(found, Undefined.NO_FIT)
    sd = np.sqrt(np.diag(found.matrix))
    loadings, psi = fit.loadings * sd, fit.uniquenesses * sd**2
    common = float(loadings.sum()) ** 2
    total = sum_of(found.matrix)
    result = Omega(
        common / (common + float(psi.sum())),
        found.n,
        items=found.items,
        left_out=found.left_out,
        heywood=fit.heywood,
        loadings=tuple(loadings.tolist()),
        uniquenesses=tuple(psi.tolist()),
        standardized_loadings=tuple(fit.loadings.tolist()),
        observed=common / total if total else None,
    )
    return result if fit.heywood else _with_interval(result, loadings, psi, level)


def _with_interval(result: Omega, loadings: Vector, psi: Vector, level: float) -> Omega:
    se = standard_error(loadings, psi, result.n)
    if se is None or result.value is None:
        return result
    reach = normal_quantile((1 + level) / 2) * se
    return replace(result, se=se, low=result.value - reach, high=result.value + reach)


def standard_error(loadings: Vector, uniquenesses: Vector, n: int) -> float | None:
    """Standard error of omega by the delta method for n rows; None when the slopes are singular.

    The variance of the estimates is the inverse of the expected information.
    """
    k = len(loadings)
    # The answers in one common unit, so that the information is well conditioned.
    unit = sqrt(float((loadings**2 + uniquenesses).mean()))
    scaled, psi = loadings / unit, uniquenesses / unit**2
    structure = Structure(np.zeros(k, dtype=np.int64))
    information = expected_information(structure, np.concatenate([scaled, psi]))
    s, t = float(scaled.sum()), float(psi.sum())
    slope = np.repeat([2 * s * t, -(s**2)], k) / (s**2 + t) ** 2
    if np.linalg.cond(information) > 1e12:
        return None
    return sqrt(max(0.0, float(slope @ np.linalg.solve(information, slope))) / n)


def _spearman_brown(found: ItemCovariance) -> Omega:
    if found.matrix is None:
        return _undefined(found, found.why)
    r = float(correlations(found.matrix)[0, 1])
    if 1 + r < 1e-12:
        return _undefined(found, Undefined.ZERO_DENOMINATOR)
    return Omega(2 * r / (1 + r), found.n, items=found.items, left_out=found.left_out)


def _undefined(found: ItemCovariance, why: Undefined | None) -> Omega:
    return Omega(None, found.n, why=why, items=found.items, left_out=found.left_out)
