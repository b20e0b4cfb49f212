"""Sums of releases for a state: what is added up, what is left over, and what nobody can tell."""

import random
from itertools import product

import pytest

from analysis import Basis, Release, Term, total
from analysis.measures import ACT
from analysis.rollup import LEAST_SCOPES, STATE, Gathered, Rollup, gathered
from analysis.team_reach import reach
from tests.unit.analysis.builders import V1_FULLY, a_release

QUARTER = Term.parse("2026-Q3")


def of_scopes(number: int, **more: str) -> list[Release]:
    return [
        a_release(8 + place, answered=20 + place, scope=f"s{place}", **more)  # type: ignore[arg-type]
        for place in range(number)
    ]


def summed(found: Gathered) -> list[Release]:
    return [part for rollup in found.rollups for part in rollup.parts]


def test_a_sum_is_the_sum_of_its_parts_and_keeps_open_what_they_keep_open() -> None:
    parts = [a_release(count, scope=f"s{count}") for count in (2, 9, 18)]
    rollup = Rollup.of(QUARTER, parts)
    assert rollup.counts[V1_FULLY] == total(parts, V1_FULLY)
    assert (rollup.counts[V1_FULLY].low, rollup.counts[V1_FULLY].high) == (0 + 9 + 17, 3 + 9 + 20)
    assert (rollup.base, rollup.participation.base, rollup.participation.low) == (60, 90, 60)
    assert rollup.counts[V1_FULLY].releases == 3
    assert (rollup.scope, rollup.terms, rollup.basis) == (STATE, (QUARTER,), Basis.ANSWERED)


def test_a_sum_of_both_kinds_of_bases_says_so() -> None:
    parts = [*of_scopes(2), a_release(8, answered=28, scope="nearly all")]
    assert Rollup.of(QUARTER, parts).basis is Basis.MIXED


def test_the_order_of_the_parts_tells_nothing() -> None:
    parts = of_scopes(5)
    turned = Rollup.of(QUARTER, parts[::-1])
    assert turned == Rollup.of(QUARTER, parts)
    assert turned.digest == Rollup.of(QUARTER, parts).digest
    assert turned.digest != Rollup.of(QUARTER, parts[1:]).digest


@pytest.mark.parametrize(
    "parts",
    [
        of_scopes(2),
        [*of_scopes(2), a_release(scope="s0", terms="2026-Q2")],
        [*of_scopes(3), a_release(scope="other", version="ftm-parent-2")],
        [*of_scopes(3), a_release(scope="other", group="caregivers")],
        [*of_scopes(3), a_release(scope="s0")],
        [*of_scopes(3, group=ACT), a_release(scope="s0", terms="2026-Q2", group=ACT)],
    ],
    ids=["two scopes", "two scopes, three results", "versions", "groups", "overlap", "waves"],
)
def test_what_cannot_be_added_up_is_refused(parts: list[Release]) -> None:
    with pytest.raises(ValueError, match=r"needs|needed|overlap|not added up"):
        Rollup.of(QUARTER, parts)


def test_a_sum_is_no_release_to_be_stored() -> None:
    with pytest.raises(ValueError, match="no text of its own"):
        Rollup.of(QUARTER, of_scopes(3)).to_json()


def test_fewer_than_three_scopes_are_kept_for_the_next_edition_and_then_are_in_it() -> None:
    first = gathered(QUARTER, of_scopes(2))
    assert (first.rollups, len(first.carried)) == ((), 2)
    newer = [a_release(7, scope=name, terms="2026-Q4") for name in ("s0", "new")]
    second = gathered(QUARTER.next(), [*first.carried, *newer])
    assert second.carried == ()
    assert sorted(summed(second), key=str) == sorted([*first.carried, *newer], key=str)


def test_each_group_is_judged_by_itself() -> None:
    found = gathered(QUARTER, [*of_scopes(3), *of_scopes(2, group="professionals")])
    assert [rollup.group for rollup in found.rollups] == ["parents"]
    assert {release.group for release in found.carried} == {"professionals"}


def test_of_two_versions_the_older_goes_first_and_neither_is_lost() -> None:
    old, new = of_scopes(3, terms="2026-Q2"), of_scopes(4, version="ftm-parent-2")
    first = gathered(QUARTER, [*new, *old])
    assert [rollup.version for rollup in first.rollups] == ["ftm-parent-1"]
    assert sorted(first.carried, key=str) == sorted(new, key=str)
    assert gathered(QUARTER.next(), first.carried).carried == ()
    few = gathered(QUARTER, [*of_scopes(2, terms="2026-Q2"), *new])
    assert [rollup.version for rollup in few.rollups] == ["ftm-parent-2"]


def test_of_a_team_the_newest_wave_is_summed_and_reach_is_added_team_by_team() -> None:
    newest = [a_release({"mostly:P1": 9}, scope=f"s{place}", group=ACT) for place in range(3)]
    older = a_release({"mostly:P1": 4}, scope="s1", group=ACT, terms="2026-Q1")
    found = gathered(QUARTER, [older, *newest])
    assert sorted(summed(found), key=str) == sorted(newest, key=str)
    assert found.carried == ()
    two = gathered(QUARTER, [older, *newest[:2]])
    assert sorted(two.carried, key=str) == sorted(newest[:2], key=str)
    condition = next(iter(newest[0].counts))
    told = reach(found.rollups[0], condition)
    assert (told.low, told.high, told.base) == (27, 3 * (9 + 10), 90)


def test_every_result_is_in_one_edition_or_still_kept() -> None:
    chance = random.Random(7)
    for _ in range(50):
        kept: tuple[Release, ...] = ()
        told: list[Release] = []
        added: list[Release] = []
        for term in (QUARTER, QUARTER.next(), QUARTER.next().next()):
            out = [
                a_release(9, scope=scope, group=group, terms=term.label)
                for scope, group in product("abcd", ("parents", "professionals"))
                if chance.random() < 0.5
            ]
            told += out
            found = gathered(term, [*kept, *out])
            added += summed(found)
            kept = found.carried
        assert sorted([*added, *kept], key=str) == sorted(told, key=str)
        assert len({part.digest for part in added}) == len(added)


# --- what a reader of one site's report can work out -----------------------------------------


def can_subtract(parts: list[Release], least: int) -> bool:
    """Whether a reader who takes one scope's results away holds those of one other scope."""
    scopes = {part.scope for part in parts}
    return len(scopes) >= least and any(len(scopes - {own}) == 1 for own in scopes)


def test_no_reader_of_one_report_can_hold_the_figure_of_another_scope() -> None:
    """With the minimum as it is nobody can; with one less a reader of either of two could."""
    histories = [of_scopes(number) for number in range(1, 7)]
    assert not any(can_subtract(parts, LEAST_SCOPES) for parts in histories)
    assert any(can_subtract(parts, LEAST_SCOPES - 1) for parts in histories)
    for parts in histories:
        assert all(len({p.scope for p in r.parts}) > 2 for r in gathered(QUARTER, parts).rollups)


def test_points_are_in_the_order_of_size_and_say_nothing_of_scopes() -> None:
    parts = of_scopes(5)
    names = ["e", "d", "c", "b", "a"]
    renamed = [
        a_release(8 + place, answered=20 + place, scope=name) for place, name in enumerate(names)
    ]
    points = Rollup.of(QUARTER, parts).by_scope(V1_FULLY)
    assert points == Rollup.of(QUARTER, renamed).by_scope(V1_FULLY)
    assert [point.base for point in points] == sorted(point.base for point in points)
    two = a_release(8, scope="s0", terms="2026-Q2")
    assert len(Rollup.of(QUARTER, [*parts, two]).by_scope(V1_FULLY)) == 5
