"""The difference of two roles inside each meeting, averaged over meetings, by family."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from analysis.shares import LEVEL
from analysis.statistics.clustered_means import ClusteredMean, clustered_mean
from analysis.statistics.clusters import ClusterSums
from analysis.statistics.estimate import Undefined
from analysis.statistics.exact import (
    Exact,
    exact_sum,
    from_plain,
    group_sums,
    integers,
    plain,
    reduced,
)
from analysis.statistics.vectors import Codes, Labels, Mask, Vector, codes, labels, vector

_FORMAT = "gap-sums-1"
ROUNDING = Fraction(1, 10**12)
"""Equal means of scores that are no whole numbers can lie this far apart."""


@dataclass(frozen=True)
class MeetingGaps:
    """One difference for each meeting in which both roles answered.

    Parameters
    ----------
    families, meetings : labels, one for each such meeting, ordered by family and meeting.
    differences : mean of the first role minus mean of the second, exact.
    left_out : meetings named in the rows without an answer of both roles.
    """

    families: tuple[Any, ...]
    meetings: tuple[Any, ...]
    differences: tuple[Exact, ...]
    left_out: int

    @classmethod
    def of(
        cls,
        families: ArrayLike,
        meetings: ArrayLike,
        roles: ArrayLike,
        answers: ArrayLike,
        *,
        first: str = "parent",
        second: str = "professional",
    ) -> Self:
        """From rows (n,), one for each respondent: family, meeting, role, answer (NaN: missing).

        A meeting is known by its family and its own label together. Raises ValueError for other
        shapes, for missing labels, and for a role that is neither `first` nor `second`.
        """
        y = vector(answers, "answers")
        if not y.size:
            return cls((), (), (), 0)
        is_first = _is_first(labels(roles, y, "roles"), first, second)
        family, family_code = codes(labels(families, y, "families"), "families")
        meeting, meeting_code = codes(labels(meetings, y, "meetings"), "meetings")
        known, code = codes(family_code * len(meeting) + meeting_code)
        given = ~np.isnan(y)
        a = _means(y, code, given & is_first, len(known))
        b = _means(y, code, given & ~is_first, len(known))
        both = [i for i in range(len(known)) if a[i] is not None and b[i] is not None]
        return cls(
            tuple(family[known[i] // len(meeting)] for i in both),
            tuple(meeting[known[i] % len(meeting)] for i in both),
            tuple(_less(a[i], b[i]) for i in both),
            len(known) - len(both),
        )

    @property
    def median(self) -> float | None:
        """Median of the differences; None without a meeting. Needs the rows: sums have none."""
        values = [float(d) for d in self.differences]
        return float(np.median(values)) if values else None

    @property
    def family_sums(self) -> tuple[float, ...]:
        """Sum of the differences of each family, by ascending family: for the sign-flip test."""
        return tuple(float(total) for _, total in self._by_family())

    def sums(self) -> "GapSums":
        """What is needed of these differences to merge them with others."""
        return GapSums(
            ClusterSums.of_clusters(self._by_family()),
            exact_sum(d * d for d in self.differences),
            sum(d < -ROUNDING for d in self.differences),
            self.left_out,
        )

    def _by_family(self) -> list[tuple[int, Exact]]:
        found: dict[Any, list[Exact]] = {}
        for family, d in zip(self.families, self.differences, strict=True):
            found.setdefault(family, []).append(d)
        return [(len(differences), exact_sum(differences)) for differences in found.values()]


@dataclass(frozen=True)
class GapSums:
    """Differences of meetings as sums; those of disjoint families add up in any order.

    Parameters
    ----------
    by_family : the differences with the family as cluster, keyed by meetings of a family.
    squares : sum of the squared differences of meetings.
    lower : meetings whose difference is below zero by more than rounding.
    left_out : meetings without an answer of both roles.
    """

    by_family: ClusterSums
    squares: Exact
    lower: int
    left_out: int

    def __add__(self, other: "GapSums") -> "GapSums":
        return GapSums(
            self.by_family + other.by_family,
            reduced(self.squares + other.squares),
            self.lower + other.lower,
            self.left_out + other.left_out,
        )

    def over(self, divisor: int) -> Self:
        """The sums of the answers divided by this whole number above 0, exact."""
        squares = reduced(Fraction(self.squares) / divisor**2)
        return replace(self, by_family=self.by_family.over(divisor), squares=squares)

    def to_dict(self) -> dict[str, Any]:
        """Whole numbers and lists only."""
        return {
            "format": _FORMAT,
            "by_family": self.by_family.to_dict(),
            "squares": plain(self.squares),
            "lower": self.lower,
            "left_out": self.left_out,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What `to_dict` wrote. ValueError for another format."""
        if data.get("format") != _FORMAT:
            raise ValueError(f"these are not sums of the format {_FORMAT}")
        return cls(
            ClusterSums.from_dict(data["by_family"]),
            from_plain(data["squares"]),
            data["lower"],
            data["left_out"],
        )


@dataclass(frozen=True)
class MeetingGap:
    """The mean difference between two roles inside meetings.

    Parameters
    ----------
    mean : the mean over meetings (n = meetings, clusters = families), CR2 by family.
    sd : standard deviation of the differences; None below two meetings.
    d_z : mean / sd; None where sd is None or 0.
    median : None when only sums are at hand, or no meeting.
    share_lower : share of meetings with a difference below zero; None without a meeting.
    left_out : meetings without an answer of both roles.
    """

    mean: ClusteredMean
    sd: float | None
    d_z: float | None
    median: float | None
    share_lower: float | None
    left_out: int


def meeting_gap(gaps: MeetingGaps | GapSums, *, level: float = LEVEL) -> MeetingGap:
    """Mean over meetings of the difference of two roles, with its CR2 interval by family.

    Each meeting with both roles counts once, whatever the number of its respondents. Undefined
    cases and errors as in `clustered_mean`; the reason stands in `mean`. Bell & McCaffrey (2002);
    Pustejovsky & Tipton (2018).
    """
    sums = gaps.sums() if isinstance(gaps, MeetingGaps) else gaps
    mean = clustered_mean(sums.by_family, level=level)
    value, sd = mean.mean.value, _sd(sums)
    return MeetingGap(
        mean,
        sd,
        value / sd if value is not None and sd else None,
        gaps.median if isinstance(gaps, MeetingGaps) else None,
        sums.lower / mean.mean.n if mean.mean.why is not Undefined.NO_ANSWERS else None,
        sums.left_out,
    )


def _is_first(roles: Labels, first: str, second: str) -> Mask:
    is_first: Mask = roles == first
    if not bool(np.all(is_first | (roles == second))):
        raise ValueError(f"roles: each is {first!r} or {second!r}")
    return is_first


def _means(y: Vector, code: Codes, of: Mask, groups: int) -> list[Exact | None]:
    if not of.any():
        return [None] * groups
    numbers, divisor = integers(y[of])
    totals = group_sums(numbers, code[of], groups)
    sizes = np.bincount(code[of], minlength=groups).tolist()
    return [
        reduced(Fraction(total, divisor * n)) if n else None
        for total, n in zip(totals, sizes, strict=True)
    ]


def _less(a: Exact | None, b: Exact | None) -> Exact:
    assert a is not None
    assert b is not None
    return reduced(a - b)


def _sd(sums: GapSums) -> float | None:
    n = sums.by_family.n
    if n < 2:
        return None
    within = Fraction(sums.squares) - Fraction(sums.by_family.total) ** 2 / n
    return sqrt(float(within / (n - 1)))
