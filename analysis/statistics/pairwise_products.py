"""Sums of products over the rows that answer both items of a pair, for reliability by pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Matrix, as_answers, blocks, checked, item_names
from analysis.statistics.cross_products import CrossProducts, small_and_whole

Pairs = tuple[tuple[CrossProducts, ...], ...]


@dataclass(frozen=True)
class PairwiseProducts:
    """Mergeable sums, one set for each pair of items.

    Parameters
    ----------
    items : names of the k items.
    pairs : k x k; the sums of items i and j, i <= j, over the rows that answer both:
        (n, sum of i, sum of j, sum of i * j), as the cross products of the pair.
    """

    items: tuple[str, ...]
    pairs: Pairs

    @classmethod
    def of(cls, answers: ArrayLike, items: Sequence[str] | None = None) -> "PairwiseProducts":
        """The sums of a table of answers (rows x items, NaN = missing).

        Raises ValueError for a bad table or bad names.
        """
        array = checked(as_answers(answers))
        names = item_names(items, array.shape[1])
        return cls(names, _whole_pairs(array, names) or _pairs(array, names))

    def __add__(self, other: "PairwiseProducts") -> "PairwiseProducts":
        """The sums of both; exact for whole numbers. ValueError when the items differ."""
        if self.items != other.items:
            raise ValueError("sums of different items do not add")
        return PairwiseProducts(
            self.items,
            tuple(
                tuple(a + b for a, b in zip(p, q, strict=True))
                for p, q in zip(self.pairs, other.pairs, strict=True)
            ),
        )

    @property
    def n(self) -> int:
        """Rows of the pair of different items that has the fewest (of the item, if only one)."""
        return min((row[-1] if len(row) == 1 else min(row[1:], key=_rows)).n for row in self.pairs)

    def counts(self) -> tuple[tuple[int, ...], ...]:
        """K x k numbers of rows that answer both items."""
        return tuple(
            tuple(self._pair(i, j).n for j in range(len(self.items)))
            for i in range(len(self.items))
        )

    def covariance(self) -> Matrix | None:
        """K x k covariances, divisor n - 1 of each pair; None when a pair has fewer than two rows.

        Variances are those of all answers to the item (as R's "pairwise.complete.obs").
        """
        k = len(self.items)
        result = np.empty((k, k))
        for i in range(k):
            for j in range(i, k):
                both = self._pair(i, j).covariance()
                if both is None:
                    return None
                result[i, j] = result[j, i] = both[0, -1]
        return result

    def without(self, names: Sequence[str]) -> "PairwiseProducts":
        """The sums of the other items."""
        kept = [i for i, name in enumerate(self.items) if name not in names]
        return PairwiseProducts(
            tuple(self.items[i] for i in kept),
            tuple(
                tuple(self._pair(i, j) for j in kept[position:]) for position, i in enumerate(kept)
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and numbers."""
        return {
            "items": list(self.items),
            "pairs": [[pair.to_dict() for pair in row] for row in self.pairs],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "PairwiseProducts":
        """What `to_dict` gave. ValueError when the sizes do not fit."""
        pairs = tuple(
            tuple(CrossProducts.from_dict(pair) for pair in row) for row in content["pairs"]
        )
        k = len(content["items"])
        if [len(row) for row in pairs] != list(range(k, 0, -1)):
            raise ValueError("pairwise products do not fit their items")
        return cls(tuple(content["items"]), pairs)

    def _pair(self, i: int, j: int) -> CrossProducts:
        return self.pairs[min(i, j)][abs(j - i)]


def _pairs(array: Matrix, names: tuple[str, ...]) -> Pairs:
    """Pair by pair, for numbers of any kind."""
    k = range(len(names))
    return tuple(tuple(_pair(array, names, i, j) for j in k[i:]) for i in k)


def _pair(array: Matrix, names: tuple[str, ...], i: int, j: int) -> CrossProducts:
    columns = [i] if i == j else [i, j]
    return CrossProducts.of(array[:, columns], [names[c] for c in columns])


def _whole_pairs(array: Matrix, names: tuple[str, ...]) -> Pairs | None:
    """All pairs at once in integers, None when the numbers are not whole or are large."""
    k = range(len(names))
    n, sums, squares, products = np.zeros((4, len(names), len(names)), dtype=np.int64)
    for block in blocks(array):
        missing = np.isnan(block)
        given, values = (~missing).astype(np.float64), np.where(missing, 0.0, block)
        if not small_and_whole(values):
            return None
        n += (given.T @ given).astype(np.int64)
        sums += (values.T @ given).astype(np.int64)
        squares += ((values * values).T @ given).astype(np.int64)
        products += (values.T @ values).astype(np.int64)
    tables = [table.tolist() for table in (n, sums, squares, products)]
    return tuple(tuple(_whole_pair(names, tables, i, j) for j in k[i:]) for i in k)


def _whole_pair(
    names: tuple[str, ...], tables: list[list[list[int]]], i: int, j: int
) -> CrossProducts:
    n, sums, squares, products = tables
    if i == j:
        return CrossProducts((names[i],), n[i][i], (sums[i][i],), ((squares[i][i],),))
    both = products[i][j]
    table = ((squares[i][j], both), (both, squares[j][i]))
    return CrossProducts((names[i], names[j]), n[i][j], (sums[i][j], sums[j][i]), table)


def _rows(sums: CrossProducts) -> int:
    return sums.n
