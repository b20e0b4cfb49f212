"""The sign-flip test against counting every arrangement."""

from itertools import product
from math import nan

import numpy as np
import pytest

from analysis.statistics.estimate import Undefined
from analysis.statistics.sign_flip import SignFlip, sign_flip_test


def counted(sums: list[float]) -> float:
    """The p value by every arrangement, one after the other."""
    found = abs(sum(sums))
    totals = [
        abs(sum(sign * s for sign, s in zip(signs, sums, strict=True)))
        for signs in product((1, -1), repeat=len(sums))
    ]
    return sum(t >= found - 1e-9 * max(1, found) for t in totals) / len(totals)


@pytest.mark.parametrize(
    "sums",
    [[3.0], [1.0, 2.0], [1.0, -1.0], [0.1, 0.2, -0.3], [2.0, 2.0, 2.0, -1.0], [0.1] * 7]
    + [np.random.default_rng(seed).normal(0.3, 1, 9).tolist() for seed in range(5)]
    + [np.random.default_rng(seed).integers(-3, 5, 10).astype(float).tolist() for seed in range(5)],
)
def test_all_arrangements(sums: list[float]) -> None:
    assert sign_flip_test(sums) == SignFlip(counted(sums), len(sums), 2 ** len(sums), exact=True)


def test_all_sums_zero() -> None:
    assert sign_flip_test([0, 0, 0]).p == 1


def test_twenty_units_are_counted_exactly() -> None:
    found = sign_flip_test([1] * 20)
    assert (found.p, found.exact, found.arrangements) == (2 / 2**20, True, 2**20)


def test_more_units_are_drawn_with_a_fixed_seed() -> None:
    sums = np.random.default_rng(1).normal(0.4, 1, 30)
    first, again = sign_flip_test(sums), sign_flip_test(sums)
    assert first == again
    assert (first.exact, first.arrangements) == (False, 10_000)
    assert first.p == pytest.approx(sign_flip_test(sums, seed=5).p, abs=0.02)


def test_draws_count_the_one_found() -> None:
    assert sign_flip_test([1.0] * 21, draws=99).p == 1 / 100
    assert sign_flip_test([0.0] * 21, draws=99).p == 1


def test_missing_sums_are_left_out() -> None:
    assert sign_flip_test([1, nan, 2]) == sign_flip_test([1, 2])
    assert sign_flip_test([nan]).why is sign_flip_test([]).why is Undefined.NO_ANSWERS


def test_at_least_one_draw() -> None:
    with pytest.raises(ValueError, match="at least once"):
        sign_flip_test([1, 2], draws=0)
