"""One factor by maximum likelihood with bounded uniquenesses, on a correlation matrix.

Joereskog (1967): the loadings are eliminated, so only the uniquenesses are searched.
"""

from dataclasses import dataclass

import numpy as np

from analysis.statistics.answers import Matrix, Vector

LOWEST = 0.005
TOUCH = 1e-6
DEFINITE = 1e-10
"""A correlation matrix with an eigenvalue below this counts as singular."""


@dataclass(frozen=True)
class OneFactor:
    """Loadings and uniquenesses of k standardised items.

    `heywood`: a uniqueness touches its lower bound, .005 of the variance of its item.
    """

    loadings: Vector
    uniquenesses: Vector
    heywood: bool


def one_factor(correlations: Matrix) -> OneFactor | None:
    """The one-factor solution of a k x k correlation matrix, k >= 3; None when it is singular.

    Minimises over uniquenesses in [.005, 1] the sum over the k - 1 smallest eigenvalues e of
    psi^(-1/2) R psi^(-1/2) of e - log e - 1. The sum of the loadings is not negative.
    Raises ValueError for fewer than three items.
    """
    from scipy.optimize import minimize

    k = len(correlations)
    if k < 3:
        raise ValueError("one factor needs three items or more")
    if np.linalg.eigvalsh(correlations)[0] < DEFINITE:
        return None
    start = np.clip((1 - 0.5 / k) / np.diag(np.linalg.inv(correlations)), LOWEST, 1)
    found = minimize(
        _discrepancy,
        start,
        args=(correlations,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LOWEST, 1.0)] * k,
        options={"ftol": 0.0, "gtol": 1e-8, "maxiter": 2000, "maxfun": 20000, "maxcor": 2 * k},
    )
    psi = np.asarray(found.x, dtype=np.float64)
    return OneFactor(_loadings(correlations, psi), psi, _touches(psi))


def _touches(psi: Vector) -> bool:
    return bool((psi < LOWEST + TOUCH).any())


def _discrepancy(psi: Vector, correlations: Matrix) -> tuple[float, Vector]:
    values, vectors = _scaled(correlations, psi)
    rest = values[:-1]
    value = float((rest - np.log(rest) - 1).sum())
    loadings = np.sqrt(psi) * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0))
    slope = (loadings**2 + psi - 1) / psi**2
    return value, slope


def _loadings(correlations: Matrix, psi: Vector) -> Vector:
    values, vectors = _scaled(correlations, psi)
    loadings: Vector = np.sqrt(psi) * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0))
    return -loadings if loadings.sum() < 0 else loadings


def _scaled(correlations: Matrix, psi: Vector) -> tuple[Vector, Matrix]:
    """Eigenvalues, the largest last, and eigenvectors of psi^(-1/2) R psi^(-1/2)."""
    scale = 1 / np.sqrt(psi)
    values, vectors = np.linalg.eigh(correlations * np.outer(scale, scale))
    return values, vectors
