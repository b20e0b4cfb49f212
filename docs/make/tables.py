"""The tables of the methods and of the formulas, computed by the code that makes the reports."""

from collections.abc import Callable, Mapping
from math import comb, log2

from analysis import Condition, GuardedCount, asked_units, guarded, release_base
from analysis.proportions import guarded_interval
from analysis.shares import Interval, newcombe_difference, wilson
from analysis.team_reach import reach
from analysis.trends import smallest_visible
from analysis.wording import count_phrase, reach_phrase
from docs.make.blocks import table
from docs.make.sample import release

_BASES = (10, 12, 15, 20, 30, 40, 60, 80)
_SUMS = (40, 80, 120, 160)
_PER_SUM = 4
_TEAMS = ((27, 20, 12), (27, 20, 19), (27, 20, 2), (27, 25, 12), (16, 12, 7))
_V1 = Condition.parse("fully:V1")


def guard() -> str:
    """How counts of typical bases are shown."""
    rows = []
    for base in _BASES:
        lowest, highest = guarded(0, base), guarded(base, base)
        exact = f"{lowest.high + 1} to {highest.low - 1}"
        rows.append((base, count_phrase(lowest, "en"), exact, count_phrase(highest, "en")))
    return table(("base", "a count of 0 to 3", "shown exactly", "a count of the last four"), rows)


def bases() -> str:
    """What batches of some sizes are shown out of."""
    cases = ((9, 30), (10, 12), (10, 13), (12, 30), (20, 24), (20, 23), (20, 20), (38, 40))
    rows = []
    for answered, asked in cases:
        base = release_base(answered, asked)
        if base is None:
            rows.append((answered, asked, "–", "waits"))
            continue
        who = "who answered" if base < asked else "who were asked"
        shown = count_phrase(guarded(answered, asked), "en")
        rows.append((answered, asked, f"{base} {who}", f"{shown} answered"))
    return table(("answered", "asked", "counts are out of", "participation"), rows)


def waiting() -> str:
    """M of a batch that waited."""
    cases = ((5, 7, False), (5, 20, True), (5, 6, True), (14, 20, True))
    rows = [
        (
            only,
            "13 or more" if large else "12 or fewer",
            now,
            asked_units(now, only, last_wait_was_large=large),
        )
        for now, only, large in cases
    ]
    columns = ("asked only while it waited", "M of that wait", "asked since", "M now")
    return table(columns, rows)


def ranges() -> str:
    """Likely ranges of one release, for counts from the lowest to the highest."""
    rows = []
    for base in _BASES:
        counts = (0, base // 4, base // 2, 3 * base // 4, base)
        rows.append((base, *(_range(guarded(count, base)) for count in counts)))
    columns = ("base", "3 or fewer", "a quarter", "half", "three quarters", "at least base − 3")
    return table(columns, rows)


def ranges_of_sums() -> str:
    """Likely ranges of four releases together."""
    rows = []
    for base in _SUMS:
        counts = (base // 4, base // 2, 3 * base // 4)
        rows.append((base, *(_range(_of_four(count, base)) for count in counts)))
    return table(("base of four together", "a quarter", "half", "three quarters"), rows)


def visible() -> str:
    """The smallest change that can be seen between two releases, and between two sums."""
    rows = [(base, 1, _visible(base, 1)) for base in _BASES]
    rows += [(base, _PER_SUM, _visible(base, _PER_SUM)) for base in _SUMS]
    return table(("base on each side", "results on each side", "smallest change seen"), rows)


def reaches() -> str:
    """Reach of a team: what is certain and what is possible."""
    rows = []
    for members, answered, count in _TEAMS:
        wave = release("act", "2026-Q3", (answered, members), {"fully:V1": count})
        shown, bounds = wave.counts[_V1], reach(wave, _V1)
        rows.append((members, answered, count_phrase(shown, "en"), reach_phrase(bounds, "en")))
    return table(("members", "answered", "shown", "reach"), rows)


def wilsons() -> str:
    """Limits of shares, to check one's own calculation."""
    cases = ((4, 10), (9, 12), (15, 20), (30, 40), (0, 20), (20, 20))
    rows = [(f"{count} of {n}", *_limits(wilson(count, n))) for count, n in cases]
    return table(("count", "low", "high"), rows)


def differences() -> str:
    """Limits of differences, to check one's own calculation."""
    cases = ((33, 40, 24, 40), (30, 40, 24, 40), (16, 20, 10, 20), (14, 16, 6, 12))
    rows = [
        (f"{c1} of {n1}", f"{c2} of {n2}", *_limits(newcombe_difference(c1, n1, c2, n2)))
        for c1, n1, c2, n2 in cases
    ]
    return table(("first", "second", "low", "high"), rows)


def runs() -> str:
    """The Anhøj limits by the number of useful points."""
    rows = [(n, round(log2(n) + 3), _least_crossings(n)) for n in (10, 12, 16, 20, 24, 30, 40)]
    return table(("useful points", "longest ordinary run", "fewest ordinary crossings"), rows)


def _least_crossings(n: int) -> int:
    """The 5 % quantile of the binomial distribution of n - 1 and one half."""
    below = 0
    for crossings in range(n):
        below += comb(n - 1, crossings)
        if below >= 0.05 * 2 ** (n - 1):
            return crossings
    raise AssertionError


def _of_four(count: int, base: int) -> GuardedCount:
    return GuardedCount(count, count, base, _PER_SUM)


def _range(count: GuardedCount) -> str:
    interval = guarded_interval(count)
    return f"{100 * interval.low:.0f} to {100 * interval.high:.0f}"


def _visible(base: int, releases: int) -> str:
    count = GuardedCount(base, base, base, releases)
    smallest = smallest_visible(count, count)
    return "none" if smallest is None else f"{100 * smallest:.0f} points"


def _limits(interval: Interval | None) -> tuple[str, str]:
    assert interval is not None
    return f"{interval.low:.4f}", f"{interval.high:.4f}"


TABLES: Mapping[str, Callable[[], str]] = {
    "guard": guard,
    "bases": bases,
    "waiting": waiting,
    "ranges": ranges,
    "ranges-of-sums": ranges_of_sums,
    "visible": visible,
    "reaches": reaches,
    "wilson": wilsons,
    "differences": differences,
    "runs": runs,
}
