"""What is said of a change or an order holds wherever the counts are between their ends."""

import itertools
import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from analysis import GuardedCount
from analysis.measures import lowest, order
from analysis.proportions import (
    clear_difference,
    guarded_interval,
)
from analysis.shares import newcombe_difference, wilson
from analysis.trends import change, smallest_visible


@st.composite
def a_guarded_count(draw: st.DrawFn) -> GuardedCount:
    """A count of one release, or a sum of up to four, as wide as it can be."""
    releases = draw(st.integers(1, 4))
    base = draw(st.integers(10 * releases, 60 * releases))
    low = draw(st.integers(0, base))
    high = draw(st.integers(low, min(base, low + 3 * releases)))
    return GuardedCount(low, high, base, releases)


def anywhere(draw: st.DataObject, count: GuardedCount) -> GuardedCount:
    """An exact count that may be behind a guarded one."""
    exact = draw.draw(st.integers(count.low, count.high))
    return GuardedCount(exact, exact, count.base, count.releases)


@given(a_guarded_count(), a_guarded_count(), st.data())
def test_a_clear_difference_is_clear_wherever_the_counts_are(
    first: GuardedCount, second: GuardedCount, data: st.DataObject
) -> None:
    clear = clear_difference(first, second)
    if clear:
        assert clear_difference(anywhere(data, first), anywhere(data, second)) == clear
    assert clear_difference(second, first) == -clear


@given(a_guarded_count(), st.data())
def test_a_guarded_interval_holds_every_interval_inside(
    count: GuardedCount, data: st.DataObject
) -> None:
    outer, inner = guarded_interval(count), guarded_interval(anywhere(data, count))
    assert 0 <= outer.low <= inner.low <= inner.high <= outer.high <= 1


@given(st.integers(1, 80), st.integers(1, 80), st.data())
def test_the_lower_limit_of_a_difference_rises_with_the_first_share(
    n1: int, n2: int, data: st.DataObject
) -> None:
    second = data.draw(st.integers(0, n2))
    limits = [newcombe_difference(first, n1, second, n2) for first in range(n1 + 1)]
    lows = [limit.low for limit in limits if limit is not None]
    assert len(lows) == n1 + 1
    assert all(a <= b for a, b in itertools.pairwise(lows))


@given(st.integers(1, 80), st.integers(1, 80), st.data())
def test_intervals_hold_the_share_and_mirror(n1: int, n2: int, data: st.DataObject) -> None:
    first, second = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    share, mirrored = wilson(first, n1), wilson(n1 - first, n1)
    assert share is not None
    assert mirrored is not None
    assert share.low <= first / n1 <= share.high
    assert abs(share.low - (1 - mirrored.high)) < 1e-12
    there = newcombe_difference(first, n1, second, n2)
    back = newcombe_difference(second, n2, first, n1)
    assert there is not None
    assert back is not None
    assert abs(there.low + back.high) < 1e-12
    assert there.low <= first / n1 - second / n2 <= there.high


@given(a_guarded_count(), a_guarded_count())
def test_too_few_answers_never_show_a_change(before: GuardedCount, since: GuardedCount) -> None:
    found = change(before, since)
    assert found.smallest == smallest_visible(before, since)
    most_below = GuardedCount(0, 3 * before.releases, before.base, before.releases)
    top = since.base - 3 * since.releases
    most_above = GuardedCount(top, since.base, since.base, since.releases)
    widest = change(most_below, most_above)
    assert (found.smallest is None) == (widest.direction is None)


@given(st.lists(a_guarded_count(), max_size=8), st.data())
def test_an_order_holds_wherever_the_counts_are(
    counts: list[GuardedCount], data: st.DataObject
) -> None:
    shown = order(dict(enumerate(counts)))
    assert sorted(key for tier in shown for key in tier) == list(range(len(counts)))
    exact = [anywhere(data, count) for count in counts]
    shares = [[Fraction(exact[key].low, exact[key].base) for key in tier] for tier in shown]
    for lower, higher in itertools.pairwise(shares):
        assert max(lower) < min(higher)


@given(st.lists(a_guarded_count(), min_size=1, max_size=9), st.integers(1, 5), st.randoms())
def test_the_lowest_are_lower_wherever_the_counts_are_and_in_any_order(
    counts: list[GuardedCount], enough: int, chance: random.Random
) -> None:
    named = dict(enumerate(counts))
    most = enough + 2
    tiers = lowest(named, enough, most)
    shuffled = list(named.items())
    chance.shuffle(shuffled)
    assert [set(tier) for tier in lowest(dict(shuffled), enough, most)] == [
        set(tier) for tier in tiers
    ]
    listed = [key for tier in tiers for key in tier]
    for place, tier in enumerate(tiers):
        above = [key for later in tiers[place + 1 :] for key in later]
        above += [key for key in named if key not in listed]
        for low, high in itertools.product(tier, above):
            assert Fraction(named[low].high, named[low].base) < Fraction(
                named[high].low, named[high].base
            )
    assert sum(map(len, tiers[:-1])) < enough
    assert len(listed) <= max(most, len(tiers[0]) if tiers else 0)
    assert bool(tiers) == (len(order(named)) > 1)
