"""From answers or sums to the covariance matrix of the items that count for reliability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Matrix, Vector, as_answers, item_names
from analysis.statistics.cross_products import CrossProducts
from analysis.statistics.estimate import Undefined
from analysis.statistics.pairwise_products import PairwiseProducts

ItemSums = CrossProducts | PairwiseProducts
ItemData = ArrayLike | CrossProducts | PairwiseProducts

NOISE = 1e-13
"""A variance below this share of the largest is the rounding of zero."""


@dataclass(frozen=True)
class ItemCovariance:
    """The covariance matrix of the items that have answers that differ.

    `matrix` is None when there are not two such items, and `why` says so. `n` is the number of
    complete rows (of the smallest pair, for pairwise sums); `left_out` names the other items.
    """

    items: tuple[str, ...]
    left_out: tuple[str, ...]
    n: int
    matrix: Matrix | None
    why: Undefined | None = None


def item_sums(
    data: ItemData, *, items: Sequence[str] | None = None, pairwise: bool = False
) -> ItemSums:
    """The sums of a table of answers (rows x items, NaN = missing), or the sums as they are.

    From a table, items without answers or whose answers are all equal are kept apart first, so
    that their gaps cost no rows; see `covariance_of_items`. ValueError for names or `pairwise`
    beside sums, which have their own.
    """
    if isinstance(data, CrossProducts | PairwiseProducts):
        if items is not None or pairwise:
            raise ValueError("sums have their own items and pairs: give answers to choose them")
        return data
    kind = PairwiseProducts if pairwise else CrossProducts
    return kind.of(data, items)


def covariance_of_items(
    data: ItemData, *, items: Sequence[str] | None = None, pairwise: bool = False
) -> ItemCovariance:
    """The covariance matrix of the items that vary, from answers or from sums.

    Items without answers or variance are left out and named. From answers, they are left out
    before rows with a missing answer are; sums rest on the rows that are complete in all items.
    """
    sums = item_sums(data, items=items, pairwise=pairwise)
    varying = _varying(sums)
    if len(varying) == len(sums.items) or data is sums:
        return _covariance(sums, varying)
    array = as_answers(data)  # type: ignore[arg-type] # not sums, which are returned as they are
    names = item_names(items, array.shape[1])
    kept = [i for i, name in enumerate(names) if name in varying or _differ(array[:, i])]
    if not kept:
        return _covariance(sums, [])
    again = item_sums(array[:, kept], items=[names[i] for i in kept], pairwise=pairwise)
    found = _covariance(again, _varying(again))
    left_out = tuple(name for name in names if name not in found.items)
    return ItemCovariance(found.items, left_out, found.n, found.matrix, found.why)


def _covariance(sums: ItemSums, varying: Sequence[str]) -> ItemCovariance:
    left_out = tuple(name for name in sums.items if name not in varying)
    kept = sums.without(left_out)
    matrix = kept.covariance() if len(kept.items) > 1 else None
    why = None if matrix is not None else _why(sums)
    return ItemCovariance(kept.items, left_out, sums.n, matrix, why)


def _why(sums: ItemSums) -> Undefined:
    if sums.n == 0:
        return Undefined.NO_ANSWERS
    return Undefined.ONE_UNIT if sums.n == 1 else Undefined.TOO_FEW_ITEMS


def _varying(sums: ItemSums) -> list[str]:
    """The items whose variance is above 0 (or, pairwise, whose own answers differ)."""
    if isinstance(sums, PairwiseProducts):
        return [
            name
            for name, row in zip(sums.items, sums.pairs, strict=True)
            if (own := row[0].covariance()) is not None and own[0, 0] > 0
        ]
    matrix = sums.covariance()
    if matrix is None:
        return []
    return [name for name, value in zip(sums.items, np.diag(matrix), strict=True) if value > 0]


def _differ(column: Vector) -> bool:
    given = column[~np.isnan(column)]
    return given.size > 0 and bool((given != given[0]).any())


def correlations(covariance: Matrix) -> Matrix:
    """The correlation matrix of items that all vary; its diagonal is exactly 1."""
    sd = np.sqrt(np.diag(covariance))
    matrix: Matrix = np.clip(covariance / np.outer(sd, sd), -1, 1)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def sum_of(matrix: Matrix) -> float:
    """The sum of a covariance matrix, the variance of a sum; rounding of zero is exactly 0."""
    total = float(matrix.sum())
    return 0.0 if total <= NOISE * float(np.abs(matrix).sum()) else total
