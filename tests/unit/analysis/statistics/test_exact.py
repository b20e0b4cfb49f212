"""Sums without rounding, whatever the size of the numbers."""

from fractions import Fraction

import numpy as np
import pytest

from analysis.statistics.exact import (
    Exact,
    exact_sum,
    from_plain,
    group_sums,
    integers,
    plain,
    total_and_squares,
)

VALUES = {
    "whole": [1.0, -3.0, 5.0, 0.0],
    "whole beyond floats": [2.0**60, 1.0, -(2.0**55)],
    "parts": [0.1, 1 / 3, -2.5, 0.0],
    "far apart": [1e-9, 1e9, 0.1],
    "very far apart": [1e-300, 1e200],
    "tiny": [5e-324, 1e-310],
}


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES.keys())
def test_every_number_is_kept(values: list[float]) -> None:
    numbers, divisor = integers(np.array(values))
    assert [Fraction(int(n), divisor) for n in numbers] == [Fraction(v) for v in values]
    exact = [Fraction(v) for v in values]
    assert total_and_squares(np.array(values)) == (sum(exact), sum(v * v for v in exact))


@pytest.mark.parametrize("size", [3, 2**40, 2**62])
def test_group_sums_of_any_size(size: int) -> None:
    numbers = np.array([size, -size - 1, size, size, 7] * 100, dtype=np.int64)
    code = np.array([0, 1, 0, 2, 2] * 100)
    expected = [200 * size, -100 * (size + 1), 100 * (size + 7), 0]
    assert group_sums(numbers, code, 4) == expected
    assert group_sums(numbers.astype(object), code, 4) == expected


def test_sums_of_fractions() -> None:
    parts: list[Exact] = [Fraction(1, 3), 2, Fraction(1, 6), Fraction(-1, 2)]
    assert exact_sum(parts) == 2
    assert isinstance(exact_sum(parts), int)
    assert exact_sum([]) == 0


def test_numbers_for_a_file() -> None:
    assert (plain(3), plain(Fraction(6, 2)), plain(Fraction(1, 3))) == (3, 3, [1, 3])
    assert from_plain([4, 6]) == Fraction(2, 3)


@pytest.mark.parametrize("number", [True, 0.5, "3", [1], [1, 0], [1, -2], [1.0, 2], None])
def test_other_numbers_are_refused(number: object) -> None:
    with pytest.raises(ValueError, match="whole number or"):
        from_plain(number)  # type: ignore[arg-type]
