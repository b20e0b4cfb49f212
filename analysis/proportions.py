"""Score intervals of shares that are known only between the two ends of a guarded count.

All are closed forms. Level .95 unless said otherwise.
"""

from analysis.guard import GuardedCount
from analysis.shares import LEVEL, Interval, newcombe_difference, wilson

REPEATS = 1.5
"""Design effect of a sum of releases, in which one family can be counted once per release."""


def guarded_interval(count: GuardedCount, level: float = LEVEL) -> Interval:
    """The interval of the share behind a guarded count: Wilson at both of its ends.

    The lower limit is that of `count.low`, the upper that of `count.high`, so it holds wherever
    the count is between them. A sum of several releases counts a family once in each, so counts
    and base are divided by REPEATS = 1.5. Returns limits in 0..1. ValueError for a bad level.
    """
    low, high, n = _effective(count)
    below, above = wilson(low, n, level), wilson(high, n, level)
    assert below is not None, "a guarded count has a base of at least 1"
    assert above is not None
    return Interval(below.low, above.high)


def clear_difference(first: GuardedCount, second: GuardedCount, level: float = LEVEL) -> int:
    """1 when the first share is clearly higher, -1 when clearly lower, else 0.

    Clear means that Newcombe's interval of the difference excludes zero at both ends of both
    guarded counts. The least favourable ends decide: the low end of the one that is higher
    against the high end of the other. Sums of several releases as in `guarded_interval`.
    """
    if _surely_higher(first, second, level):
        return 1
    return -1 if _surely_higher(second, first, level) else 0


def _surely_higher(first: GuardedCount, second: GuardedCount, level: float) -> bool:
    low, _, n1 = _effective(first)
    _, high, n2 = _effective(second)
    difference = newcombe_difference(low, n1, high, n2, level)
    return difference is not None and difference.low > 0


def _effective(count: GuardedCount) -> tuple[float, float, float]:
    divisor = REPEATS if count.releases > 1 else 1
    return count.low / divisor, count.high / divisor, count.base / divisor
