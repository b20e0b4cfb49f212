"""Funnels and shrunken values of sites."""

from math import nan

import numpy as np
import pytest
from scipy.stats import binom

from analysis.statistics.estimate import Undefined
from analysis.statistics.funnels import funnel, funnel_limits
from analysis.statistics.moments import Moments
from analysis.statistics.random_effects import dersimonian_laird, paule_mandel
from analysis.statistics.shrinkage import shrunken_means, shrunken_shares

Y, V = np.array([0.2, 0.5, 0.9, 0.4]), np.array([0.01, 0.02, 0.03, 0.01])


def test_paule_mandel_meets_its_equation() -> None:
    found = paule_mandel(Y, V)
    assert found.tau2 is not None
    assert found.mean is not None
    weights = 1 / (V + found.tau2)
    assert (weights * (Y - found.mean) ** 2).sum() == pytest.approx(3)
    assert found.mean == pytest.approx((weights * Y).sum() / weights.sum())
    assert found.se == pytest.approx(weights.sum() ** -0.5)


def test_sites_that_differ_by_chance_have_no_variance_between_them() -> None:
    for method in (paule_mandel, dersimonian_laird):
        found = method([0.5, 0.51], [0.01, 0.02])
        assert found.tau2 == 0
        assert found.mean == pytest.approx(0.5 + 0.01 / 3)


def test_certain_sites() -> None:
    assert paule_mandel([1, 2, 4], [0, 0, 0]).tau2 == pytest.approx(np.var([1, 2, 4], ddof=1))
    assert paule_mandel([1, 2, 4], [0, 0, 0.1]).q is None
    assert paule_mandel([2, 2], [0, 0]).why is Undefined.NO_VARIANCE
    assert paule_mandel([2, 2.1], [0, 1]).why is Undefined.NO_VARIANCE
    assert dersimonian_laird([1, 2], [0, 1]).why is Undefined.NO_VARIANCE


@pytest.mark.parametrize("method", [paule_mandel, dersimonian_laird])
def test_too_few_sites(method: type) -> None:
    assert method([], []).why is Undefined.NO_ANSWERS
    assert method([1], [1]).why is Undefined.ONE_UNIT


@pytest.mark.parametrize(("y", "v"), [([1, 2], [1]), ([1, nan], [1, 1]), ([1, 2], [1, -1])])
def test_bad_sites_are_refused(y: list[float], v: list[float]) -> None:
    with pytest.raises(ValueError, match=r"variance"):
        paule_mandel(y, v)


def test_shares_are_drawn_to_the_mean() -> None:
    found = shrunken_shares([2, 9, 0, 30], [10, 10, 0, 40])
    mean = found.model.mean
    assert mean is not None
    assert found.values[2] is None
    small, large = found.values[0], found.values[3]
    assert small is not None
    assert large is not None
    assert 0.2 < small < mean
    assert found.variance == pytest.approx(41 / 60 * 19 / 60)
    assert abs(large - 0.75) < abs(small - 0.2)


def test_shares_without_a_model() -> None:
    assert shrunken_shares([], []).model.why is Undefined.NO_ANSWERS
    assert shrunken_shares([1, 0], [4, 0]).model.why is Undefined.ONE_UNIT
    for count in (0, 4):
        found = shrunken_shares([count, count], [4, 4])
        assert (found.model.why, found.values) == (Undefined.NO_VARIANCE, (None, None))


def test_means_without_a_model() -> None:
    assert shrunken_means([]).model.why is Undefined.NO_ANSWERS
    assert shrunken_means([Moments.of([1]), Moments.of([2])]).model.why is Undefined.TOO_FEW_ANSWERS
    assert shrunken_means([Moments.of([1, 2])]).model.why is Undefined.ONE_UNIT
    assert shrunken_means([Moments.of([2, 2])] * 2).model.why is Undefined.NO_VARIANCE


def test_means_that_never_differ_within_sites_are_kept() -> None:
    found = shrunken_means([Moments.of([1, 1]), Moments.of([]), Moments.of([3, 3, 3])])
    assert found.values == (1, None, 3)


def test_a_site_of_no_answers_is_passed_over() -> None:
    found, without = funnel([3, 0, 8], [10, 0, 12]), funnel([3, 8], [10, 12])
    assert found.z == (without.z[0], None, without.z[1])
    assert found.inner.low[1] is None
    assert (found.phi, found.tau2) == (without.phi, without.tau2)


def test_limits_hold_their_share_of_answers_by_chance() -> None:
    limits = funnel_limits(0.3, [50, 400, 0], 0.95)
    assert limits.low[2] is None
    low, high = limits.low[1], limits.high[1]
    assert low is not None
    assert high is not None
    inside = binom.cdf(400 * high, 400, 0.3) - binom.cdf(400 * low, 400, 0.3)
    assert inside == pytest.approx(0.95, abs=0.02)


def test_no_funnel() -> None:
    assert funnel([0], [0]).why is funnel([], []).why is Undefined.NO_ANSWERS
    full = funnel([4, 5], [4, 5])
    assert (full.target, full.why, full.z, full.z_additive) == (
        1,
        Undefined.NO_VARIANCE,
        (None, None),
        (None, None),
    )


def test_one_site() -> None:
    found = funnel([3], [10])
    assert (found.target, found.z, found.phi) == (0.3, (0,), 0)
    assert (found.tau2, found.z_additive) == (None, (None,))


@pytest.mark.parametrize(("target", "level"), [(0, 0.95), (1, 0.95), (0.5, 1)])
def test_bad_limits_are_refused(target: float, level: float) -> None:
    with pytest.raises(ValueError, match=r"target|level"):
        funnel_limits(target, [10], level)
