"""Intervals of shares: ends, errors, and what the exact ones promise."""

from collections.abc import Callable
from math import nan

import pytest
from scipy.stats import beta, binomtest

from analysis.shares import Interval, clopper_pearson, jeffreys, wilson
from analysis.statistics.bounds import worst_case_bounds
from analysis.statistics.estimate import Undefined
from analysis.statistics.finite_population import effective_size, finite_population_share

Method = Callable[[float, float, float], Interval | None]
METHODS = pytest.mark.parametrize("method", [wilson, clopper_pearson, jeffreys])


@METHODS
def test_limits_at_the_ends_are_exact(method: Method) -> None:
    none, everyone = method(0, 7, 0.95), method(7, 7, 0.95)
    assert none is not None
    assert everyone is not None
    assert none.low == 0
    assert everyone.high == 1
    assert everyone.low == pytest.approx(1 - none.high)


@METHODS
def test_nobody_has_no_interval(method: Method) -> None:
    assert method(0, 0, 0.95) is None


@METHODS
@pytest.mark.parametrize(
    ("count", "n", "level"), [(-1, 5, 0.95), (6, 5, 0.95), (1, 5, 0), (1, 5, 1), (nan, 5, 0.95)]
)
def test_what_cannot_be_is_refused(method: Method, count: float, n: float, level: float) -> None:
    with pytest.raises(ValueError, match="no interval"):
        method(count, n, level)


def test_clopper_pearson_is_the_inverted_binomial_test() -> None:
    limits = binomtest(3, 17).proportion_ci(0.9, method="exact")
    assert clopper_pearson(3, 17, 0.9) == pytest.approx((limits.low, limits.high))


def test_jeffreys_is_the_middle_of_a_beta_distribution() -> None:
    assert jeffreys(3, 17, 0.9) == pytest.approx(beta.interval(0.9, 3.5, 14.5))


def test_worst_case_bounds() -> None:
    assert worst_case_bounds(6, 10, 16) == (6 / 16, 12 / 16)
    assert worst_case_bounds(6, 10, 10) == (0.6, 0.6)
    assert worst_case_bounds(0, 0, 8) == (0, 1)
    assert worst_case_bounds(0, 0, 0) is None
    with pytest.raises(ValueError, match="ascending"):
        worst_case_bounds(5, 4, 8)


def test_a_finite_population_narrows_the_interval() -> None:
    share = finite_population_share(9, 12, 15)
    plain = wilson(9, 12)
    assert plain is not None
    assert share.low is not None
    assert share.high is not None
    assert plain.low < share.low < 0.75 < share.high < plain.high
    assert effective_size(12, 15).value == pytest.approx(12 * 14 / 3)


def test_everybody_answered() -> None:
    assert effective_size(12, 12).why is Undefined.EVERYBODY
    share = finite_population_share(9, 12, 12)
    assert (share.value, share.low, share.high) == (0.75, None, None)
    assert str(Undefined.EVERYBODY) == "everybody answered, no sampling error"


def test_a_population_without_answers() -> None:
    assert effective_size(0, 8).why is Undefined.NO_ANSWERS
    assert finite_population_share(0, 0, 8).why is Undefined.NO_ANSWERS
    with pytest.raises(ValueError, match="at most the population"):
        effective_size(9, 8)
    with pytest.raises(ValueError, match="at most the answers"):
        finite_population_share(5, 4, 8)


@pytest.mark.parametrize(("count", "end"), [(0, "low"), (12, "high")])
def test_full_and_empty_shares_of_a_finite_population(count: int, end: str) -> None:
    assert getattr(finite_population_share(count, 12, 15), end) == count / 12
