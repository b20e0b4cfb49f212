"""Average deviation: agreement in scale points."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Vector, Whole
from analysis.statistics.group_sums import is_whole, rows_in_groups
from analysis.statistics.groups import GroupValues, group_values

WIDEST = 128
"""Whole answers that span at most this many options are counted instead of sorted."""

Centre = Literal["median", "mean"]


def average_deviation(
    answers: ArrayLike, groups: ArrayLike, *, centre: Centre = "median"
) -> GroupValues:
    """The mean distance from the group's median or mean, averaged over items; at least 0.

    Parameters
    ----------
    answers : rows = raters, columns = items (or a list, for one item), NaN = missing.
    groups : one label a row; None or NaN for none.
    centre : of each group and item; the median of an even number is the mean of the middle two.

    In scale points; A / 6 is the practical limit (`average_deviation_limit`). Rows with a missing
    answer are left out; a group of fewer than two raters has no value. Raises ValueError for a
    bad table, labels or centre. Burke, Finkelstein and Dusig (1999); Burke and Dunlap (2002).
    """
    if centre not in {"median", "mean"}:
        raise ValueError(f'the centre is "median" or "mean", not {centre!r}')
    labels, codes, columns = rows_in_groups(answers, groups)
    n = np.bincount(codes, minlength=len(labels)).astype(np.int64)
    total = np.zeros(len(labels))
    few = is_whole(columns) and columns.size > 0 and columns.max() - columns.min() < WIDEST
    one_item = _by_counts if few else _by_rows
    for column in columns:
        total += one_item(column, codes, n, centre)
    return group_values(labels, n, total / len(columns))


def _by_counts(column: Vector, codes: Whole, n: Whole, centre: Centre) -> Vector:
    """Average deviation of one item in each group, from counts of its options."""
    low, high = int(column.min()), int(column.max())
    options = np.arange(low, high + 1)
    width = len(options)
    places = codes * width + (column.astype(np.int64) - low)
    counts = np.bincount(places, minlength=len(n) * width).reshape(len(n), width)
    safe = np.maximum(n, 1)
    middle = counts @ options / safe if centre == "mean" else _median(counts, options, n)
    distances = np.abs(options - middle[:, np.newaxis])
    result: Vector = (counts * distances).sum(axis=1) / safe
    return result


def _median(counts: Whole, options: Whole, n: Whole) -> Vector:
    """The median of each row of counts; any number for a row without counts."""
    passed = np.cumsum(counts, axis=1)
    last = len(options) - 1
    low = np.minimum((passed <= ((n - 1) // 2)[:, np.newaxis]).sum(axis=1), last)
    high = np.minimum((passed <= (n // 2)[:, np.newaxis]).sum(axis=1), last)
    result: Vector = (options[low] + options[high]) / 2
    return result


def _by_rows(column: Vector, codes: Whole, n: Whole, centre: Centre) -> Vector:
    """Average deviation of one item in each group, for numbers of any kind."""
    order = np.lexsort((column, codes))
    values, codes = column[order], codes[order]
    safe = np.maximum(n, 1)
    if centre == "mean":
        middle = np.bincount(codes, values, minlength=len(n)) / safe
    else:
        middle = _sorted_median(values, n)
    return np.bincount(codes, np.abs(values - middle[codes]), minlength=len(n)) / safe


def _sorted_median(values: Vector, n: Whole) -> Vector:
    if not values.size:
        return np.zeros(len(n))
    start = np.cumsum(n) - n
    last = values.size - 1
    low = values[np.clip(start + (n - 1) // 2, 0, last)]
    high = values[np.clip(start + n // 2, 0, last)]
    result: Vector = (low + high) / 2
    return result
