"""Sums without rounding: whole numbers, or fractions when the values are not whole.

Every float is a whole number over a power of two, so sums of such numbers are exact whatever
the order in which they are added, and merged parts equal the whole.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.vectors import Vector

Exact = int | Fraction
Plain = int | list[int]
_WHOLE_IN_FLOATS = 2.0**53
_ROOM = 2**62


def integers(values: Vector) -> tuple[NDArray[Any], int]:
    """Whole numbers and a divisor, value = number / divisor; int64 when the values are whole.

    `values` are finite.
    """
    if bool(np.all(values == np.floor(values))) and bool(np.all(abs(values) < _WHOLE_IN_FLOATS)):
        return values.astype(np.int64), 1
    ratios = [v.as_integer_ratio() for v in values.tolist()]
    divisor = max(d for _, d in ratios)  # all are powers of two: the largest is a common one
    numbers = np.empty(len(ratios), dtype=object)
    numbers[:] = [n * (divisor // d) for n, d in ratios]
    return numbers, divisor


def group_sums(numbers: NDArray[Any], code: NDArray[np.intp], groups: int) -> list[int]:
    """The sum of the numbers of each group, 0 .. groups - 1."""
    largest = int(abs(numbers).max()) if numbers.size else 0
    if largest * numbers.size >= _ROOM:
        numbers = numbers.astype(object)
    sums = np.zeros(groups, dtype=numbers.dtype)
    np.add.at(sums, code, numbers)
    return [int(s) for s in sums.tolist()]


def total_and_squares(values: Vector) -> tuple[Exact, Exact]:
    """The sum and the sum of squares. `values` are finite."""
    numbers, divisor = integers(values)
    largest = int(abs(numbers).max()) if numbers.size else 0
    if largest * largest * numbers.size >= _ROOM:
        numbers = numbers.astype(object)
    total, squares = int(numbers.sum()), int((numbers * numbers).sum())
    return reduced(Fraction(total, divisor)), reduced(Fraction(squares, divisor**2))


def reduced(number: Exact) -> Exact:
    """An int when the number is whole, else a Fraction."""
    return int(number) if number.denominator == 1 else number


def plain(number: Exact) -> Plain:
    """The number for a file: an int, or [numerator, denominator]."""
    number = reduced(number)
    return number if isinstance(number, int) else [number.numerator, number.denominator]


def from_plain(number: Plain | Sequence[int]) -> Exact:
    """The number that `plain` wrote. ValueError for anything else."""
    if isinstance(number, int) and not isinstance(number, bool):
        return number
    if isinstance(number, list) and [type(n) for n in number] == [int, int] and number[1] > 0:
        return reduced(Fraction(number[0], number[1]))
    raise ValueError(f"a sum is a whole number or [numerator, denominator], not {number!r}")
