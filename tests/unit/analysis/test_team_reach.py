"""Reach: the bounds over all members, and a change only when two waves' bounds do not meet."""

from itertools import product

import pytest

from analysis import Condition, GuardedCount
from analysis.team_reach import reach, reach_change, smallest_visible
from tests.unit.analysis.builders import V1_FULLY, a_release


def a_wave(count: int, answered: int, members: int, terms: str = "2026-Q1") -> object:
    return a_release(count, answered=answered, asked=members, terms=terms, group="act")


@pytest.mark.parametrize(
    ("count", "answered", "members", "expected"),
    [
        (17, 20, 27, (17, 27, 27)),
        (13, 20, 27, (13, 20, 27)),
        (0, 20, 27, (0, 10, 27)),
        (12, 24, 27, (12, 15, 27)),
        (25, 27, 27, (24, 27, 27)),
        (0, 27, 27, (0, 6, 27)),
    ],
)
def test_everybody_who_did_not_answer_may_have_said_it(
    count: int, answered: int, members: int, expected: tuple[int, int, int]
) -> None:
    assert reach(a_wave(count, answered, members), V1_FULLY) == GuardedCount(*expected)  # type: ignore[arg-type]


def test_a_condition_that_is_not_counted_has_no_reach() -> None:
    with pytest.raises(KeyError):
        reach(a_release(), Condition.parse("fully:V9"))


def test_too_few_answers_is_said_exactly_when_no_counts_could_differ() -> None:
    sizes = [(10, 14), (12, 30), (13, 27), (14, 27), (20, 27), (27, 27), (15, 40)]
    for first, second in product(sizes, repeat=2):
        before = [a_wave(c, *first) for c in range(first[0] + 1)]
        since = [a_wave(c, *second, "2026-Q2") for c in range(second[0] + 1)]
        found = {
            reach_change(one, two, V1_FULLY).direction  # type: ignore[arg-type]
            for one in before
            for two in since
        }
        none = smallest_visible(before[0], since[0]) is None  # type: ignore[arg-type]
        assert (found == {None}) == none


def test_the_smallest_change_is_one_member_more_than_those_who_did_not_answer() -> None:
    before, since = a_wave(8, 20, 27), a_wave(8, 22, 27, "2026-Q2")
    assert smallest_visible(before, since) == pytest.approx(8 / 27)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"terms": "2026-Q1"},
        {"scope": "oak", "terms": "2026-Q2"},
        {"version": "act-2", "terms": "2026-Q2"},
    ],
)
def test_only_two_waves_of_one_team_are_compared(other: dict[str, str]) -> None:
    before = a_release(terms="2026-Q1", group="act")
    since = a_release(group="act", **other)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="two waves of one team"):
        reach_change(before, since, V1_FULLY)
