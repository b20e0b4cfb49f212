"""Change between releases before and since a day."""

from datetime import date

import pytest

from analysis import GuardedCount
from analysis.trends import before_and_since, change, smallest_visible
from tests.unit.analysis.builders import a_release, exactly


def test_a_clear_change_has_a_direction() -> None:
    assert change(exactly(24, 40), exactly(33, 40)).direction == "more"
    assert change(exactly(33, 40), exactly(24, 40)).direction == "fewer"
    assert change(exactly(24, 40), exactly(32, 40)).direction is None


def test_both_ends_of_both_counts_decide() -> None:
    assert change(exactly(11, 20), GuardedCount(17, 20, 20)).direction == "more"
    assert change(exactly(12, 20), GuardedCount(17, 20, 20)).direction is None
    assert change(exactly(12, 20), exactly(20, 20)).direction == "more"


@pytest.mark.parametrize(
    ("size", "points"), [(11, 45), (12, 42), (20, 30), (30, 23), (40, 22), (80, 15)]
)
def test_the_smallest_visible_change_of_equal_groups(size: int, points: int) -> None:
    smallest = smallest_visible(exactly(6, size), exactly(6, size))
    assert smallest is not None
    assert round(100 * smallest) == points


def test_two_groups_of_ten_are_too_few_whatever_they_answered() -> None:
    found = change(GuardedCount(0, 3, 10), GuardedCount(7, 10, 10))
    assert (found.direction, found.smallest) == (None, None)


def test_the_smallest_visible_change_depends_on_the_bases_alone() -> None:
    assert smallest_visible(exactly(4, 20), exactly(16, 20)) == smallest_visible(
        GuardedCount(17, 20, 20), GuardedCount(0, 3, 20)
    )


def test_a_sum_sees_less_than_one_release_of_its_size() -> None:
    one = smallest_visible(exactly(0, 80), exactly(0, 80))
    four = smallest_visible(exactly(0, 80, releases=4), exactly(0, 80, releases=4))
    assert one == pytest.approx(12 / 80)
    assert four == pytest.approx(15 / 80)


QUARTERS = [a_release(terms=f"{year}-Q{n}") for year in (2024, 2025, 2026) for n in (1, 2, 3, 4)]


def labels(releases: tuple[object, ...]) -> list[str]:
    return [str(getattr(release, "label", "")) for release in releases]


def test_up_to_four_releases_nearest_to_the_day_on_each_side() -> None:
    before, since = before_and_since(list(reversed(QUARTERS)), date(2025, 7, 1))
    assert labels(before) == ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"]
    assert labels(since) == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]


def test_a_release_that_straddles_the_day_is_on_neither_side() -> None:
    releases = [a_release(terms="2026-Q1 2026-Q2 2026-Q3"), a_release(terms="2026-Q4")]
    before, since = before_and_since(releases, date(2026, 5, 2))
    assert before == ()
    assert labels(since) == ["2026-Q4"]


def test_a_quarter_in_which_the_day_lies_is_on_neither_side() -> None:
    before, since = before_and_since(QUARTERS[:3], date(2024, 4, 2))
    assert (labels(before), labels(since)) == (["2024-Q1"], ["2024-Q3"])


def test_another_wording_is_not_compared() -> None:
    old = a_release(terms="2025-Q4", version="ftm-parent-0")
    before, since = before_and_since([old, *QUARTERS[8:]], date(2026, 4, 1))
    assert (labels(before), labels(since)) == (["2026-Q1"], ["2026-Q2", "2026-Q3", "2026-Q4"])


def test_no_releases_have_no_sides() -> None:
    assert before_and_since([], date(2026, 4, 1)) == ((), ())


def test_different_scopes_or_groups_are_refused() -> None:
    for other in (a_release(scope="oak"), a_release(group="families")):
        with pytest.raises(ValueError, match="one scope and group"):
            before_and_since([a_release(), other], date(2026, 4, 1))
