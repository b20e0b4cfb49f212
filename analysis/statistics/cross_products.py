"""Sums of products of items over the complete rows: what reliability and factor models rest on.

Whole numbers are summed as integers, so that merging is exact in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import (
    Matrix,
    as_answers,
    blocks,
    complete_mask,
    complete_rows,
    item_names,
)

WIDEST = 2**15
"""Products of whole numbers up to this are exact, and so are sums of 2^33 of them."""
FARTHEST = 2**40
"""Whole numbers beyond this are summed as reals."""

Number = int | float
Table = tuple[tuple[Number, ...], ...]


@dataclass(frozen=True)
class CrossProducts:
    """Mergeable sums over the rows in which every item is answered.

    Parameters
    ----------
    items : names of the k items.
    n : complete rows.
    sums : k sums of answers.
    products : k x k sums of products, symmetric.
    origin : None for whole numbers (integer sums about 0); for other numbers the k values
        that were taken off the answers before summing, which keeps the digits.
    """

    items: tuple[str, ...]
    n: int
    sums: tuple[Number, ...]
    products: Table
    origin: tuple[float, ...] | None = None

    @classmethod
    def of(cls, answers: ArrayLike, items: Sequence[str] | None = None) -> "CrossProducts":
        """The sums of a table of answers (rows x items, NaN = missing).

        A row with a missing answer is left out. Raises ValueError for a bad table or bad names.
        """
        array = as_answers(answers)
        names = item_names(items, array.shape[1])
        return _of_whole(array, names) or _of_reals(complete_rows(array), names)

    def __add__(self, other: "CrossProducts") -> "CrossProducts":
        """The sums of both; exact for whole numbers. ValueError when the items differ."""
        if self.items != other.items:
            raise ValueError("sums of different items do not add")
        if self.n == 0 or other.n == 0:
            return other if self.n == 0 else self
        origin = self.origin or other.origin
        first, second = self._about(origin), other._about(origin)
        sums = tuple(a + b for a, b in zip(first.sums, second.sums, strict=True))
        products = tuple(
            tuple(a + b for a, b in zip(p, q, strict=True))
            for p, q in zip(first.products, second.products, strict=True)
        )
        return CrossProducts(self.items, self.n + other.n, sums, products, origin)

    def mean(self) -> tuple[float, ...] | None:
        """The k means, None without rows."""
        if self.n == 0:
            return None
        return tuple(
            s / self.n + c for s, c in zip(self.sums, self.origin or _zeros(self), strict=True)
        )

    def covariance(self) -> Matrix | None:
        """The k x k covariance matrix, divisor n - 1; None for fewer than two rows."""
        if self.n < 2:
            return None
        n, s = self.n, self.sums
        divisor = n * (n - 1)
        return np.array(
            [
                [(n * p - s[i] * s[j]) / divisor for j, p in enumerate(row)]
                for i, row in enumerate(self.products)
            ],
            dtype=np.float64,
        )

    def without(self, names: Sequence[str]) -> "CrossProducts":
        """The sums of the other items, over the same rows."""
        return self.only([name for name in self.items if name not in names])

    def only(self, names: Sequence[str]) -> "CrossProducts":
        """The sums of these items, in this order, over the same rows. ValueError if unknown."""
        kept = [self.items.index(name) for name in names]
        return CrossProducts(
            tuple(names),
            self.n,
            tuple(self.sums[i] for i in kept),
            tuple(tuple(self.products[i][j] for j in kept) for i in kept),
            None if self.origin is None else tuple(self.origin[i] for i in kept),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and numbers; products as the rows of the lower triangle."""
        return {
            "items": list(self.items),
            "n": self.n,
            "sums": list(self.sums),
            "products": [list(row[: i + 1]) for i, row in enumerate(self.products)],
            "origin": None if self.origin is None else list(self.origin),
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "CrossProducts":
        """What `to_dict` gave. ValueError when the sizes do not fit or n is negative."""
        lower = [tuple(row) for row in content["products"]]
        k = len(content["items"])
        if [len(row) for row in lower] != list(range(1, k + 1)) or len(content["sums"]) != k:
            raise ValueError("cross products do not fit their items")
        if content["n"] < 0:
            raise ValueError("the number of rows is at least 0")
        products = tuple(tuple(lower[max(i, j)][min(i, j)] for j in range(k)) for i in range(k))
        origin = None if content["origin"] is None else tuple(content["origin"])
        return cls(tuple(content["items"]), content["n"], tuple(content["sums"]), products, origin)

    def _about(self, origin: tuple[float, ...] | None) -> "CrossProducts":
        if origin == self.origin or origin is None:
            return self
        old = self.origin or _zeros(self)
        moved = [Fraction(a) - Fraction(b) for a, b in zip(old, origin, strict=True)]
        s = [Fraction(value) for value in self.sums]
        products = tuple(
            tuple(
                float(
                    Fraction(p) + moved[i] * s[j] + moved[j] * s[i] + self.n * moved[i] * moved[j]
                )
                for j, p in enumerate(row)
            )
            for i, row in enumerate(self.products)
        )
        sums = tuple(float(a + self.n * b) for a, b in zip(s, moved, strict=True))
        return CrossProducts(self.items, self.n, sums, products, origin)


def _zeros(sums: CrossProducts) -> tuple[int, ...]:
    return (0,) * len(sums.items)


def _of_whole(array: Matrix, names: tuple[str, ...]) -> CrossProducts | None:
    """The sums in integers, None when the numbers are not whole or lie too far apart."""
    shift = _shift(array)
    k = array.shape[1]
    n, sums, products = 0, np.zeros(k, np.int64), np.zeros((k, k), np.int64)
    for part in blocks(array):
        complete = complete_mask(part)
        block = part if complete.all() else part[np.flatnonzero(complete)]
        if shift.any():
            block = block - shift
        if not small_and_whole(block):
            return None
        n += len(block)
        sums += (np.ones(len(block)) @ block).astype(np.int64)
        products += (block.T @ block).astype(np.int64)
    return _about_zero(names, n, sums.tolist(), products.tolist(), [int(x) for x in shift])


def _shift(array: Matrix) -> Matrix:
    """Whole numbers near the answers when these are large, else zeros."""
    first = np.rint(np.nan_to_num(array[:1], posinf=0, neginf=0).sum(axis=0))
    return np.where((np.abs(first) > WIDEST) & (np.abs(first) < FARTHEST), first, 0.0)


def small_and_whole(block: Matrix) -> bool:
    """Whether products of these numbers, and their sums over a block, are exact in float64."""
    if not block.size:
        return True
    return bool(
        block.max() <= WIDEST and block.min() >= -WIDEST and (np.rint(block) == block).all()
    )


def _about_zero(
    names: tuple[str, ...], n: int, s: list[int], p: list[list[int]], c: list[int]
) -> CrossProducts:
    """Integer sums of answers, from the sums of answers less c."""
    sums = tuple(a + n * b for a, b in zip(s, c, strict=True))
    k = range(len(c))
    products = tuple(
        tuple(p[i][j] + c[i] * s[j] + c[j] * s[i] + n * c[i] * c[j] for j in k) for i in k
    )
    return CrossProducts(names, n, sums, products)


def _of_reals(array: Matrix, names: tuple[str, ...]) -> CrossProducts:
    """Sums about the means; an item whose answers are all equal keeps exact zeros."""
    first = array[0]
    origin = np.where((array == first).all(axis=0), first, array.mean(axis=0))
    centred = array - origin
    products = centred.T @ centred
    return CrossProducts(
        names,
        len(array),
        tuple(centred.sum(axis=0).tolist()),
        tuple(tuple(row) for row in products.tolist()),
        tuple(origin.tolist()),
    )
