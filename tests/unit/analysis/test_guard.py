"""The guard: who was asked, the base, and guarded counts."""

import pytest

from analysis import FLOOR, MARGIN, GuardedCount, asked_units, guarded, release_base


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3), (3, 0, 3), (4, 4, 4), (8, 8, 8), (9, 9, 12), (12, 9, 12)],
)
def test_a_count_of_twelve(count: int, low: int, high: int) -> None:
    assert guarded(count, 12) == GuardedCount(low, high, 12)


@pytest.mark.parametrize(("count", "base"), [(-1, 12), (13, 12), (0, 9), (4, 0)])
def test_what_cannot_be_guarded(count: int, base: int) -> None:
    with pytest.raises(ValueError, match="cannot be guarded"):
        guarded(count, base)


def test_guarded_counts_add_part_by_part() -> None:
    both = guarded(12, 12) + guarded(7, 20)
    assert both == GuardedCount(16, 19, 32, releases=2)
    assert (both.low_share, both.high_share, both.exact) == (0.5, 19 / 32, False)
    assert guarded(7, 20).exact


@pytest.mark.parametrize(
    ("low", "high", "base", "releases"),
    [(-1, 3, 10, 1), (4, 3, 10, 1), (4, 11, 10, 1), (0, 0, 0, 1), (4, 4, 10, 0)],
)
def test_impossible_guarded_counts_are_refused(
    low: int, high: int, base: int, releases: int
) -> None:
    with pytest.raises(ValueError, match="not a guarded count"):
        GuardedCount(low, high, base, releases)


@pytest.mark.parametrize(
    ("answered", "asked", "base"),
    [
        (10, 14, 10),  # four did not answer: the base is who answered
        (10, 13, 13),  # three did not: the base is who was asked
        (20, 20, 20),
        (16, 20, 16),
        (17, 20, 20),
        (10, 12, None),  # too few were asked
        (9, 40, None),  # too few answered
        (0, 0, None),
    ],
)
def test_base(answered: int, asked: int, base: int | None) -> None:
    assert release_base(answered, asked) == base


def test_a_raised_floor_asks_for_more_of_both() -> None:
    assert release_base(11, 40, floor=12) is None
    assert release_base(12, 14, floor=12) is None
    assert release_base(12, 15, floor=12) == 15
    assert release_base(12, 40, floor=12) == 12


@pytest.mark.parametrize("floor", [9, 0, -10])
def test_the_floor_is_never_lowered(floor: int) -> None:
    with pytest.raises(ValueError, match="never lowered"):
        release_base(20, 30, floor)
    with pytest.raises(ValueError, match="never lowered"):
        asked_units(20, 0, last_wait_was_large=False, floor=floor)


def test_more_answers_than_units_asked_are_refused() -> None:
    with pytest.raises(ValueError, match="21 answered of 20 asked"):
        release_base(21, 20)


@pytest.mark.parametrize(
    ("now", "waiting", "large", "floor", "asked"),
    [
        (3, 15, True, 10, 12),  # at most 9 of the 15 can have answered
        (3, 5, True, 10, 8),
        (3, 12, False, 10, 15),  # no large wait: all count
        (3, 15, True, 12, 14),
        (8, 0, False, 10, 8),
    ],
)
def test_units_asked(now: int, waiting: int, large: bool, floor: int, asked: int) -> None:
    assert asked_units(now, waiting, last_wait_was_large=large, floor=floor) == asked


@pytest.mark.parametrize(("now", "waiting"), [(-1, 5), (5, -1)])
def test_fewer_units_than_none_are_refused(now: int, waiting: int) -> None:
    with pytest.raises(ValueError, match="fewer than none"):
        asked_units(now, waiting, last_wait_was_large=False)


def test_the_numbers_of_the_promise() -> None:
    assert (FLOOR, MARGIN) == (10, 3)
