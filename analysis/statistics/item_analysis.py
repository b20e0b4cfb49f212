"""How each item goes with the rest of its scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from analysis.statistics.alpha import alpha_of
from analysis.statistics.answers import Matrix
from analysis.statistics.item_sums import (
    NOISE,
    ItemCovariance,
    ItemData,
    covariance_of_items,
    sum_of,
)


@dataclass(frozen=True)
class ItemInScale:
    """One item beside the others of its scale; None where a figure is not defined.

    Parameters
    ----------
    item : its name.
    n : rows it rests on.
    sd : standard deviation of the item in these rows, divisor n - 1.
    item_rest : correlation with the sum of the other items, -1..1; None when that sum is constant.
    alpha_if_dropped : alpha of the other items, None for fewer than two or without variance.
    """

    item: str
    n: int
    sd: float
    item_rest: float | None
    alpha_if_dropped: float | None


def item_analysis(
    data: ItemData, *, items: Sequence[str] | None = None, pairwise: bool = False
) -> tuple[ItemInScale, ...]:
    """Item-rest correlation and alpha without the item, for each item that varies.

    Parameters, missing answers and errors as in `cronbach_alpha`. Empty when fewer than two items
    vary. All from the covariance matrix: (C_j. - C_jj) / sqrt(C_jj (sum C - 2 C_j. + C_jj)).
    Nunnally and Bernstein (1994).
    """
    found = covariance_of_items(data, items=items, pairwise=pairwise)
    if found.matrix is None:
        return ()
    return tuple(_item(found, found.matrix, j) for j in range(len(found.items)))


def item_rest_correlations(
    data: ItemData, *, items: Sequence[str] | None = None, pairwise: bool = False
) -> dict[str, float | None]:
    """The item-rest correlations of `item_analysis` by item, -1..1; None where one is undefined.

    Parameters, missing answers and errors as there. Nunnally and Bernstein (1994).
    """
    found = item_analysis(data, items=items, pairwise=pairwise)
    return {entry.item: entry.item_rest for entry in found}


def alpha_if_dropped(
    data: ItemData, *, items: Sequence[str] | None = None, pairwise: bool = False
) -> dict[str, float | None]:
    """The alphas of the other items, of `item_analysis`, by item; None where one is undefined.

    Parameters, missing answers and errors as there. Nunnally and Bernstein (1994).
    """
    found = item_analysis(data, items=items, pairwise=pairwise)
    return {entry.item: entry.alpha_if_dropped for entry in found}


def _item(found: ItemCovariance, matrix: Matrix, j: int) -> ItemInScale:
    rest = np.delete(np.delete(matrix, j, 0), j, 1)
    return ItemInScale(
        found.items[j], found.n, sqrt(matrix[j, j]), _item_rest(matrix, rest, j), alpha_of(rest)
    )


def _item_rest(matrix: Matrix, rest: Matrix, j: int) -> float | None:
    variance = sum_of(rest)
    if variance <= NOISE * matrix[j, j]:
        return None
    shared = float(matrix[j].sum() - matrix[j, j])
    return max(-1.0, min(1.0, shared / (sqrt(matrix[j, j]) * sqrt(variance))))
