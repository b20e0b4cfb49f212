"""The recount's arithmetic: sums of releases, likely ranges, and the gap of equal periods.

Plain Python from the published formulas (Wilson 1927, Newcombe 1998); nothing of the product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tests.integration.whole_path.recount import Shown

Z = 1.959963984540054
MOST_TOGETHER = 4
#: Families can be in several releases of a sum.
REPEATS = 1.5


@dataclass(frozen=True)
class Sum:
    """A guarded count, of one release or of several together."""

    low: int
    high: int
    base: int
    releases: int = 1

    @property
    def ends(self) -> tuple[int, int, int]:
        """What a table shows of it."""
        return self.low, self.high, self.base


def count_of(shown: Shown, condition: str) -> Sum:
    """The count of one release; for releases in which nothing depended on a draw."""
    ((low, high),) = shown.counts[condition]
    return Sum(low, high, shown.base)


def together(several: Sequence[Shown], condition: str) -> Sum:
    """The counts of several releases added up."""
    parts = [count_of(shown, condition) for shown in several]
    return Sum(
        sum(part.low for part in parts),
        sum(part.high for part in parts),
        sum(part.base for part in parts),
        len(parts),
    )


def newest(history: Sequence[Shown]) -> Sequence[Shown]:
    """Up to four newest releases."""
    return history[-MOST_TOGETHER:]


def wilson(count: float, n: float) -> tuple[float, float]:
    """Wilson's limits of a share."""
    share = count / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    reach = Z / (1 + Z**2 / n) * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def likely(count: Sum) -> tuple[int, int]:
    """The likely range in whole points: Wilson at both ends of the count."""
    divisor = REPEATS if count.releases > 1 else 1.0
    low, _ = wilson(count.low / divisor, count.base / divisor)
    _, high = wilson(count.high / divisor, count.base / divisor)
    return round(100 * low), round(100 * high)


def clearly_higher(one: Sum, other: Sum) -> bool:
    """Whether one share is higher at whatever end of both counts (Newcombe's method 10)."""
    n1, n2 = (part.base / (REPEATS if part.releases > 1 else 1.0) for part in (one, other))
    p1, p2 = one.low / one.base, other.high / other.base
    low, _ = wilson(p1 * n1, n1)
    _, high = wilson(p2 * n2, n2)
    return p1 - p2 - sqrt((p1 - low) ** 2 + (high - p2) ** 2) > 0


def equal_periods(
    first: Sequence[Shown], second: Sequence[Shown], calendar: Sequence[str]
) -> tuple[list[Shown], list[Shown]] | None:
    """The newest and shortest stretch of periods that releases of both groups fill exactly."""
    for end in range(len(calendar), 0, -1):
        for start in range(end - 1, -1, -1):
            stretch = calendar[start:end]
            fitting = [_filling(history, stretch) for history in (first, second)]
            if all(fitting):
                return fitting[0], fitting[1]
    return None


def _filling(history: Sequence[Shown], stretch: Sequence[str]) -> list[Shown]:
    inside = [shown for shown in history if set(shown.periods) <= set(stretch)]
    filled = [label for shown in inside for label in shown.periods]
    return inside if sorted(filled) == sorted(stretch) else []
