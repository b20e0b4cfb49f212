"""Western Electric and Nelson rules: the point at which each signals."""

import pytest

from analysis.statistics.signal_rules import run_rules


def test_beyond_three() -> None:
    found = run_rules([0, 3, 3.1, -3.5])
    assert found.we1_beyond_3s == (3, 4)
    assert found.any
    assert not run_rules([0, 3, -3]).any


def test_two_of_three() -> None:
    assert run_rules([2.5, 0, 2.5]).we2_2of3_beyond_2s == (3,)
    assert run_rules([2.5, 2.5, 0]).we2_2of3_beyond_2s == ()
    assert run_rules([2.5, 0, -2.5]).we2_2of3_beyond_2s == ()
    assert run_rules([2.5, 2.5]).we2_2of3_beyond_2s == ()


def test_four_of_five() -> None:
    assert run_rules([1.5, 1.5, 0, 1.5, 1.5]).we3_4of5_beyond_1s == (5,)
    assert run_rules([-1.5, -1.5, -1.5, -1.5, 0]).we3_4of5_beyond_1s == ()


@pytest.mark.parametrize("side", [1, -1])
def test_runs_on_one_side(side: int) -> None:
    found = run_rules([0.5 * side] * 9)
    assert found.we4_8_same_side == (8, 9)
    assert found.nelson2_9_same_side == (9,)


@pytest.mark.parametrize("gap", [0.0, 1e-10, None])
def test_a_point_on_the_line_or_missing_ends_a_run(gap: float | None) -> None:
    assert run_rules([0.5] * 4 + [gap] + [0.5] * 4).we4_8_same_side == ()


@pytest.mark.parametrize("direction", [1, -1])
def test_six_steadily(direction: int) -> None:
    points = [direction * z / 10 for z in (0, 1, 2, 3, 4, 5)]
    assert run_rules(points).nelson3_6_trend == (6,)
    assert run_rules([*points[:5], points[4]]).nelson3_6_trend == ()


def test_fourteen_alternating() -> None:
    points: list[float | None] = [0.1, -0.1] * 7
    assert run_rules(points).nelson4_14_alternating == (14,)
    assert run_rules([*points[:13], points[12]]).nelson4_14_alternating == ()


def test_fifteen_near_and_eight_far() -> None:
    assert run_rules([0.5, -0.5, 0.9] * 5).nelson7_15_within_1s == (15,)
    assert run_rules([0.5, -0.5, 1] * 5).nelson7_15_within_1s == ()
    assert run_rules([1.5, -1.5] * 4).nelson8_8_beyond_1s == (8,)
    assert run_rules([1.5, -1] * 4).nelson8_8_beyond_1s == ()


def test_no_points() -> None:
    assert not run_rules([]).any
    with pytest.raises(ValueError, match="infinite"):
        run_rules([float("inf")])
