"""An estimate has a value or a reason."""

import pytest

from analysis.statistics import Estimate, Undefined


def test_a_value() -> None:
    assert Estimate(0.5, 10, 0.4, 0.6).why is None


def test_no_value_has_a_reason() -> None:
    found = Estimate.none(Undefined.NO_ANSWERS, 3)
    assert (found.value, found.n, found.why) == (None, 3, Undefined.NO_ANSWERS)


@pytest.mark.parametrize(
    ("value", "n", "low", "why"),
    [
        (None, 3, None, None),
        (1.0, 3, None, Undefined.NO_ANSWERS),
        (float("nan"), 3, None, None),
        (1.0, 3, float("-inf"), None),
        (1.0, -1, None, None),
    ],
)
def test_what_an_estimate_is_not(
    value: float | None, n: int, low: float | None, why: Undefined | None
) -> None:
    with pytest.raises(ValueError, match="estimate"):
        Estimate(value, n, low=low, why=why)
