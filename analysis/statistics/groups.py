"""Rows in groups: labels, codes and one value for each group."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.statistics.answers import Vector, Whole, optional
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.vectors import label_array


@dataclass(frozen=True)
class GroupValues:
    """One value for each group, groups in ascending order.

    Parameters
    ----------
    groups : labels.
    n : raters (complete rows) of each group.
    values : None for a group of fewer than two raters.
    """

    groups: tuple[Hashable, ...]
    n: tuple[int, ...]
    values: tuple[float | None, ...]

    def as_dict(self) -> dict[Hashable, float | None]:
        """Label to value."""
        return dict(zip(self.groups, self.values, strict=True))

    def estimate(self, group: Hashable) -> Estimate:
        """The value of one group with its n, or why there is none. ValueError if unknown."""
        if group not in self.groups:
            raise ValueError(f"there is no group {group}")
        position = self.groups.index(group)
        n, value = self.n[position], self.values[position]
        if value is not None:
            return Estimate(value, n)
        return Estimate.none(Undefined.ONE_RATER if n else Undefined.NO_ANSWERS, n)


@dataclass(frozen=True)
class GroupSummary:
    """How the values of the groups lie.

    `groups` counts those with a value; the figures are None for none. `at_least` is the share of
    these groups, 0..1, with a value at or above the bar.
    """

    groups: int
    mean: float | None
    median: float | None
    at_least: float | None


def group_summary(
    values: GroupValues, bar: float = 0.7, *, counts: Sequence[int] | None = None
) -> GroupSummary:
    """Mean and median over groups, and the share of groups at or above the bar.

    counts : how many groups each value stands for (of `GroupSpreads`), else one.

    Groups without a value are left out. LeBreton and Senter (2008) call .71 to .90 strong.
    Raises ValueError for another number of counts.
    """
    times = [1] * len(values.values) if counts is None else counts
    both = sorted((v, t) for v, t in zip(values.values, times, strict=True) if v is not None)
    if not both:
        return GroupSummary(0, None, None, None)
    given, count = (np.array(column) for column in zip(*both, strict=True))
    groups = int(count.sum())
    high = int(count[given >= bar].sum())
    return GroupSummary(groups, float(given @ count / groups), _middle(given, count), high / groups)


def _middle(values: Vector, counts: Whole) -> float:
    """The median of ascending values that are counted."""
    passed = np.cumsum(counts)
    low, high = np.searchsorted(passed, [(passed[-1] + 1) // 2, passed[-1] // 2 + 1])
    return float((values[low] + values[high]) / 2)


def group_codes(groups: ArrayLike, rows: int) -> tuple[tuple[Hashable, ...], Whole]:
    """The labels in ascending order and, for each row, the position of its label; -1 for none.

    groups : one label for each row, numbers or text; None or NaN for a row without group.
    Raises ValueError unless there is one label for each row and labels can be ordered.
    """
    array = label_array(groups)
    if array.shape != (rows,):
        raise ValueError(f"give one group for each of the {rows} rows")
    if not rows:
        return (), np.empty(0, dtype=np.int64)
    if array.dtype.kind in "iu" and int(array.max()) - int(array.min()) < 4 * rows + 1000:
        return _codes_of_near_integers(array)
    known = _known(array)
    codes = np.full(rows, -1, dtype=np.int64)
    try:
        labels, codes[known] = np.unique(array[known], return_inverse=True)
    except TypeError as error:
        raise ValueError("name the groups all by numbers or all by text") from error
    return tuple(labels.tolist()), codes


def group_values(labels: tuple[Hashable, ...], n: Whole, values: Vector) -> GroupValues:
    """The result for groups of n raters; groups with fewer than two get None."""
    kept = np.where(n >= 2, values, np.nan)
    return GroupValues(labels, tuple(n.tolist()), optional(kept))


def _codes_of_near_integers(array: NDArray[Any]) -> tuple[tuple[Hashable, ...], Whole]:
    low = int(array.min())
    place = array.astype(np.int64) - low
    used = np.bincount(place) > 0
    position = np.cumsum(used) - 1
    return tuple((np.flatnonzero(used) + low).tolist()), position[place]


def _known(array: NDArray[Any]) -> NDArray[np.bool_]:
    if array.dtype.kind == "f":
        known: NDArray[np.bool_] = ~np.isnan(array)
        return known
    if array.dtype.kind == "O":
        return np.array([label is not None and label == label for label in array])  # noqa: PLR0124
    return np.ones(len(array), dtype=np.bool_)
