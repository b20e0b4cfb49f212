"""Attacks on what is made from several releases: totals, and words about a change."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import product as pairs

from analysis import guarded, total
from analysis.shares import newcombe_difference
from analysis.trends import change
from tests.properties.attacker import THE_RULE, exactly_own_sheets, proves
from tests.unit.analysis.builders import V1_FULLY, a_release

Pair = tuple[int, int]
"""Counts of two separate groups: two sites, or before and since."""

SIZES = [(size, other) for size in (10, 12, 16, 20) for other in (10, 14, 20)]


def attack(publish: Callable[[Pair, Pair], object], target: int) -> int:
    """Proofs about one group (0 or 1) from what is published of both: cases, not probabilities.

    The reader tries all counts of both groups: those that would have been published alike are
    possible. Two members of the target group know their own sheets.
    """
    found = 0
    for sizes in SIZES:
        seen: dict[object, list[Pair]] = defaultdict(list)
        for counts in pairs(range(sizes[0] + 1), range(sizes[1] + 1)):
            seen[publish(counts, sizes)].append(counts)
        for worlds in seen.values():
            possible = {counts[target] for counts in worlds}
            found += sum(
                proves(possible, sizes[target], own_yes, own_no)
                for count in possible
                for own_yes, own_no in exactly_own_sheets(count, sizes[target], 2)
            )
    return found


def parts(counts: Pair, sizes: Pair) -> tuple[object, ...]:
    """The two published parts, by the rule as restated for the attacker."""
    return tuple(THE_RULE(count, size) for count, size in zip(counts, sizes, strict=True))


@cache
def released(count: int, size: int, scope: str) -> object:
    """A release of the product."""
    return a_release(count, answered=size, asked=size + 4, scope=scope)


def with_the_total(counts: Pair, sizes: Pair) -> object:
    """The product's parts and its total."""
    sites = [released(counts[0], sizes[0], "maple"), released(counts[1], sizes[1], "oak")]
    return parts(counts, sizes), total(sites, V1_FULLY)  # type: ignore[arg-type]


def with_the_raw_total(counts: Pair, sizes: Pair) -> object:
    """A looser rule: the total is exact."""
    return parts(counts, sizes), sum(counts)


def with_the_total_guarded_on_its_own(counts: Pair, sizes: Pair) -> object:
    """A looser rule: the total is guarded, but from its own exact count."""
    return parts(counts, sizes), THE_RULE(sum(counts), sum(sizes))


def with_the_change(counts: Pair, sizes: Pair) -> object:
    """The product's words about a change."""
    before, since = (guarded(count, size) for count, size in zip(counts, sizes, strict=True))
    found = change(before, since)
    return parts(counts, sizes), found.direction, found.smallest


def with_the_change_from_raw_counts(counts: Pair, sizes: Pair) -> object:
    """A looser rule: whether the change is clear is judged from the exact counts."""
    difference = newcombe_difference(counts[1], sizes[1], counts[0], sizes[0])
    assert difference is not None
    return parts(counts, sizes), difference.low > 0, difference.high < 0


def test_a_total_of_parts_proves_nothing() -> None:
    assert attack(with_the_total, 0) == 0
    assert attack(with_the_total, 1) == 0


def test_control_an_exact_total_beside_the_parts_proves_it() -> None:
    assert attack(with_the_raw_total, 0) == 696


def test_control_a_total_guarded_on_its_own_proves_it() -> None:
    assert attack(with_the_total_guarded_on_its_own, 0) == 624


def test_words_about_a_change_prove_nothing() -> None:
    assert attack(with_the_change, 0) == 0
    assert attack(with_the_change, 1) == 0


def test_control_a_change_judged_from_exact_counts_proves_it() -> None:
    assert attack(with_the_change_from_raw_counts, 1) == 102


def test_the_example_of_a_telling_change() -> None:
    # 5 of 12 before; since "at least 9 of 12". Were it called clear from exact counts, it would
    # have to be 10 or more: two who did not say yes would know that the other ten did.
    nine, ten, twelve = ((5, since) for since in (9, 10, 12))
    from_raw = with_the_change_from_raw_counts
    assert from_raw(nine, (12, 12)) != from_raw(ten, (12, 12)) == from_raw(twelve, (12, 12))
    assert with_the_change(nine, (12, 12)) == with_the_change(twelve, (12, 12))
    assert change(guarded(5, 12), guarded(12, 12)).direction is None
