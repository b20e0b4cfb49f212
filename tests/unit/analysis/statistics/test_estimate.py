"""A statistic has a value or a reason."""

from math import inf, nan

import pytest

from analysis.statistics.estimate import Estimate, Undefined


def test_a_value_with_its_interval() -> None:
    estimate = Estimate(0.5, 10, 0.4, 0.6)
    assert (estimate.value, estimate.n, estimate.low, estimate.high) == (0.5, 10, 0.4, 0.6)


def test_no_value_has_a_reason() -> None:
    estimate = Estimate.none(Undefined.ONE_CLUSTER, 4)
    assert (estimate.value, estimate.n, str(estimate.why)) == (None, 4, "only one cluster")


@pytest.mark.parametrize("number", [nan, inf, -inf])
def test_numbers_are_finite(number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Estimate(number, 3)
    with pytest.raises(ValueError, match="finite"):
        Estimate(1.0, 3, number, 2.0)


def test_what_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="either a value or a reason"):
        Estimate(None, 3)
    with pytest.raises(ValueError, match="either a value or a reason"):
        Estimate(1.0, 3, why=Undefined.NO_ANSWERS)
    with pytest.raises(ValueError, match="two limits"):
        Estimate(1.0, 3, low=0.5)
    with pytest.raises(ValueError, match="at least 0"):
        Estimate(1.0, -1)
