"""The forecast of waiting, beside what closings decide when such a site is played many times."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.waiting import LONGEST_WAIT, Expected, outlook
from sb_feedback.services.closing.decision import decide
from sb_feedback.services.closing.document import Wait
from sb_feedback.services.closing.facts import HeardForm, MeetingFacts
from tests.unit.closing.cases import facts, form, meeting

ROUNDS = 300
PERIODS = LONGEST_WAIT // 3


def first_release(expected: Expected, chance: random.Random) -> int | None:
    """The number of the period in which the real closing first releases, counted from 1."""
    here, number = list(range(expected.families)), expected.families
    held: list[MeetingFacts] = []
    kept: list[HeardForm] = []
    waits: list[Wait] = []
    for at in range(PERIODS):
        if at:
            here = chance.sample(here, expected.families - expected.newcomers)
            here += range(number, number + expected.newcomers)
            number += expected.newcomers
        now = [meeting(family, at) for family in here]
        held += now
        kept += [form(each) for each in now if chance.random() < expected.turnout]
        found = decide(facts(held, at, waits=waits, floor=expected.floor), kept, chance)
        if any(release.group == "parents" for release in found.releases):
            return at + 1
        waits = [wait for wait in found.waits if wait.group == "parents"]
    return None


@pytest.mark.parametrize(
    "expected",
    [
        Expected(12, 4, 0.7),
        Expected(14, 0, 0.5),
        Expected(20, 3, 0.45),
        Expected(6, 2, 0.8),
        Expected(9, 1, 0.6),
        Expected(16, 5, 0.3, floor=12),
    ],
    ids=str,
)
def test_it_agrees_with_closings_that_are_played(expected: Expected) -> None:
    chance = random.Random(f"forecast {expected}")
    found = Counter(first_release(expected, chance) for _ in range(ROUNDS))
    released = 0
    for period, forecast in enumerate(outlook(expected).chances, start=1):
        released += found[period]
        wide = 4 * sqrt(max(forecast * (1 - forecast), 0.25 / ROUNDS) / ROUNDS)
        assert abs(released / ROUNDS - forecast) <= wide, period


def test_twelve_families_who_stay_never_have_results() -> None:
    assert not outlook(Expected(12, 0, 1.0)).is_possible


def test_twelve_families_with_four_new_ones_have_results_in_half_a_year() -> None:
    assert outlook(Expected(12, 4, 0.8)).likely_months == 6


def test_many_families_have_results_at_once() -> None:
    assert outlook(Expected(40, 9, 0.75)).likely_months == 3


def test_nobody_answers() -> None:
    assert not outlook(Expected(40, 9, 0.0)).is_possible
    assert outlook(Expected(0, 0, 0.5)).likely_months is None


@given(
    st.integers(0, 25).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    st.floats(0, 1),
    st.sampled_from([3, 6, 12]),
    st.integers(10, 13),
)
@settings(max_examples=60)
def test_chances_never_fall_and_are_chances(
    families: tuple[int, int], turnout: float, months: int, floor: int
) -> None:
    chances = outlook(Expected(*families, turnout, months, floor)).chances
    assert len(chances) == LONGEST_WAIT // months
    assert all(0 <= chance <= 1 for chance in chances)
    assert all(later >= sooner - 1e-9 for sooner, later in pairwise(chances))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ((10, 11, 0.5), "cannot be new"),
        ((10, -1, 0.5), "cannot be new"),
        ((10, 1, 1.5), "turnout"),
        ((10, 1, 0.5, 4), "periods"),
        ((10, 1, 0.5, 3, 9), "never lowered"),
    ],
)
def test_impossible_expectations_are_refused(values: tuple[int, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Expected(*values)
