"""Whether a share has changed, judged from guarded counts of the releases before and since."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from analysis.guard import MARGIN, GuardedCount
from analysis.proportions import clear_difference
from analysis.release import Release

LONGEST = 4
"""Most releases that are added up on one side of a day."""

BASELINE = 0.6
"""The share from which the smallest visible change is reckoned, where it can be."""


@dataclass(frozen=True)
class Change:
    """Two guarded counts and what may be said of their difference.

    Parameters
    ----------
    before, since : the counts compared.
    direction : "more" or "fewer" when the change is clear, else None.
    smallest : the smallest increase (of a team: change) that could have been seen, as a share
        (0..1); None when no change could have been, whatever the answers ("too few to judge").
    """

    before: GuardedCount
    since: GuardedCount
    direction: Literal["more", "fewer"] | None
    smallest: float | None


class BeforeAndSince(NamedTuple):
    """Releases on both sides of a day, oldest first; either side may be empty."""

    before: tuple[Release, ...]
    since: tuple[Release, ...]


def change(before: GuardedCount, since: GuardedCount) -> Change:
    """Compare two guarded counts of separate releases.

    "more" or "fewer" only when the interval of the difference (Newcombe, 1998) excludes zero at
    both ends of both guarded counts; see `analysis.proportions.clear_difference`.
    """
    direction: dict[int, Literal["more", "fewer"]] = {1: "more", -1: "fewer"}
    return Change(
        before,
        since,
        direction.get(clear_difference(since, before)),
        smallest_visible(before, since),
    )


def smallest_visible(before: GuardedCount, since: GuardedCount) -> float | None:
    """The smallest increase that could have been seen, as a share, from the bases alone.

    Only the bases and numbers of releases are used, never the counts: otherwise the sentence
    that names it would tell about the answers.

    The increase is reckoned from a baseline of 60 % (rounded to a whole count). A guarded count
    is never certain to be above base - 3 per release, so with small bases no increase can be
    seen from there; then the nearest lower baseline from which one can be seen is taken. None
    when there is no such baseline. As bases and guard are symmetrical, no decrease could have
    been seen either.

    Equal groups of 30, 40 and 80 give about 23, 22 and 15 points, as without the guard. From
    12 of 20 the least clear increase would be to 18, but 17 is the most that is ever certain;
    so it is reckoned from 11 (to 17: 30 points), and for groups of 12 from 4 (to 9: 42 points)
    instead of from 7 (to 12). Two groups of 10 give None.
    """
    for baseline in range(round(BASELINE * before.base), before.releases * MARGIN - 1, -1):
        least = _least_clearly_above(_exactly(baseline, before), since)
        if least is not None:
            return least / since.base - baseline / before.base
    return None


def before_and_since(releases: Sequence[Release], day: date) -> BeforeAndSince:
    """The releases before and since a day, up to four on each side, those nearest to the day.

    Parameters
    ----------
    releases : of one scope and group, in any order; they do not overlap.
    day : the first day of "since".

    A release that ends before the day is before; one that begins on it or later is since; one
    that straddles it is neither. Another wording cannot be compared: only releases of the
    newest one's questionnaire version are used.
    Raises ValueError for releases of several scopes or groups.
    """
    if len({(release.scope, release.group) for release in releases}) > 1:
        raise ValueError("releases of one scope and group are needed")
    ordered = sorted(releases, key=lambda release: release.first_day)
    same = [release for release in ordered if release.version == ordered[-1].version]
    before = [release for release in same if release.last_day < day]
    since = [release for release in same if release.first_day >= day]
    return BeforeAndSince(tuple(before[-LONGEST:]), tuple(since[:LONGEST]))


def _exactly(count: int, like: GuardedCount) -> GuardedCount:
    return GuardedCount(count, count, like.base, like.releases)


def _least_clearly_above(before: GuardedCount, like: GuardedCount) -> int | None:
    candidates = range(like.base - MARGIN * like.releases + 1)
    least = bisect_left(
        candidates, 1, key=lambda count: clear_difference(_exactly(count, like), before)
    )
    return least if least in candidates else None
