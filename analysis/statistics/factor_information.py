"""What maximum likelihood knows about a simple-structure factor model: fit function and slopes.

Each of the k items loads on one of m factors; factors have variance 1 and correlate. Parameters
are in one vector: k loadings, k uniquenesses, m (m - 1) / 2 factor correlations (row by row).
"""

from dataclasses import dataclass

import numpy as np

from analysis.statistics.answers import Matrix, Vector, Whole


@dataclass(frozen=True)
class Structure:
    """Which factor (0..m-1) each item belongs to."""

    factor_of: Whole

    @property
    def k(self) -> int:
        """Number of items."""
        return len(self.factor_of)

    @property
    def m(self) -> int:
        """Number of factors."""
        return int(self.factor_of.max()) + 1

    @property
    def parameters(self) -> int:
        """Number of free parameters."""
        return 2 * self.k + self.m * (self.m - 1) // 2

    def loadings(self, theta: Vector) -> Matrix:
        """The k x m matrix of loadings."""
        matrix = np.zeros((self.k, self.m))
        matrix[np.arange(self.k), self.factor_of] = theta[: self.k]
        return matrix

    def uniquenesses(self, theta: Vector) -> Vector:
        """The k variances that the factors leave."""
        return theta[self.k : 2 * self.k]

    def factor_correlations(self, theta: Vector) -> Matrix:
        """The m x m correlation matrix of the factors."""
        matrix = np.eye(self.m)
        rows, columns = np.triu_indices(self.m, 1)
        matrix[rows, columns] = matrix[columns, rows] = theta[2 * self.k :]
        return matrix

    def implied(self, theta: Vector) -> Matrix:
        """The k x k covariance matrix of the model."""
        loadings = self.loadings(theta)
        common: Matrix = loadings @ self.factor_correlations(theta) @ loadings.T
        return common + np.diag(self.uniquenesses(theta))

    def slopes(self, theta: Vector) -> Matrix:
        """Derivatives of the implied matrix, parameters x k x k."""
        loadings, phi = self.loadings(theta), self.factor_correlations(theta)
        k, result = self.k, np.zeros((self.parameters, self.k, self.k))
        carried = loadings @ phi
        for j in range(k):
            result[j, j, :] += carried[:, self.factor_of[j]]
            result[j, :, j] += carried[:, self.factor_of[j]]
            result[k + j, j, j] = 1
        for position, (a, b) in enumerate(zip(*np.triu_indices(self.m, 1), strict=True)):
            cross = np.outer(loadings[:, a], loadings[:, b])
            result[2 * k + position] = cross + cross.T
        return result


def discrepancy(observed: Matrix, implied: Matrix) -> float | None:
    """Log det M + tr(S M^-1) - log det S - k for the model M and data S; None unless M is definite.

    Joereskog (1969). S must be positive definite.
    """
    sign, log_implied = np.linalg.slogdet(implied)
    if sign <= 0 or np.linalg.eigvalsh(implied)[0] <= 0:
        return None
    log_observed = np.linalg.slogdet(observed)[1]
    trace = float(np.trace(np.linalg.solve(implied, observed)))
    return max(0.0, float(log_implied - log_observed) + trace - len(observed))


def gradient(structure: Structure, observed: Matrix, theta: Vector) -> Vector:
    """Slopes of the discrepancy in the parameters."""
    inverse = np.linalg.inv(structure.implied(theta))
    weight = inverse @ (structure.implied(theta) - observed) @ inverse
    result: Vector = np.einsum("ij,pij->p", weight, structure.slopes(theta))
    return result


def expected_information(structure: Structure, theta: Vector) -> Matrix:
    """Fisher information of one row about the parameters, from the expected second slopes."""
    inverse = np.linalg.inv(structure.implied(theta))
    carried = inverse @ structure.slopes(theta)
    result: Matrix = np.einsum("pij,qji->pq", carried, carried) / 2
    return result
