"""The distribution function of two standard normal variables that correlate."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Matrix, Vector

NODES = 96
FARTHEST = 38.0
"""Beyond this a normal variable has no probability left in float64."""


def bivariate_normal_cdf(x: ArrayLike, y: ArrayLike, r: float) -> Matrix:
    """P(X <= x_i, Y <= y_j) for every i and j, standard normal X and Y with correlation r.

    x, y : 1-D, may be infinite. r : -1..1. Returns probabilities, len(x) x len(y), within 1e-9.
    Phi(x) Phi(y) plus the integral of the density over correlations 0..r, as in Drezner and
    Wesolowsky (1990). Raises ValueError for r outside -1..1 and for missing values.
    """
    from scipy.special import ndtr

    if not -1 <= r <= 1:
        raise ValueError(f"a correlation is -1 to 1, not {r}")
    first, second = _finite(x), _finite(y)
    below: Matrix = np.outer(ndtr(first), ndtr(second))
    if abs(r) == 1:
        return _limit(ndtr(first), ndtr(second), r)
    nodes, weights = _legendre()
    angle = np.arcsin(r) / 2
    angles = angle * (nodes + 1)
    h, k = first[:, np.newaxis, np.newaxis], second[np.newaxis, :, np.newaxis]
    exponent = (h * h + k * k - 2 * h * k * np.sin(angles)) / (2 * np.cos(angles) ** 2)
    added = (np.exp(-exponent) @ weights) * angle / (2 * np.pi)
    result: Matrix = np.clip(below + added, 0, 1)
    return result


def bivariate_normal_density(x: ArrayLike, y: ArrayLike, r: float) -> Matrix:
    """Density at every pair of x_i and y_j, len(x) x len(y); 0 at infinity.

    Raises ValueError unless -1 < r < 1.
    """
    if not -1 < r < 1:
        raise ValueError(f"a density needs a correlation between -1 and 1, not {r}")
    h, k = _finite(x)[:, np.newaxis], _finite(y)
    rest = 1 - r * r
    exponent = -(h * h + k * k - 2 * r * h * k) / (2 * rest)
    density: Matrix = np.exp(exponent) / (2 * np.pi * np.sqrt(rest))
    return density


def _limit(first: Vector, second: Vector, r: float) -> Matrix:
    if r > 0:
        return np.minimum(first[:, np.newaxis], second)
    return np.maximum(first[:, np.newaxis] + second - 1, 0)


def _finite(values: ArrayLike) -> Vector:
    array = np.asarray(values, dtype=np.float64)
    if np.isnan(array).any():
        raise ValueError("give numbers without a missing one")
    return np.clip(array, -FARTHEST, FARTHEST)


@cache
def _legendre() -> tuple[Vector, Vector]:
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    return nodes, weights
