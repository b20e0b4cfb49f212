"""Fisher scoring of a simple-structure factor model on a correlation matrix."""

from dataclasses import dataclass

import numpy as np

from analysis.statistics.answers import Matrix, Vector, as_vector
from analysis.statistics.factor_information import (
    Structure,
    discrepancy,
    expected_information,
    gradient,
)

STEPS = 200
HALVINGS = 20
FLAT = 1e-9


@dataclass(frozen=True)
class FactorFit:
    """The parameters (see `factor_information`) and the discrepancy that is left."""

    theta: Vector
    discrepancy: float


def fit(structure: Structure, observed: Matrix) -> FactorFit | None:
    """The maximum-likelihood fit to a positive definite matrix; None when it is not reached."""
    theta = _start(structure, observed)
    value = discrepancy(observed, structure.implied(theta))
    for _ in range(STEPS):
        if value is None:
            return None
        slope = gradient(structure, observed, theta)
        if np.abs(slope).max() < FLAT:
            return FactorFit(theta, value)
        # The discrepancy is twice the negative log likelihood of a row, so its information is too.
        step = _solve(2 * expected_information(structure, theta), slope)
        moved = _improved(structure, observed, theta, value, step)
        if moved is None:
            return FactorFit(theta, value) if np.abs(slope).max() < 1e-6 else None
        theta, value = moved.theta, moved.discrepancy
    return None


def _start(structure: Structure, observed: Matrix) -> Vector:
    """Loadings from the mean correlation with the items of the same factor; factors at .3."""
    same = structure.factor_of[:, np.newaxis] == structure.factor_of
    others = same & ~np.eye(structure.k, dtype=np.bool_)
    mates = observed * others
    strength = np.abs(mates).sum(axis=1) / others.sum(axis=1)
    sign = np.where(mates.sum(axis=1) < 0, -1.0, 1.0)
    loadings = sign * np.clip(np.sqrt(strength), 0.3, 0.9)
    phi = np.full(structure.m * (structure.m - 1) // 2, 0.3)
    return np.concatenate([loadings, 1 - loadings**2, phi])


def _solve(information: Matrix, slope: Vector) -> Vector:
    ridge = 1e-12 * float(np.trace(information))
    return as_vector(np.linalg.solve(information + ridge * np.eye(len(slope)), slope))


def _improved(
    structure: Structure, observed: Matrix, theta: Vector, value: float, step: Vector
) -> FactorFit | None:
    """The first of the halved steps that lowers the discrepancy."""
    for halving in range(HALVINGS):
        tried = theta - step / 2**halving
        found = discrepancy(observed, structure.implied(tried))
        if found is not None and found < value:
            return FactorFit(tried, found)
    return None
