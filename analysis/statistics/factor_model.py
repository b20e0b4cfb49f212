"""Confirmatory factor analysis: items on one factor each, factors that correlate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log, pi, sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import LEVEL, Matrix, Vector, as_answers, check_level
from analysis.statistics.cross_products import CrossProducts
from analysis.statistics.estimate import Undefined
from analysis.statistics.factor_fit import FactorFit, fit
from analysis.statistics.factor_information import Structure, expected_information
from analysis.statistics.fit_indices import (
    comparative_fit_index,
    rmsea,
    rmsea_interval,
    tucker_lewis_index,
)
from analysis.statistics.item_sums import correlations
from analysis.statistics.one_factor import DEFINITE
from analysis.statistics.quantiles import normal_quantile


@dataclass(frozen=True)
class FactorCorrelation:
    """The correlation of two factors, with limits value +- z * se."""

    first: str
    second: str
    value: float
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class FactorModel:
    """The fit of a factor model by maximum likelihood; all figures None or empty when `why` is set.

    Parameters
    ----------
    n : complete rows.
    chi2, df, p : test of the model; divisor n, as lavaan. p is None for df = 0.
    baseline_chi2, baseline_df : of uncorrelated items.
    cfi, tli, rmsea, rmsea_low, rmsea_high (90 %), srmr : indices of fit; srmr is of correlations.
    log_likelihood : normal, with free means.
    loadings : standardised, item to loading.
    factor_correlations : every pair of factors.
    omega : reliability of the sum of the items of each factor, 0..1.
    heywood : a uniqueness below 0 or a correlation of factors beyond 1: do not use the model.
    """

    n: int
    chi2: float | None = None
    df: int | None = None
    p: float | None = None
    baseline_chi2: float | None = None
    baseline_df: int | None = None
    cfi: float | None = None
    tli: float | None = None
    rmsea: float | None = None
    rmsea_low: float | None = None
    rmsea_high: float | None = None
    srmr: float | None = None
    log_likelihood: float | None = None
    loadings: Mapping[str, float] | None = None
    factor_correlations: tuple[FactorCorrelation, ...] = ()
    omega: Mapping[str, float] | None = None
    heywood: bool = False
    why: Undefined | None = None


def factor_model(
    data: ArrayLike | CrossProducts,
    factors: Mapping[str, Sequence[str]],
    *,
    items: Sequence[str] | None = None,
    level: float = LEVEL,
) -> FactorModel:
    """Fit items on one factor each, with factors that correlate freely (variances 1).

    Parameters
    ----------
    data : answers (rows = respondents, columns = items, NaN = missing) or `CrossProducts`.
    factors : factor name to the names of its items: three or more for one factor, two or more
        each for several. Other items of the data are left out.
    items : names of the columns; "1", "2", ... when not given. Sums have their own.
    level : of the limits of factor correlations, 0 < level < 1.

    Rows that are complete (in the items of the factors, from answers; in all items, from sums).
    Undefined for fewer than two rows, when an item has no variance, and when the correlation
    matrix is singular or the search ends nowhere. Raises ValueError for a bad table, names,
    factors or level. Joereskog (1969); Hu and Bentler (1999).
    """
    check_level(level)
    names, structure = _structure(factors)
    sums = _chosen(data, names, items)
    covariance = sums.covariance()
    if covariance is None:
        return FactorModel(sums.n, why=Undefined.ONE_UNIT if sums.n else Undefined.NO_ANSWERS)
    if not (np.diag(covariance) > 0).all():
        return FactorModel(sums.n, why=Undefined.NO_VARIANCE)
    observed = correlations(covariance)
    found = fit(structure, observed) if np.linalg.eigvalsh(observed)[0] > DEFINITE else None
    if found is None:
        return FactorModel(sums.n, why=Undefined.NO_FIT)
    model = _indices(structure, found, covariance, sums.n)
    return replace(
        model,
        loadings=_standardized(structure, found.theta, names),
        factor_correlations=_factor_correlations(structure, found.theta, sums.n, factors, level),
        omega=_omegas(structure, found.theta, np.sqrt(np.diag(covariance)), list(factors)),
        heywood=_improper(structure, found.theta),
    )


def _structure(factors: Mapping[str, Sequence[str]]) -> tuple[list[str], Structure]:
    names = [name for members in factors.values() for name in members]
    fewest = 3 if len(factors) == 1 else 2
    if not factors or any(len(members) < fewest for members in factors.values()):
        raise ValueError("one factor needs three items, several need two each")
    if len(set(names)) != len(names):
        raise ValueError("an item belongs to one factor")
    sizes = [len(members) for members in factors.values()]
    return names, Structure(np.repeat(np.arange(len(sizes)), sizes))


def _chosen(
    data: ArrayLike | CrossProducts, names: Sequence[str], items: Sequence[str] | None
) -> CrossProducts:
    """The sums of these items, in this order."""
    if isinstance(data, CrossProducts):
        if items is not None:
            raise ValueError("sums have their own names of items")
        return data.only(_found(names, data.items))
    array = as_answers(data)
    known = [str(number + 1) for number in range(array.shape[1])] if items is None else list(items)
    if len(known) != array.shape[1]:
        raise ValueError("give one name for each column")
    return CrossProducts.of(array[:, [known.index(name) for name in _found(names, known)]], names)


def _found(names: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    missing = [name for name in names if name not in known]
    if missing:
        raise ValueError(f"the data have no item {', '.join(missing)}")
    return names


def _indices(structure: Structure, found: FactorFit, covariance: Matrix, n: int) -> FactorModel:
    from scipy.special import chdtrc

    k, observed = structure.k, correlations(covariance)
    df = k * (k + 1) // 2 - structure.parameters
    base_df = k * (k - 1) // 2
    chi2 = n * found.discrepancy if df else 0.0
    base = -n * float(np.linalg.slogdet(observed)[1])
    limits = rmsea_interval(chi2, df, n)
    return FactorModel(
        n,
        chi2,
        df,
        float(chdtrc(df, chi2)) if df else None,
        base,
        base_df,
        comparative_fit_index(chi2, df, base, base_df),
        tucker_lewis_index(chi2, df, base, base_df),
        rmsea(chi2, df, n),
        limits[0] if limits else None,
        limits[1] if limits else None,
        _srmr(observed, structure.implied(found.theta)),
        _log_likelihood(found.discrepancy, covariance, n),
    )


def _srmr(observed: Matrix, implied: Matrix) -> float:
    """Root mean square of the residual correlations, the diagonal included."""
    lower = np.tril_indices(len(observed))
    return sqrt(float(((observed - implied)[lower] ** 2).mean()))


def _log_likelihood(left: float, covariance: Matrix, n: int) -> float:
    k = len(covariance)
    log_det = float(np.linalg.slogdet(covariance)[1]) + k * log((n - 1) / n)
    return -n / 2 * (k * log(2 * pi) + log_det + k + left)


def _standardized(structure: Structure, theta: Vector, names: Sequence[str]) -> dict[str, float]:
    implied_sd = np.sqrt(np.diag(structure.implied(theta)))
    return dict(zip(names, (theta[: structure.k] / implied_sd).tolist(), strict=True))


def _factor_correlations(
    structure: Structure, theta: Vector, n: int, factors: Mapping[str, Sequence[str]], level: float
) -> tuple[FactorCorrelation, ...]:
    information = expected_information(structure, theta)
    certain = np.linalg.cond(information) < 1e12
    first = 2 * structure.k
    errors = np.sqrt(np.maximum(np.diag(np.linalg.inv(information)), 0) / n) if certain else None
    z, labels = normal_quantile((1 + level) / 2), list(factors)
    result = []
    for position, (a, b) in enumerate(zip(*np.triu_indices(structure.m, 1), strict=True)):
        value = float(theta[first + position])
        se = None if errors is None else float(errors[first + position])
        low, high = (None, None) if se is None else (value - z * se, value + z * se)
        result.append(FactorCorrelation(labels[a], labels[b], value, se, low, high))
    return tuple(result)


def _omegas(
    structure: Structure, theta: Vector, sd: Vector, labels: Sequence[str]
) -> dict[str, float]:
    loadings, psi = theta[: structure.k] * sd, structure.uniquenesses(theta) * sd**2
    result = {}
    for position, label in enumerate(labels):
        own = structure.factor_of == position
        common = float(loadings[own].sum()) ** 2
        result[label] = common / (common + float(psi[own].sum()))
    return result


def _improper(structure: Structure, theta: Vector) -> bool:
    phi = structure.factor_correlations(theta)
    return bool((structure.uniquenesses(theta) < 0).any() or np.linalg.eigvalsh(phi)[0] < 0)
