"""How long a site may have to wait for its first results: a forecast from its own expectations.

It knows no answer: what it says follows from how many families a site expects, how many of them
are new, and how many of them may answer.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

from analysis.guard import FLOOR, MARGIN, asked_units, release_base

LONGEST_WAIT = 24
"""Months after which answers that wait are destroyed."""
LIKELY = 0.8
"""From this chance on a release is called likely."""

_State = tuple[int, int]  # units that answered, and those of them who are still there
_Chances = dict[_State, float]


@dataclass(frozen=True)
class Expected:
    """What a site expects of one period.

    Parameters
    ----------
    families : families with a meeting in each period, 0 or more.
    newcomers : those of them who were not there in the period before, 0..families.
    turnout : chance that a family answers at all in a period, 0..1.
    months : length of a period: 3, 6 or 12.
    floor : the site's floor.

    Raises ValueError outside these ranges.
    """

    families: int
    newcomers: int
    turnout: float
    months: int = 3
    floor: int = FLOOR

    def __post_init__(self) -> None:
        if not 0 <= self.newcomers <= self.families:
            raise ValueError(f"{self.newcomers} of {self.families} families cannot be new")
        if not 0 <= self.turnout <= 1:
            raise ValueError(f"a turnout is 0 to 1, not {self.turnout}")
        if self.months not in (3, 6, 12):
            raise ValueError(f"there are no periods of {self.months} months")
        if self.floor < FLOOR:
            raise ValueError(f"the floor of {FLOOR} can be raised, never lowered")


def over(quarter: Expected, quarters: int) -> Expected:
    """What is expected of a period of 1, 2 or 4 quarters, from what is expected of a quarter.

    A family has a chance in each quarter in which it has a meeting; with newcomers it is there in
    fewer of them, which is taken on average.
    """
    several = quarter.families + quarter.newcomers * (quarters - 1)
    each = quarters * quarter.families / several if several else 1.0
    return Expected(
        families=several,
        newcomers=min(several, quarter.newcomers * quarters),
        turnout=1.0 - (1.0 - quarter.turnout) ** each,
        months=quarter.months * quarters,
        floor=quarter.floor,
    )


@dataclass(frozen=True)
class Outlook:
    """The chance that the first results are out after one period, two, and so on.

    Parameters
    ----------
    months : length of a period.
    chances : never falling, 0..1; one for each period until waiting answers are destroyed.
    """

    months: int
    chances: tuple[float, ...]

    @property
    def likely_months(self) -> int | None:
        """Months until a release is likely; None when it is not within the longest wait."""
        places = (place for place, chance in enumerate(self.chances, 1) if chance >= LIKELY)
        return next((place * self.months for place in places), None)

    @property
    def is_possible(self) -> bool:
        """Whether there can be a release at all."""
        return self.chances[-1] > 0


def outlook(expected: Expected) -> Outlook:
    """Return the chances of a first release, exactly, for families who answer independently.

    Families who leave are drawn at random; those who stay may answer in a later period if they
    have not yet. The rule of release is that of `analysis.guard`.
    """
    waiting: _Chances = {(0, 0): 1.0}
    chances = []
    for asked in _asked(expected):
        after = _after_a_period(waiting, expected)
        waiting = {
            (answered, here): chance
            for (answered, here), chance in after.items()
            if release_base(answered, max(asked, answered), expected.floor) is None
        }
        chances.append(max(0.0, 1.0 - sum(waiting.values())))
    return Outlook(expected.months, tuple(chances))


def _asked(expected: Expected) -> Iterator[int]:
    """Units asked after each period of a batch that has had to wait until then."""
    since_large = before = asked = 0
    was_large = False
    for period in range(LONGEST_WAIT // expected.months):
        if asked >= expected.floor + MARGIN:
            since_large, before, was_large = 0, period * expected.newcomers, True
        since_large += expected.newcomers if since_large else expected.families
        asked = asked_units(
            since_large, before, last_wait_was_large=was_large, floor=expected.floor
        )
        yield asked


def _after_a_period(waiting: _Chances, expected: Expected) -> _Chances:
    """Newcomers take the places of some who leave; then whoever has not answered may."""
    families, leave, turnout = expected.families, expected.newcomers, expected.turnout
    after: _Chances = defaultdict(float)
    for (answered, here), chance in waiting.items():
        for gone, of_gone in _drawn(families, here, leave if answered else 0):
            silent = families - (here - gone)
            for more, of_more in _successes(silent, turnout):
                after[answered + more, here - gone + more] += chance * of_gone * of_more
    return after


def _drawn(total: int, marked: int, number: int) -> Iterator[tuple[int, float]]:
    """How many of the marked are among `number` drawn from all, and how likely."""
    for found in range(max(0, number - (total - marked)), min(marked, number) + 1):
        ways = comb(marked, found) * comb(total - marked, number - found)
        yield found, ways / comb(total, number)


def _successes(trials: int, chance: float) -> Iterator[tuple[int, float]]:
    """How many of so many tries succeed, and how likely."""
    for number in range(trials + 1):
        yield number, comb(trials, number) * chance**number * (1 - chance) ** (trials - number)
