"""What may leave a tally: the units asked, the one base of a batch, and guarded counts.

`release_base` and `guarded` are the only door from a tally to a release.
"""

from dataclasses import dataclass

FLOOR = 10
"""Least number of units that must have answered. A site may raise it, never lower it."""

MARGIN = 3
"""Width of the two guarded intervals, and how many more than the floor must have been asked.

A count is given exactly only if at least MARGIN + 1 = 4 units are on either side of it. Four is
the least that protects against two members with their own sheets (see docs/decisions/0005).
"""


@dataclass(frozen=True)
class GuardedCount:
    """A count that may be shown: it is somewhere from `low` to `high`, out of `base`.

    Parameters
    ----------
    low, high : units, 0 <= low <= high <= base. Equal when the count is exact.
    base : units, at least 1.
    releases : how many releases were added up, at least 1.

    Raises ValueError outside these ranges.
    """

    low: int
    high: int
    base: int
    releases: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= self.base or self.base < 1 or self.releases < 1:
            raise ValueError(f"not a guarded count: {self}")

    def __add__(self, other: "GuardedCount") -> "GuardedCount":
        """The count of two separate groups of units together: every part is added."""
        return GuardedCount(
            self.low + other.low,
            self.high + other.high,
            self.base + other.base,
            self.releases + other.releases,
        )

    @property
    def exact(self) -> bool:
        """Whether the count is known exactly."""
        return self.low == self.high

    @property
    def low_share(self) -> float:
        """`low` as a share of the base, 0..1."""
        return self.low / self.base

    @property
    def high_share(self) -> float:
        """`high` as a share of the base, 0..1."""
        return self.high / self.base


def asked_units(
    now: int, only_while_waiting: int, *, last_wait_was_large: bool, floor: int = FLOOR
) -> int:
    """M, the number of units that could have answered a batch.

    A wait is large when M was at least floor + MARGIN: then everybody knows that fewer than
    `floor` units had answered by then. A small wait tells nothing of its answers.

    Parameters
    ----------
    now : units asked since the last large wait of the batch, or since the batch began if it had
        none; a unit that answered counts as asked.
    only_while_waiting : units asked before that and not since.
    last_wait_was_large : whether the batch had a large wait.
    floor : the site's floor.

    After a large wait at most floor - 1 of the units asked before count (9 with the floor of 10):
    that is the most answers the wait can have carried over, as everybody knows. Counting more
    would let a reader subtract: 15 asked and waiting, then 3 asked and 12 answers in all, shows
    that each of the three answered. A small wait after a large one does not change this: 30 asked
    and waiting, 1 asked (M = 10) and waiting, then 3 asked give M = 13 and not 34.

    Raises ValueError for negative numbers or a floor below FLOOR.
    """
    _check_floor(floor)
    if now < 0 or only_while_waiting < 0:
        raise ValueError("units cannot be fewer than none")
    if last_wait_was_large:
        return now + min(floor - 1, only_while_waiting)
    return now + only_while_waiting


def release_base(answered: int, asked: int, floor: int = FLOOR) -> int | None:
    """B, the one base of all figures of a batch, or None when the batch has to wait.

    Parameters
    ----------
    answered : units that answered (n), 0 <= answered <= asked.
    asked : units that could have answered (M), see `asked_units`.
    floor : the site's floor.

    A batch is released when at least `floor` answered and at least floor + MARGIN were asked.
    Its base is the answers, if more than MARGIN of those asked did not answer; otherwise
    everybody asked, so that the base does not tell how many did not answer.

    Raises ValueError when more answered than were asked, or for a floor below FLOOR.
    """
    _check_floor(floor)
    if not 0 <= answered <= asked:
        raise ValueError(f"{answered} answered of {asked} asked")
    if answered < floor or asked < floor + MARGIN:
        return None
    return answered if answered < asked - MARGIN else asked


def guarded(count: int, base: int) -> GuardedCount:
    """The count as it may be shown: exact if 4 <= count <= base - 4, else an interval of four.

    Parameters
    ----------
    count : units that meet a condition, 0..base.
    base : the base of the batch, at least FLOOR.

    A count of 3 or fewer becomes 0..3, a count of base - 3 or more becomes base-3..base.
    Raises ValueError outside the ranges.
    """
    if base < FLOOR or not 0 <= count <= base:
        raise ValueError(f"a count of {count} of {base} cannot be guarded")
    if count <= MARGIN:
        return GuardedCount(0, MARGIN, base)
    if count >= base - MARGIN:
        return GuardedCount(base - MARGIN, base, base)
    return GuardedCount(count, count, base)


def _check_floor(floor: int) -> None:
    if floor < FLOOR:
        raise ValueError(f"the floor of {FLOOR} can be raised, never lowered to {floor}")
