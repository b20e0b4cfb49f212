"""Intraclass correlation at the edges."""

from typing import Any

import numpy as np
import pytest

from analysis.statistics import AnovaSums, Undefined, anova, icc1, icc2

NA = float("nan")


@pytest.mark.parametrize("divisor", [1, 3])
def test_equal_within_groups_is_1(divisor: int) -> None:
    values = np.array([1, 1, 4, 4, 5, 5]) / divisor
    one, two = icc1(values, list("aabbcc")), icc2(values, list("aabbcc"))
    assert (one.value, one.low, one.high) == (1, 1, 1)
    assert (two.value, two.low, two.high) == (1, 1, 1)
    assert one.table.f is None


def test_groups_that_do_not_differ() -> None:
    values, groups = [1, 5, 2, 4, 1, 5], list("aabbcc")
    assert icc1(values, groups).value == pytest.approx(-1)
    assert icc2(values, groups).why is Undefined.ZERO_DENOMINATOR


@pytest.mark.parametrize(
    ("values", "groups", "why"),
    [
        ([], [], Undefined.NO_ANSWERS),
        ([NA, NA], ["a", "b"], Undefined.NO_ANSWERS),
        ([1, 2, 3], ["a", "a", "a"], Undefined.ONE_GROUP),
        ([1], ["a"], Undefined.ONE_GROUP),
        ([1, 2, NA], ["a", "a", "b"], Undefined.ONE_GROUP),
        ([1, 2, 3], ["a", "b", "c"], Undefined.ONE_RATER),
        ([2, 2, 2, 2], ["a", "a", "b", "b"], Undefined.NO_VARIANCE),
        ([0.1, 0.1, 0.1, 0.1], ["a", "a", "b", "b"], Undefined.NO_VARIANCE),
    ],
)
def test_undefined(values: list[float], groups: list[str], why: Undefined) -> None:
    for found in (icc1(values, groups), icc1(values, groups, group_size="mean")):
        assert (found.value, found.low, found.why) == (None, None, why)
    assert icc2(values, groups).why is why


def test_negative_values_are_kept() -> None:
    found = icc1([1, 5, 2, 4, 1, 4], list("aabbcc"))
    assert found.value is not None
    assert found.value < 0
    assert found.low is not None
    assert found.low < found.value


def test_some_groups_of_one() -> None:
    found = icc1([1, 2, 5, 4, 3], list("aabbc"))
    assert found.table.groups == 3
    assert found.table.n0 == pytest.approx((5 - 9 / 5) / 2)
    assert found.value is not None


def test_values_without_answer_or_group_are_left_out() -> None:
    wanted = icc1([1, 2, 5, 4], list("aabb"))
    groups: Any = ["a", "a", "a", "b", "b", None]
    assert icc1([1, 2, NA, 5, 4, 3], groups) == wanted


@pytest.mark.parametrize("offset", [1e6, 1e9 + 0.5])
def test_large_offsets_keep_the_digits(offset: float) -> None:
    values, groups = np.array([1, 2, 5, 4, 3, 3]), list("aabbcc")
    assert icc1(values + offset, groups).value == pytest.approx(
        icc1(values, groups).value, rel=1e-6
    )


def test_sums_of_reals_add_up() -> None:
    values, groups = np.array([1, 2, 5, 4, 3, 1, 2.5, 4]), np.array(list("aabbccdd"))
    first = AnovaSums.of(values[:6], groups[:6])
    second = AnovaSums.of(values[6:], groups[6:])
    third = AnovaSums.of(values[:6] / 3, groups[:6]) + AnovaSums.of(values[6:] / 3, groups[6:])
    wanted = icc1(values, groups).value
    for merged in (first + second, second + first, third):
        assert icc1(merged).value == pytest.approx(wanted, rel=1e-12)
    empty = AnovaSums.of([], [])
    assert empty + first == first == first + empty


@pytest.mark.parametrize(
    ("values", "groups", "message"),
    [
        ([[1, 2], [2, 3]], ["a", "b"], "one value for each row"),
        ([1, 2], None, "give the group"),
        ([1, 2], ["a"], "one group for each"),
    ],
)
def test_bad_values(values: Any, groups: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=message):
        icc1(values, groups)


def test_bad_choices() -> None:
    sums = AnovaSums.of([1, 2, 3], ["a", "a", "b"])
    with pytest.raises(ValueError, match="their own groups"):
        anova(sums, ["a"])
    with pytest.raises(ValueError, match="group_size"):
        icc1(sums, group_size="harmonic")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="level"):
        icc2(sums, level=1)
    with pytest.raises(ValueError, match="at least one value"):
        AnovaSums.from_dict({"sizes": [[0, 1, 2, 3]], "squares": 3, "origin": None})
