"""Sums without rounding: whole numbers, or fractions when the values are not whole.

Every float is a whole number over a power of two, so sums of such numbers are exact whatever
the order in which they are added, and merged parts equal the whole.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.vectors import Codes, Vector

Exact = int | Fraction
Plain = int | list[int]
Numbers = NDArray[Any]
_BITS = 53
_WHOLE_IN_FLOATS = 2.0**_BITS
_LARGEST_SHIFT = 1000
_ROOM_BITS = 62
_ROOM = 2**_ROOM_BITS
_HALF = 32


def integers(values: Vector) -> tuple[Numbers, int]:
    """Whole numbers and a divisor, value = number / divisor; int64 where they fit, else objects.

    `values` are finite.
    """
    if bool(np.all(values == np.floor(values))) and bool(np.all(abs(values) < _WHOLE_IN_FLOATS)):
        return values.astype(np.int64), 1
    exponents = np.frexp(values[values != 0])[1]
    shift = _BITS - int(exponents.min())  # values * 2^shift are whole
    if 0 <= shift < _LARGEST_SHIFT and int(exponents.max()) + shift < _ROOM_BITS:
        return np.ldexp(values, shift).astype(np.int64), 2**shift
    return _with_common_divisor(values)


def group_sums(numbers: Numbers, code: Codes, groups: int) -> list[int]:
    """The sum of the numbers of each group, 0 .. groups - 1, as ints of any size."""
    if numbers.dtype == object:
        sums = np.zeros(groups, dtype=object)
        np.add.at(sums, code, numbers)
        return [int(s) for s in sums.tolist()]
    if _largest(numbers) * numbers.size < _ROOM:
        return _int64_sums(numbers, code, groups)
    high = _int64_sums(numbers >> _HALF, code, groups)
    low = _int64_sums(numbers & (2**_HALF - 1), code, groups)
    return [(h << _HALF) + rest for h, rest in zip(high, low, strict=True)]


def squared(numbers: Numbers) -> Numbers:
    """The squares, as objects where they do not fit into int64."""
    if _largest(numbers) ** 2 >= _ROOM:
        numbers = numbers.astype(object)
    return np.asarray(numbers * numbers)


def total_and_squares(values: Vector) -> tuple[Exact, Exact]:
    """The sum and the sum of squares. `values` are finite."""
    if not values.size:
        return 0, 0
    numbers, divisor = integers(values)
    everything = np.zeros(numbers.size, dtype=np.intp)
    [total] = group_sums(numbers, everything, 1)
    [squares] = group_sums(squared(numbers), everything, 1)
    return reduced(Fraction(total, divisor)), reduced(Fraction(squares, divisor**2))


def exact_sum(numbers: Iterable[Exact]) -> Exact:
    """The sum; numbers of one denominator are added first, which spares most of the work."""
    by_denominator: dict[int, int] = {}
    for number in numbers:
        d = number.denominator
        by_denominator[d] = by_denominator.get(d, 0) + number.numerator
    parts = (Fraction(n, d) for d, n in by_denominator.items())
    return reduced(sum(parts, start=Fraction(0)))


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


def _with_common_divisor(values: Vector) -> tuple[Numbers, int]:
    ratios = [v.as_integer_ratio() for v in values.tolist()]
    divisor = max(d for _, d in ratios)  # all are powers of two: the largest is a common one
    numbers = np.empty(len(ratios), dtype=object)
    numbers[:] = [n * (divisor // d) for n, d in ratios]
    return numbers, divisor


def _largest(numbers: Numbers) -> int:
    return max(int(numbers.max()), -int(numbers.min())) if numbers.size else 0


def _int64_sums(numbers: Numbers, code: Codes, groups: int) -> list[int]:
    sums = np.zeros(groups, dtype=np.int64)
    np.add.at(sums, code, numbers)
    return [int(s) for s in sums.tolist()]
