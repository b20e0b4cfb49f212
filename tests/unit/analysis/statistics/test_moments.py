"""Moments of a group, and Welch's interval."""

from fractions import Fraction
from math import nan

import numpy as np
import pytest
from scipy.stats import ttest_ind

from analysis.statistics.estimate import Undefined
from analysis.statistics.moments import Moments
from analysis.statistics.welch import welch_difference

A, B = [1, 2, 4, 4, 5.5], [2, 3, 3, nan, 7, 8, 8.25]


def test_moments_of_rows() -> None:
    m = Moments.of([1, nan, 2, 6])
    assert m == Moments(3, 9, 41)
    assert (m.mean, m.variance, m.sd) == (3, 7, 7**0.5)
    assert Moments.of([0.5, 0.25]) == Moments(2, Fraction(3, 4), Fraction(5, 16))


def test_a_large_offset_loses_nothing() -> None:
    assert Moments.of(np.array([1.0, 2, 4]) + 2**50).variance == Moments.of([1, 2, 4]).variance


def test_what_is_not_there_is_none() -> None:
    assert (Moments.of([]).mean, Moments.of([]).variance) == (None, None)
    assert (Moments.of([3]).mean, Moments.of([3]).sd) == (3, None)


def test_moments_are_stored_as_whole_numbers() -> None:
    m = Moments.of([0.5, 2])
    assert m.to_dict() == {"format": "moments-1", "n": 2, "sum": [5, 2], "squares": [17, 4]}
    assert Moments.from_dict(m.to_dict()) == m
    with pytest.raises(ValueError, match="format"):
        Moments.from_dict({"n": 1, "sum": 1, "squares": 1})


@pytest.mark.parametrize(("n", "total", "squares"), [(-1, 0, 0), (2, 4, 7), (0, 0, 1), (0, 1, 1)])
def test_impossible_moments_are_refused(n: int, total: int, squares: int) -> None:
    with pytest.raises(ValueError, match="no answers have"):
        Moments(n, total, squares)


def test_welch_is_that_of_scipy() -> None:
    found = welch_difference(A, B, level=0.9)
    other = ttest_ind(A, B, equal_var=False, nan_policy="omit")
    limits = other.confidence_interval(0.9)
    assert (found.t, found.df, found.p) == pytest.approx((other.statistic, other.df, other.pvalue))
    assert (found.difference.low, found.difference.high) == pytest.approx(tuple(limits))
    assert found.difference.n == 11
    assert found == welch_difference(Moments.of(A), Moments.of(B), level=0.9)


def test_welch_without_answers() -> None:
    assert welch_difference([], [nan]).difference.why is Undefined.NO_ANSWERS
    assert welch_difference([1, 2], []).difference.why is Undefined.ONE_GROUP


def test_welch_without_interval() -> None:
    single, constant = welch_difference([1], [2, 3]), welch_difference([1, 1], [2, 2])
    assert (single.difference.value, single.no_interval) == (-1.5, Undefined.ONE_UNIT)
    assert (constant.difference.value, constant.no_interval) == (-1, Undefined.NO_VARIANCE)
    assert (constant.t, constant.p, constant.difference.low) == (None, None, None)


def test_welch_with_one_group_that_varies() -> None:
    assert welch_difference([1, 1, 1], [2, 3]).df == pytest.approx(1)
