"""Invented answers for comparisons."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
SEEDS = range(5)


def answers(seed: int, rows: int = 120, items: int = 6, blank: float = 0.0) -> Matrix:
    """Answers 1..5 that have something in common; NaN for a blank."""
    rng = np.random.default_rng(seed)
    common = rng.normal(3.6, 0.9, (rows, 1))
    table: Matrix = np.clip(np.rint(common + rng.normal(0, 0.9, (rows, items))), 1, 5)
    table[rng.random(table.shape) < blank] = np.nan
    return table
