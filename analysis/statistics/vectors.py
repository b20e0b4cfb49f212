"""Checked input: one-dimensional numbers with NaN for missing, labels, counts and levels."""

from collections.abc import Sequence
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
Labels = NDArray[Any]
Codes = NDArray[np.intp]
Mask = NDArray[np.bool_]

LARGEST = 1e100
MOST = 2.0**53


def vector(values: ArrayLike, name: str = "values") -> Vector:
    """The values as a float array of shape (n,); None becomes NaN, which means missing.

    Raises ValueError for another shape, for what is no number, and for values that are infinite
    or beyond 1e100, whose squares could not be added up.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as problem:
        raise ValueError(f"{name}: give numbers, with NaN for missing") from problem
    if array.ndim != 1:
        raise ValueError(f"{name}: give one dimension, not {array.ndim}")
    if np.isinf(array).any():
        raise ValueError(f"{name}: leave out infinite values or mark them missing (NaN)")
    if (abs(array) > LARGEST).any():
        raise ValueError(f"{name}: give numbers of at most 1e100 in size")
    return array


def labels(values: ArrayLike, like: Vector, name: str = "clusters") -> Labels:
    """One label (number or text) for each value of `like`. ValueError for another length."""
    array = label_array(values)
    if array.shape != like.shape:
        raise ValueError(f"{name}: give one for each value ({like.size}), not {array.shape}")
    return array


def label_array(values: ArrayLike) -> Labels:
    """The labels as an array that keeps what is no text: numpy would turn NaN into "nan"."""
    array = np.asarray(values)
    if array.dtype.kind in "US" and not isinstance(values, np.ndarray):
        return np.asarray(values, dtype=object)
    return array


def codes(of: Labels, name: str = "clusters") -> tuple[list[Any], Codes]:
    """The labels that occur, ascending, and for each row the position of its label among them.

    Raises ValueError for a missing label (None or NaN).
    """
    try:
        known, code = np.unique(of, return_inverse=True)
    except TypeError as problem:
        raise ValueError(f"{name}: give labels of one kind, none of them missing") from problem
    if any(label is None or (isinstance(label, float) and isnan(label)) for label in known):
        raise ValueError(f"{name}: every value needs a label, none may be missing")
    return known.tolist(), code.reshape(of.shape)


def counts_of(counts: ArrayLike, ns: ArrayLike) -> tuple[Vector, Vector]:
    """Counts and their totals, whole, 0 <= count <= n. ValueError where that does not hold."""
    x, n = vector(counts, "counts"), vector(ns, "ns")
    if x.shape != n.shape:
        raise ValueError(f"give as many totals as counts ({x.size}), not {n.size}")
    if np.isnan(x).any() or np.isnan(n).any():
        raise ValueError("counts and totals are never missing; a place without answers has 0 of 0")
    if (x < 0).any() or (x > n).any() or (x != np.floor(x)).any() or (n != np.floor(n)).any():
        raise ValueError("a count is a whole number, at least 0 and at most its total")
    if (n > MOST).any():
        raise ValueError("a total is at most 2^53, up to which whole numbers are exact")
    return x, n


def check_level(level: float) -> float:
    """The level itself. ValueError outside 0 < level < 1."""
    if not 0 < level < 1:
        raise ValueError(f"a level is between 0 and 1, such as .95, not {level}")
    return level


def optional(values: Vector) -> tuple[float | None, ...]:
    """The values with None for NaN and infinity."""
    return tuple(v if np.isfinite(v) else None for v in values.tolist())


def with_missing(values: Sequence[float | None]) -> Vector:
    """The values with NaN for None."""
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)
