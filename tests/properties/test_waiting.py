"""Attacks on batches that waited: what the release of a waiting batch tells of who answered.

Everybody can know how many were asked in each period and whether the batch waited. Up to two
insiders, in any of the periods, know of themselves whether they answered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement, product
from typing import NamedTuple

import pytest

from analysis import asked_units, guarded, release_base

World = tuple[int, ...]
"""How many of those first asked in each period answered."""


class Insiders(NamedTuple):
    """How many insiders of each period answered, and how many did not."""

    answered: World
    silent: World


Rule = Callable[[Sequence[int]], int]
"""How M is counted: numbers of units first asked in each period -> M of the last one."""


def by_the_contract(asked: Sequence[int]) -> int:
    """As `asked_units` wants it called: units since the last large wait, and units before."""
    before = since = total = 0
    for now in asked:
        if total >= 13:
            before, since = before + since, 0
        since += now
        total = asked_units(since, before, last_wait_was_large=before > 0)
    return total


def uncapped(asked: Sequence[int]) -> int:
    """A looser rule: everybody who was asked while waiting counts."""
    return sum(asked)


def forgetful(asked: Sequence[int]) -> int:
    """A looser rule: only the last wait counts as large or small, not those before it."""
    if len(asked) == 1:
        return asked[0]
    large = forgetful(asked[:-1]) >= 13
    return asked_units(asked[-1], sum(asked[:-1]), last_wait_was_large=large)


def totals_asked(asked: Sequence[int], rule: Rule) -> list[int]:
    """M after each period, when all but the last wait."""
    return [rule(asked[: period + 1]) for period in range(len(asked))]


def is_possible(world: World, totals: Sequence[int]) -> bool:
    """Whether all periods but the last would have waited, and the last be released."""
    sums = [sum(world[: period + 1]) for period in range(len(world))]
    waits = all(n < 10 or total < 13 for n, total in zip(sums, totals[:-1], strict=False))
    return waits and sums[-1] >= 10 and totals[-1] >= 13


def published(world: World, totals: Sequence[int]) -> object:
    """What the product publishes of this world: participation and base."""
    answered, asked = sum(world), totals[-1]
    assert answered <= asked
    base = release_base(answered, asked)
    assert base is not None
    return guarded(answered, asked), base


def coalitions(asked: Sequence[int]) -> Iterator[Insiders]:
    """None, one or two insiders in any periods."""
    places = [(period, spoke) for period in range(len(asked)) for spoke in (True, False)]
    for size in range(3):
        for members in combinations_with_replacement(places, size):
            answered = tuple(members.count((period, True)) for period in range(len(asked)))
            silent = tuple(members.count((period, False)) for period in range(len(asked)))
            if all(a + s <= of for a, s, of in zip(answered, silent, asked, strict=True)):
                yield Insiders(answered, silent)


def fits(world: World, insiders: Insiders, asked: Sequence[int]) -> bool:
    """Whether the insiders can be in this world."""
    rows = zip(world, insiders.answered, insiders.silent, asked, strict=True)
    return all(a <= n <= of - s for n, a, s, of in rows)


def proofs_in(worlds: Sequence[World], asked: Sequence[int]) -> int:
    """Coalitions and periods with certainty that all others, or none of them, answered."""
    found = 0
    for insiders in coalitions(asked):
        left = [world for world in worlds if fits(world, insiders, asked)]
        for period, of in enumerate(asked):
            own, silent = insiders.answered[period], insiders.silent[period]
            others = {world[period] - own for world in left}
            found += of > own + silent and others in ({0}, {of - own - silent})
    return found


def attack(asked: Sequence[int], rule: Rule) -> tuple[int, int]:
    """Releases that are possible and proofs found in them."""
    totals = totals_asked(asked, rule)
    seen: dict[object, list[World]] = defaultdict(list)
    if totals[-1] < 13 or sum(asked) < 10:
        return 0, 0
    for world in product(*(range(of + 1) for of in asked)):
        if is_possible(world, totals):
            seen[published(world, totals)].append(world)
    return len(seen), sum(proofs_in(worlds, asked) for worlds in seen.values())


def attacks(ranges: Sequence[range], rule: Rule) -> tuple[int, int]:
    """Releases and proofs over all numbers asked."""
    found = [attack(asked, rule) for asked in product(*ranges)]
    return sum(releases for releases, _ in found), sum(proofs for _, proofs in found)


ONE_WAIT = (range(1, 21), range(1, 16))
TWO_WAITS = (range(1, 21, 2), range(1, 6), range(1, 8))
TWO_LONG_WAITS = (range(1, 31), range(1, 8), range(1, 12))


def test_one_wait_proves_nothing() -> None:
    assert attacks(ONE_WAIT, by_the_contract) == (1_294, 0)


def test_two_waits_prove_nothing() -> None:
    assert attacks(TWO_WAITS, by_the_contract) == (614, 0)


@pytest.mark.deep
def test_two_long_waits_prove_nothing() -> None:
    assert attacks(TWO_LONG_WAITS, by_the_contract) == (8_464, 0)


def test_control_counting_all_who_waited_proves_who_answered() -> None:
    assert attack((15, 3), uncapped)[1] > 0
    assert attacks(ONE_WAIT, uncapped) == (1_630, 1_704)


def test_control_forgetting_an_earlier_wait_proves_who_answered() -> None:
    # 30 asked and waiting: at most 9 answered. 1 more asked: M = 10, a small wait. 3 more asked:
    # "13 of 34" would say that each of the last four answered.
    assert totals_asked((30, 1, 3), forgetful) == [30, 10, 34]
    assert attack((30, 1, 3), forgetful)[1] > 0
    assert totals_asked((30, 1, 3), by_the_contract) == [30, 10, 13]
    assert attack((30, 1, 3), by_the_contract)[1] == 0
    assert attacks(TWO_WAITS, forgetful) == (862, 3_944)


def test_units_asked_again_after_a_large_wait_prove_nothing() -> None:
    # Units that were asked in both periods count in the newest; of the others at most nine.
    for waiting, now in product(range(1, 21), range(1, 16)):
        asked = asked_units(now, waiting, last_wait_was_large=True)
        seen: dict[object, list[World]] = defaultdict(list)
        for world in product(range(min(waiting, 9) + 1), range(now + 1)):
            if sum(world) >= 10 and asked >= 13:
                seen[published(world, [asked])].append(world)
        assert sum(proofs_in(worlds, (waiting, now)) for worlds in seen.values()) == 0
