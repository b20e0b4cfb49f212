"""How much sites differ beyond chance: the variance between them and their common mean."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.estimate import Undefined
from analysis.statistics.vectors import Vector, vector

_STEPS = 200
SMALLEST = 1e-100


@dataclass(frozen=True)
class RandomEffects:
    """The normal-normal model of k sites.

    Parameters
    ----------
    k : sites.
    tau2 : variance between sites, 0 or more.
    mean, se : common mean and its standard error.
    q : Cochran's Q, the weighted squares about the fixed-effect mean; None if a site has no
        variance.
    why : set exactly when the other numbers are None.
    """

    k: int
    tau2: float | None = None
    mean: float | None = None
    se: float | None = None
    q: float | None = None
    why: Undefined | None = None


def paule_mandel(values: ArrayLike, variances: ArrayLike) -> RandomEffects:
    """Variance between sites with which the weighted squares equal their expectation k - 1.

    Paule & Mandel (1982); Veroniki et al. (2016). Newton's method from 0, which never overshoots
    as the weighted squares are a convex falling function of the variance.

    Parameters
    ----------
    values : (k,) a value of each site. variances : (k,) its sampling variance, 0 or more.

    Undefined below two sites, and when sites of variance 0 leave nothing to weigh: all values
    are equal, or the only such site fixes the mean.
    ValueError for other shapes, missing values and negative variances.
    """
    y, v = _checked(values, variances)
    k = int(y.size)
    if k < 2:
        return RandomEffects(k, why=Undefined.ONE_UNIT if k else Undefined.NO_ANSWERS)
    if (v == 0).any():
        return _with_certain_sites(y, v)
    return _model(y, v, _root(y, v, 0.0))


def dersimonian_laird(values: ArrayLike, variances: ArrayLike) -> RandomEffects:
    """Variance between sites by moments in one step (DerSimonian & Laird, 1986).

    Parameters, undefined cases and errors as in `paule_mandel`; also undefined when a site has
    variance 0.
    """
    y, v = _checked(values, variances)
    k = int(y.size)
    if k < 2:
        return RandomEffects(k, why=Undefined.ONE_UNIT if k else Undefined.NO_ANSWERS)
    if (v == 0).any():
        return RandomEffects(k, why=Undefined.NO_VARIANCE)
    tau2 = excess_variance(_squares(y, v, 0.0), 1 / v)
    assert tau2 is not None
    return _model(y, v, tau2)


def excess_variance(squares: float, weights: Vector) -> float | None:
    """Variance that makes weighted squares exceed k - 1, at least 0; None below two sites."""
    if weights.size < 2:
        return None
    total = float(weights.sum())
    spread = total - float((weights**2).sum()) / total
    # One weight can be all of the total: then the others tell nothing of a spread.
    return max(0.0, (squares - (weights.size - 1)) / spread) if spread > 0 else 0.0


def _checked(values: ArrayLike, variances: ArrayLike) -> tuple[Vector, Vector]:
    y, v = vector(values, "values"), vector(variances, "variances")
    if y.shape != v.shape:
        raise ValueError("give one variance for each value")
    if np.isnan(y).any() or not (v >= 0).all():
        raise ValueError("give sites that have a value and a variance, which is 0 or more")
    if ((v > 0) & (v < SMALLEST)).any():
        raise ValueError("give variances of 0, or of at least 1e-100, in another unit")
    return y, v


def _with_certain_sites(y: Vector, v: Vector) -> RandomEffects:
    """Some variances are 0: start Newton's method above 0, where the squares are defined."""
    start = 1e-12 * float(np.ptp(y)) ** 2
    if start == 0 or _squares(y, v, start) <= y.size - 1:
        return RandomEffects(int(y.size), why=Undefined.NO_VARIANCE)
    return _model(y, v, _root(y, v, start))


def _root(y: Vector, v: Vector, start: float) -> float:
    tau2 = start
    for _ in range(_STEPS):
        excess = _squares(y, v, tau2) - (y.size - 1)
        if excess <= 0:
            break
        w = 1 / (v + tau2)
        slope = float((w**2 * (y - _centre(y, v, tau2)) ** 2).sum())
        step = excess / slope if slope > 0 else 0.0
        if tau2 + step == tau2:
            break
        tau2 += step
    return tau2


def _model(y: Vector, v: Vector, tau2: float) -> RandomEffects:
    se = sqrt(1 / float((1 / (v + tau2)).sum()))
    q = _squares(y, v, 0.0) if v.all() else None
    return RandomEffects(int(y.size), tau2, _centre(y, v, tau2), se, q)


def _centre(y: Vector, v: Vector, tau2: float) -> float:
    w = 1 / (v + tau2)
    return float((w * y).sum() / w.sum())


def _squares(y: Vector, v: Vector, tau2: float) -> float:
    return float(((y - _centre(y, v, tau2)) ** 2 / (v + tau2)).sum())
