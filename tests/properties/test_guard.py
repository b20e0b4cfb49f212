"""Guarded counts hold the truth, and so do their sums."""

from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from analysis import FLOOR, guarded, release_base
from tests.properties.attacker import THE_RULE, asked_and_base


@st.composite
def a_count(draw: st.DrawFn) -> tuple[int, int]:
    base = draw(st.integers(FLOOR, 80))
    return draw(st.integers(0, base)), base


@given(a_count())
def test_the_guard_is_the_rule(count_and_base: tuple[int, int]) -> None:
    count, base = count_and_base
    shown = guarded(count, base)
    assert (shown.low, shown.high, shown.base) == THE_RULE(count, base)
    assert shown.low <= count <= shown.high
    assert shown.exact == (4 <= count <= base - 4)


@given(a_count())
def test_yes_and_no_are_guarded_alike(count_and_base: tuple[int, int]) -> None:
    count, base = count_and_base
    yes, no = guarded(count, base), guarded(base - count, base)
    assert (no.low, no.high) == (base - yes.high, base - yes.low)


@given(st.lists(a_count(), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_a_sum_holds_the_sum_in_any_order(parts: list[tuple[int, int]], random: object) -> None:
    both = reduce(add, (guarded(*part) for part in parts))
    assert both.low <= sum(count for count, _ in parts) <= both.high
    assert (both.base, both.releases) == (sum(base for _, base in parts), len(parts))
    random.shuffle(parts)  # type: ignore[attr-defined]
    assert reduce(add, (guarded(*part) for part in parts)) == both


@given(st.integers(13, 80), st.data())
def test_the_base_tells_no_more_than_participation(asked: int, data: st.DataObject) -> None:
    answered = data.draw(st.integers(10, asked))
    shown = guarded(answered, asked)
    base = release_base(answered, asked)
    assert ((shown.low, shown.high, shown.base), base) == asked_and_base(answered, asked)
    assert base == (shown.low if shown.exact else shown.base)
