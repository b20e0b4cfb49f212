"""The comparison with known cases passes over nothing."""

from dataclasses import replace

import pytest

from tests.oracles.reading import check, load

CASE = replace(
    load("aapor_rates"),
    expected={"a": 2.0, "b": {"c": [1.0, None], "d": True}, "comparator_e": 5},
    tolerance_rel=1e-6,
    tolerances={"a": 0.1},
)
COMPUTED = {"a": 2.1, "b": {"c": (1.0, None), "d": True}}


def test_equal_within_the_tolerance_passes() -> None:
    check(CASE, COMPUTED, {})
    check(CASE, {"b": {"c": (1.0, None)}}, {"a": "a reason", "b.d": "a reason"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"b": {"c": (1.0, None), "d": True}},
        {"a": 2.3, "b": {"c": (1.0, None), "d": True}},
        {"a": None, "b": {"c": (1.0, None), "d": True}},
        {"a": 2.0, "b": {"c": (1.0, None)}},
        {"a": 2.0, "b": {"c": (1.0,), "d": True}},
        {"a": 2.0, "b": {"c": (1.0, 0.0), "d": True}},
        {"a": 2.0, "b": {"c": (1.1, None), "d": True}},
        {"a": 2.0, "b": {"c": (1.0, None), "d": False}},
        {"a": 2.0, "b": {"c": (1.0, None), "d": True}, "f": 1},
        {"a": 2.0, "b": 3.0},
    ],
)
def test_anything_else_fails(wrong: dict[str, object]) -> None:
    with pytest.raises(AssertionError, match="aapor_rates"):
        check(CASE, wrong, {})


def test_a_reason_for_nothing_fails() -> None:
    with pytest.raises(AssertionError, match="does not expect"):
        check(CASE, COMPUTED, {"b.x": "a reason"})
