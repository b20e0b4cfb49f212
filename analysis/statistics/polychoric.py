"""Polychoric correlations by two-step maximum likelihood, and ordinal alpha."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.alpha import alpha_of
from analysis.statistics.answers import Matrix, Vector
from analysis.statistics.bivariate_normal import bivariate_normal_cdf, bivariate_normal_density
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.pair_tables import PairTables
from analysis.statistics.reliability import Reliability

NEAR_ONE = 0.9999
LEAST = 1e-20
STEPS = 40
FLAT = 1e-9
"""Log likelihoods nearer to each other than this are alike."""


@dataclass(frozen=True)
class PolychoricMatrix:
    """Polychoric correlations of k items.

    Parameters
    ----------
    items : names.
    n : rows of the smallest pair.
    values : k x k, -1..1, 1 on the diagonal; None for a pair without a value.
    smallest_cell : the least count above 0 in any pair; below 5 the values are unsteady.
    """

    items: tuple[str, ...]
    n: int
    values: tuple[tuple[float | None, ...], ...]
    smallest_cell: int | None


def polychoric(table: ArrayLike) -> Estimate:
    """The polychoric correlation of a table of counts, -1..1.

    table : rows are the options of one item, columns those of the other, counts of at least 0.
    First the thresholds from the margins, then the correlation by maximum likelihood. Options
    that nobody chose do not matter; no count is corrected. A likelihood that still rises at
    .9999 gives 1 (or -1). n is the sum of the table. No interval. Undefined for no counts and
    when one of the items has one option only. Raises ValueError for a bad table. Olsson (1979).
    """
    counts = _counts(table)
    n = int(counts.sum())
    if n == 0:
        return Estimate.none(Undefined.NO_ANSWERS)
    used = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    if min(used.shape) < 2:
        return Estimate.none(Undefined.NO_VARIANCE, n)
    return Estimate(_most_likely(used), n)


def polychoric_correlations(tables: PairTables) -> PolychoricMatrix:
    """The polychoric correlation of each pair of items, -1..1; None for a pair without a value.

    Each from the rows of its table, as `polychoric` finds it. Olsson (1979).
    """
    k = len(tables.items)
    values: list[list[float | None]] = [[float(i == j) for j in range(k)] for i in range(k)]
    for (i, j), table in tables.tables.items():
        values[i][j] = values[j][i] = polychoric(table).value
    rows = tuple(map(tuple, values))
    return PolychoricMatrix(tables.items, tables.n, rows, tables.smallest_cell)


def ordinal_alpha(
    data: ArrayLike | PairTables, *, points: int | None = None, items: Sequence[str] | None = None
) -> Reliability:
    """Alpha of the polychoric correlations: the reliability of a score nobody computes.

    data : answers 1..points (rows x items, NaN = missing; complete rows), or `PairTables`.
    points, items : options A and names of the columns, for answers only.
    n is the rows of the smallest pair. No interval. Items in which all answers are equal are left
    out and named. Undefined for fewer than two items. Raises ValueError for bad tables or names.
    Zumbo, Gadermann and Zeisser (2007); against it: Chalmers (2018).
    """
    tables = _tables(data, points, items)
    n = tables.n
    kept = _varying(tables)
    left_out = tuple(name for i, name in enumerate(tables.items) if i not in kept)
    names = tuple(tables.items[i] for i in kept)
    if len(kept) < 2:
        answered = n > 0 or len(tables.items) < 2
        why = Undefined.TOO_FEW_ITEMS if answered else Undefined.NO_ANSWERS
        return Reliability(None, n, why=why, items=names, left_out=left_out)
    values = polychoric_correlations(tables).values
    matrix = np.array([[values[i][j] for j in kept] for i in kept], dtype=np.float64)
    value = None if np.isnan(matrix).any() else alpha_of(matrix)
    reason = Undefined.NO_VARIANCE if value is None else None
    return Reliability(value, n, why=reason, items=names, left_out=left_out)


def _tables(
    data: ArrayLike | PairTables, points: int | None, items: Sequence[str] | None
) -> PairTables:
    if isinstance(data, PairTables):
        if points is not None or items is not None:
            raise ValueError("pair tables have their own points and items")
        return data
    if points is None:
        raise ValueError("give the number of options (points)")
    return PairTables.of(data, points, items)


def _varying(tables: PairTables) -> list[int]:
    """Positions of the items with two options in use in each of their pairs."""
    constant = set()
    for (i, j), table in tables.tables.items():
        counts = np.array(table)
        constant |= {i} if (counts.sum(axis=1) > 0).sum() < 2 else set()
        constant |= {j} if (counts.sum(axis=0) > 0).sum() < 2 else set()
    return [i for i in range(len(tables.items)) if i not in constant and len(tables.items) > 1]


def _counts(table: ArrayLike) -> Matrix:
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or not np.isfinite(counts).all() or (counts < 0).any():
        raise ValueError("a table has rows and columns of counts of at least 0")
    if (counts != np.rint(counts)).any():
        raise ValueError("a table has whole counts")
    return counts


def _most_likely(counts: Matrix) -> float:
    rows, columns = _thresholds(counts.sum(axis=1)), _thresholds(counts.sum(axis=0))
    r = _scored(counts, rows, columns)
    if r is None:
        r = _searched(counts, rows, columns)
    return r if abs(r) < NEAR_ONE - 1e-4 else float(np.sign(r))


def _scored(counts: Matrix, rows: Vector, columns: Vector) -> float | None:
    """By Fisher scoring from 0; None when it does not settle in the middle of its range."""
    r = 0.0
    for _ in range(STEPS):
        cells = np.maximum(_cells(bivariate_normal_cdf(rows, columns, r)), LEAST)
        slopes = _cells(bivariate_normal_density(rows, columns, r))
        information = float(counts.sum() * (slopes**2 / cells).sum())
        step = float((counts * slopes / cells).sum()) / information
        r += step
        if abs(r) > 0.99:
            return None
        if abs(step) < 1e-13:
            return r
    return None


def _searched(counts: Matrix, rows: Vector, columns: Vector) -> float:
    """By bracketing the maximum of the likelihood; its end where it is as high there."""
    from scipy.optimize import minimize_scalar

    def unlikely(r: float) -> float:
        cells = _cells(bivariate_normal_cdf(rows, columns, r))
        return -float((counts * np.log(np.maximum(cells, LEAST))).sum())

    found = minimize_scalar(
        unlikely, bounds=(-NEAR_ONE, NEAR_ONE), method="bounded", options={"xatol": 1e-9}
    )
    end = float(np.copysign(NEAR_ONE, found.x))
    return end if unlikely(end) <= found.fun + FLAT else float(found.x)


def _cells(cumulated: Matrix) -> Matrix:
    """What lies between the thresholds, from values at them."""
    cells: Matrix = np.diff(np.diff(cumulated, axis=0), axis=1)
    return cells


def _thresholds(margin: Vector) -> Vector:
    """The limits of the options, -inf and inf included."""
    from scipy.special import ndtri

    shares = np.cumsum(margin) / margin.sum()
    return np.concatenate([[-np.inf], ndtri(shares[:-1]), [np.inf]])
