"""Sums of answers by group over complete rows: what rwg and its relatives rest on."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.answers import (
    ROWS,
    Matrix,
    Vector,
    Whole,
    as_answers,
    blocks,
    checked,
    complete_mask,
)
from analysis.statistics.groups import group_codes

LARGEST_WHOLE = 8192
"""Whole numbers up to this are summed as integers: squares of 10^8 of them stay exact."""


@dataclass(frozen=True, eq=False)
class GroupSums:
    """Mergeable sums.

    Parameters
    ----------
    groups : J labels, ascending.
    n : J numbers of complete rows.
    sums, squares : J x k sums of answers and of squared answers; integers for whole answers.
    origin : None for whole answers; else the k values taken off the answers before summing.
    """

    groups: tuple[Hashable, ...]
    n: Whole
    sums: NDArray[Any]
    squares: NDArray[Any]
    origin: tuple[float, ...] | None = None

    @classmethod
    def of(cls, answers: ArrayLike, groups: ArrayLike) -> "GroupSums":
        """Sum a table of answers (rows = raters, columns = items, NaN = missing) by group.

        groups : one label a row. Rows with a missing answer or without a group are left out; a
        group that has only such rows keeps n = 0. Raises ValueError for bad tables or labels.
        """
        labels, codes, columns = rows_in_groups(answers, groups)
        whole = is_whole(columns)
        origin = np.zeros(len(columns)) if whole else columns.mean(axis=1)
        sums = np.empty((len(labels), len(columns)))
        squares = np.empty_like(sums)
        for j, middle in enumerate(origin.tolist()):
            column = columns[j] - middle
            sums[:, j] = np.bincount(codes, column, minlength=len(labels))
            squares[:, j] = np.bincount(codes, column * column, minlength=len(labels))
        n = np.bincount(codes, minlength=len(labels)).astype(np.int64)
        if whole:
            return cls(labels, n, sums.astype(np.int64), squares.astype(np.int64))
        return cls(labels, n, sums, squares, tuple(origin.tolist()))

    def __add__(self, other: "GroupSums") -> "GroupSums":
        """The sums of both, by label; exact for whole answers. ValueError if k differs."""
        if self.k != other.k:
            raise ValueError("sums of different numbers of items do not add")
        origin = self.origin or other.origin
        labels, codes = _united(self.groups, other.groups)
        parts = [self._about(origin), other._about(origin)]
        n = np.zeros(len(labels), dtype=np.int64)
        kind = np.int64 if origin is None else np.float64
        sums = np.zeros((len(labels), self.k), dtype=kind)
        squares = np.zeros_like(sums)
        for part, places in zip(parts, codes, strict=True):
            n[places] += part.n
            sums[places] += part.sums
            squares[places] += part.squares
        return GroupSums(labels, n, sums, squares, origin)

    @property
    def k(self) -> int:
        """Items."""
        return int(self.sums.shape[1])

    def mean_variances(self) -> Vector:
        """J means of the variances of the items."""
        result: Vector = self.variances().mean(axis=1)
        return result

    def variances(self) -> Matrix:
        """J x k variances, divisor n - 1; 0 for fewer than two rows."""
        n = np.maximum(self.n, 1)[:, np.newaxis]
        within = self.squares - self.sums * (self.sums / n)
        if self.origin is None:
            within = (n * self.squares - self.sums * self.sums) / n
        result: Matrix = np.maximum(within, 0) / np.maximum(n - 1, 1)
        return result

    def to_dict(self) -> dict[str, Any]:
        """Plain lists."""
        return {
            "groups": list(self.groups),
            "n": self.n.tolist(),
            "sums": self.sums.tolist(),
            "squares": self.squares.tolist(),
            "origin": None if self.origin is None else list(self.origin),
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "GroupSums":
        """What `to_dict` gave. ValueError when the sizes do not fit or n is negative."""
        kind = np.int64 if content["origin"] is None else np.float64
        n = np.array(content["n"], dtype=np.int64)
        sums, squares = (np.array(content[key], dtype=kind) for key in ("sums", "squares"))
        if len(n) != len(content["groups"]) or len(sums) != len(n) or sums.shape != squares.shape:
            raise ValueError("sums do not fit their groups")
        if (n < 0).any():
            raise ValueError("the number of rows of a group is at least 0")
        origin = None if content["origin"] is None else tuple(content["origin"])
        return cls(tuple(content["groups"]), n, sums, squares, origin)

    def _about(self, origin: tuple[float, ...] | None) -> "GroupSums":
        if origin == self.origin or origin is None:
            return self
        moved = np.array(self.origin or 0) - np.array(origin)
        n = self.n[:, np.newaxis]
        squares = self.squares + 2 * moved * self.sums + n * moved**2
        return GroupSums(self.groups, self.n, self.sums + n * moved, squares, origin)


def rows_in_groups(
    answers: ArrayLike, groups: ArrayLike
) -> tuple[tuple[Hashable, ...], Whole, Matrix]:
    """Labels, and the codes and the columns (items x rows) of the complete rows with a group.

    A single column may be given as a list. ValueError as `GroupSums.of`.
    """
    table = np.asarray(answers)
    array = as_answers(table[:, np.newaxis] if table.ndim == 1 else table)
    labels, codes = group_codes(groups, len(array))
    kept = complete_mask(array) & (codes >= 0)
    if kept.all():
        return labels, codes, _columns(array)
    return labels, codes[kept], _columns(array[kept])


def is_whole(columns: Matrix) -> bool:
    """Whether all are whole numbers of at most 8192 in size (also when there are none).

    Raises ValueError for numbers beyond 1e100.
    """
    whole = all(_whole(block) for column in columns for block in _parts(column))
    if not whole:
        checked(columns)
    return whole


def _whole(block: Vector) -> bool:
    near = block.max() <= LARGEST_WHOLE and block.min() >= -LARGEST_WHOLE
    return bool(near and (np.rint(block) == block).all())


def _parts(column: Vector) -> Iterator[Vector]:
    return (column[start : start + ROWS] for start in range(0, column.size, ROWS))


def _columns(array: Matrix) -> Matrix:
    """The transposed copy, each column in one piece."""
    columns = np.empty((array.shape[1], len(array)))
    for number, block in enumerate(blocks(array)):
        columns[:, number * ROWS : number * ROWS + len(block)] = block.T
    return columns


def _united(
    first: tuple[Hashable, ...], second: tuple[Hashable, ...]
) -> tuple[tuple[Hashable, ...], tuple[Whole, Whole]]:
    labels: tuple[Hashable, ...] = tuple(sorted({*first, *second}))  # type: ignore[type-var] # ordered when made
    place = {label: position for position, label in enumerate(labels)}
    return labels, (_places(place, first), _places(place, second))


def _places(place: Mapping[Hashable, int], labels: tuple[Hashable, ...]) -> Whole:
    return np.array([place[label] for label in labels], dtype=np.int64)
