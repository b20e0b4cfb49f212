"""Effect sizes and their edges."""

from math import nan, sqrt

import pytest
from scipy.stats import nct

from analysis.statistics.effect_sizes import cliffs_delta, cohens_d, d_av, d_z, hedges_g
from analysis.statistics.estimate import Undefined
from analysis.statistics.noncentral import noncentrality_limits

A, B = [1, 2, 3, 4, 5], [3, 4, 5, 6, 7, nan]


def test_d_z() -> None:
    assert d_z([1, 2, 3, nan]).value == 2
    assert d_z([1, 1]).why is Undefined.NO_VARIANCE
    assert d_z([1]).why is Undefined.ONE_UNIT
    assert d_z([]).why is Undefined.NO_ANSWERS


def test_d_av() -> None:
    assert d_av(-2, A, B).value == pytest.approx(-2 / sqrt(2.5))
    assert d_av(3, [1, 3], [1, 5, 9]).value == pytest.approx(1)
    assert d_av(-2, A, [1]).why is Undefined.ONE_UNIT
    assert d_av(1, [2, 2], [1, 1]).why is Undefined.NO_VARIANCE
    assert d_av(0, [], []).why is Undefined.NO_ANSWERS


def test_cohens_d_and_hedges_g() -> None:
    d, g = cohens_d(A, B), hedges_g(A, B)
    assert d.value == pytest.approx(-2 / sqrt(2.5))
    assert d.value is not None
    assert g.value == pytest.approx(d.value * 0.902703, rel=1e-5)
    assert d.n == g.n == 10


def test_the_interval_of_d_is_that_of_the_noncentral_t() -> None:
    limits = noncentrality_limits(1.7, 8, 0.9)
    assert limits is not None
    assert nct.cdf(1.7, 8, limits.low) == pytest.approx(0.95)
    assert nct.cdf(1.7, 8, limits.high) == pytest.approx(0.05)


@pytest.mark.parametrize("t", [0.0, -3.0, 25.0])
@pytest.mark.parametrize("df", [1, 4, 400])
def test_the_limits_of_noncentrality_mirror(t: float, df: int) -> None:
    limits, mirrored = noncentrality_limits(t, df, 0.95), noncentrality_limits(-t, df, 0.95)
    assert limits is not None
    assert mirrored is not None
    assert limits.low < limits.high
    assert limits == pytest.approx((-mirrored.high, -mirrored.low), abs=1e-6)


def test_d_is_undefined() -> None:
    assert cohens_d([], []).why is Undefined.NO_ANSWERS
    assert cohens_d([1, 2], []).why is Undefined.ONE_GROUP
    assert cohens_d([1], [2]).why is Undefined.TOO_FEW_ANSWERS
    assert cohens_d([1, 1], [2, 2]).why is Undefined.NO_VARIANCE
    assert cohens_d([1, 2], [2]).value is not None
    assert hedges_g([1, 2], [2]).why is Undefined.TOO_FEW_ANSWERS
    assert hedges_g([1, 1], [2, 2]).why is Undefined.NO_VARIANCE


def test_a_level_is_between_0_and_1() -> None:
    with pytest.raises(ValueError, match="level"):
        cohens_d(A, B, level=1)


def test_cliffs_delta_by_counting_pairs() -> None:
    a, b = [1, 0, 2], [0, 3, 1]
    pairs = [(x > y) - (x < y) for x in (1, 3, 3) for y in (2, 2, 2, 3)]
    assert cliffs_delta(a, b).value == sum(pairs) / 12
    assert cliffs_delta(a, b).n == 7


@pytest.mark.parametrize(
    ("a", "b", "delta"), [([3, 0], [0, 2], -1), ([0, 3], [2, 0], 1), ([1, 1], [2, 2], 0)]
)
def test_cliffs_delta_at_its_ends(a: list[int], b: list[int], delta: float) -> None:
    assert cliffs_delta(a, b).value == delta


def test_cliffs_delta_of_nobody() -> None:
    assert cliffs_delta([0, 0], [0, 0]).why is Undefined.NO_ANSWERS
    assert cliffs_delta([1, 0], [0, 0]).why is Undefined.ONE_GROUP


@pytest.mark.parametrize("a", [[1], [1, -1], [1, 0.5], [1, nan]])
def test_histograms_are_whole_and_of_one_length(a: list[float]) -> None:
    with pytest.raises(ValueError, match="histogram"):
        cliffs_delta(a, [1, 1])
