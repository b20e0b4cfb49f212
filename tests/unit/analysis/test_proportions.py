"""Intervals: edges, guarded counts and sums. Known values are in tests/oracles."""

import pytest

from analysis import GuardedCount
from analysis.proportions import (
    clear_difference,
    guarded_interval,
)
from analysis.shares import Interval, newcombe_difference, wilson
from tests.unit.analysis.builders import exactly


def test_wilson_by_hand() -> None:
    # z = 1.96: (.5 + 3.8416/20 +- 1.96 sqrt(.25/10 + 3.8416/400)) / (1 + .38416)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=5e-5)


def test_limits_are_exact_at_the_ends() -> None:
    none, everyone = wilson(0, 7), wilson(7, 7)
    assert none is not None
    assert everyone is not None
    assert none.low == 0
    assert everyone.high == 1


def test_nobody_gives_no_interval() -> None:
    assert wilson(0, 0) is None
    assert newcombe_difference(0, 0, 3, 9) is None
    assert newcombe_difference(3, 9, 0, 0) is None


def test_an_effective_n_need_not_be_whole() -> None:
    # At a share of one half the interval reaches z / (2 sqrt(n + z^2)) = 1.96 / 15.1229.
    assert wilson(40 / 1.5, 80 / 1.5) == pytest.approx((0.3704, 0.6296), abs=5e-5)


@pytest.mark.parametrize(
    ("count", "n", "level"), [(-1, 5, 0.95), (6, 5, 0.95), (3, 5, 0.0), (3, 5, 1.0), (0, -1, 0.95)]
)
def test_impossible_shares_are_refused(count: float, n: float, level: float) -> None:
    with pytest.raises(ValueError, match="no interval"):
        wilson(count, n, level)
    with pytest.raises(ValueError, match="no interval"):
        newcombe_difference(3, 9, count, n, level)


def test_a_guarded_interval_reaches_from_the_low_end_to_the_high_end() -> None:
    low, high = wilson(17, 20), wilson(20, 20)
    assert low is not None
    assert high is not None
    assert guarded_interval(GuardedCount(17, 20, 20)) == Interval(low.low, high.high)


def test_an_exact_count_has_wilsons_interval() -> None:
    assert guarded_interval(exactly(9, 12)) == wilson(9, 12)
    assert guarded_interval(exactly(9, 12), 0.9) == wilson(9, 12, 0.9)


def test_a_sum_of_releases_counts_families_more_than_once() -> None:
    assert guarded_interval(exactly(45, 60, releases=4)) == wilson(30, 40)
    assert guarded_interval(exactly(45, 60)) == wilson(45, 60)


@pytest.mark.parametrize(
    ("first", "second", "clear"),
    [
        (exactly(33, 40), exactly(24, 40), 1),
        (exactly(24, 40), exactly(33, 40), -1),
        (exactly(32, 40), exactly(24, 40), 0),
        (exactly(24, 40), exactly(24, 40), 0),
        # 18 of 20 against 11 of 20 is clear; against 12 it is not, whatever is hidden above 17.
        (GuardedCount(17, 20, 20), exactly(11, 20), 1),
        (GuardedCount(17, 20, 20), exactly(12, 20), 0),
        (GuardedCount(0, 3, 20), exactly(9, 20), -1),
        (GuardedCount(0, 3, 20), exactly(8, 20), 0),
        # The same shares from sums of four: 80 of 100 against 65 of 100 on 66.7 each.
        (exactly(80, 100), exactly(65, 100), 1),
        (exactly(80, 100, releases=4), exactly(65, 100, releases=4), 0),
    ],
)
def test_clear_differences(first: GuardedCount, second: GuardedCount, clear: int) -> None:
    assert clear_difference(first, second) == clear
