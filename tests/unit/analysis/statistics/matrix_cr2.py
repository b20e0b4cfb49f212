"""CR2 and its degrees of freedom by matrices, as their authors wrote them: slow and independent."""

from typing import NamedTuple

import numpy as np


class MatrixCR2(NamedTuple):
    """Standard error and Satterthwaite degrees of freedom of one coefficient."""

    se: float
    df: float


def matrix_cr2(design: np.ndarray, y: np.ndarray, clusters: np.ndarray, which: int) -> MatrixCR2:
    bread = np.linalg.inv(design.T @ design)
    hat = design @ bread @ design.T
    residuals = y - hat @ y
    left_over = np.eye(y.size) - hat
    variance, vectors = 0.0, []
    for cluster in np.unique(clusters):
        rows = clusters == cluster
        weights = design[rows] @ bread[:, which]
        adjusted = root_of_inverse(np.eye(rows.sum()) - hat[np.ix_(rows, rows)]) @ weights
        variance += float(adjusted @ residuals[rows]) ** 2
        vectors.append(left_over[:, rows] @ adjusted)
    products = np.array(vectors) @ np.array(vectors).T
    return MatrixCR2(np.sqrt(variance), float(np.trace(products) ** 2 / (products**2).sum()))


def root_of_inverse(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray(vectors @ np.diag(values**-0.5) @ vectors.T)
