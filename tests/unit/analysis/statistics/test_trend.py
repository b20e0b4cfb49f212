"""Mann-Kendall and Theil-Sen."""

from math import nan

import numpy as np
import pytest
from scipy.stats import kendalltau, theilslopes

from analysis.statistics.estimate import Undefined
from analysis.statistics.trend import mann_kendall, theil_sen

RANDOM = np.random.default_rng(3)


def test_a_steady_rise() -> None:
    found = mann_kendall([1, 2, 3, 4])
    assert (found.n, found.s, found.tau_b) == (4, 6, 1)
    assert found.variance == pytest.approx(4 * 3 * 13 / 18)
    assert found.z == pytest.approx(5 / (4 * 3 * 13 / 18) ** 0.5)
    assert mann_kendall([4, 3, 2, 1]).z == pytest.approx(-5 / (4 * 3 * 13 / 18) ** 0.5)


@pytest.mark.parametrize("seed", range(5))
def test_tau_is_that_of_scipy_with_ties(seed: int) -> None:
    x = np.random.default_rng(seed).integers(1, 6, 15)
    assert mann_kendall(x.tolist()).tau_b == pytest.approx(kendalltau(range(15), x).statistic)


def test_equal_values_show_no_trend() -> None:
    found = mann_kendall([3, 3, 3])
    assert (found.s, found.variance, found.z, found.p, found.tau_b) == (0, 0, 0, 1, None)
    assert found.why is None


def test_too_few_points() -> None:
    assert mann_kendall([3]).why is mann_kendall([]).why is Undefined.TOO_FEW_POINTS
    assert mann_kendall([1, None, 2]) == mann_kendall([1, 2])
    assert theil_sen([1], [2]).slope.why is Undefined.TOO_FEW_POINTS
    assert theil_sen([1, 2], [2, nan]).intercept is None
    assert theil_sen([1, 1], [2, 3]).slope.why is Undefined.TOO_FEW_POINTS


@pytest.mark.parametrize("tied", [False, True])
def test_limits_are_those_of_scipy(tied: bool) -> None:
    t = np.arange(20.0) // (2 if tied else 1)
    x = np.round(RANDOM.normal(0.1 * t, 1), 0 if tied else 8)
    found, other = theil_sen(t, x, level=0.9), theilslopes(x, t, 0.9)
    assert (found.slope.value, found.slope.low, found.slope.high, found.intercept) == (
        pytest.approx((other.slope, other.low_slope, other.high_slope, other.intercept))
    )


def test_two_points_have_one_slope() -> None:
    found = theil_sen([1, 3], [2, 8])
    assert (found.slope.value, found.slope.low, found.slope.high, found.intercept) == (3, 3, 3, -1)


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="one time for each"):
        theil_sen([1, 2], [1])
    with pytest.raises(ValueError, match="level"):
        theil_sen([1, 2], [1, 2], level=0)
