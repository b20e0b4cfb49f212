"""How far the answers inside each group lie apart, without saying which group it is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Vector, Whole
from analysis.statistics.average_deviation import average_deviation
from analysis.statistics.group_sums import GroupSums
from analysis.statistics.groups import GroupValues, group_values

Spread = tuple[int, int, int]


@dataclass(frozen=True)
class GroupSpreads:
    """Mergeable counts of groups: what rwg and its relatives need, with neither labels nor means.

    Parameters
    ----------
    k : items.
    times : {(raters n, spread, deviation): groups like this}, n of 2 or more. The spread is the
        sum over items of n * (sum of squares) - (sum)^2; the deviation is twice the sum of all
        distances from the medians. Both are whole numbers for whole answers.
    """

    k: int
    times: Mapping[Spread, int]

    def __post_init__(self) -> None:
        if self.k < 1 or any(min(key) < 0 or key[0] < 2 for key in self.times):
            raise ValueError("groups have an item, two raters and distances of at least 0")
        if any(times < 1 for times in self.times.values()):
            raise ValueError("leave out spreads that no group has")

    @classmethod
    def of(cls, answers: ArrayLike, groups: ArrayLike) -> "GroupSpreads":
        """From whole answers (rows = raters, columns = items, NaN = missing), a label a row.

        Rows with a missing answer or without a group are left out, and so are groups of fewer
        than two raters. Raises ValueError for bad tables or labels and for other numbers.
        """
        sums = GroupSums.of(answers, groups)
        if sums.origin is not None:
            raise ValueError("spreads are of whole answers")
        kept = sums.n >= 2
        n = sums.n[kept]
        squares = n[:, np.newaxis] * sums.squares[kept] - sums.sums[kept] ** 2
        means = [d for d in average_deviation(answers, groups).values if d is not None]
        # Distances from medians are halves: what rounding left is far from the next one.
        twice = [round(2 * sums.k * raters * d) for raters, d in zip(n, means, strict=True)]
        keys = zip(n.tolist(), squares.sum(axis=1).tolist(), twice, strict=True)
        return cls(sums.k, dict(Counter(keys)))

    def __add__(self, other: "GroupSpreads") -> "GroupSpreads":
        """Both, for different groups; exact. ValueError if k differs."""
        if self.k != other.k:
            raise ValueError("spreads of different numbers of items do not add")
        return GroupSpreads(self.k, dict(Counter(self.times) + Counter(other.times)))

    @property
    def groups(self) -> tuple[Spread, ...]:
        """The different spreads, ascending; they stand for labels."""
        return tuple(sorted(self.times))

    @property
    def n(self) -> Whole:
        """Raters of each."""
        return self._column(0)

    def counts(self) -> tuple[int, ...]:
        """How many groups have each."""
        return tuple(self.times[key] for key in self.groups)

    def mean_variances(self) -> Vector:
        """The mean of the variances of the items, divisor n - 1, of each."""
        result: Vector = self._column(1) / (self.n * (self.n - 1) * self.k)
        return result

    def average_deviations(self) -> GroupValues:
        """The average deviations from the median of each; as `average_deviation`."""
        return group_values(self.groups, self.n, self._column(2) / (2 * self.k * self.n))

    def of_at_least(self, raters: int) -> "GroupSpreads":
        """The groups of this many raters or more."""
        return GroupSpreads(self.k, {key: t for key, t in self.times.items() if key[0] >= raters})

    def to_dict(self) -> dict[str, Any]:
        """Plain lists; [raters, spread, deviation, groups]."""
        return {"k": self.k, "times": [[*key, self.times[key]] for key in self.groups]}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "GroupSpreads":
        """What `to_dict` gave. ValueError when it does not fit."""
        times = {(n, spread, deviation): t for n, spread, deviation, t in content["times"]}
        return cls(content["k"], times)

    def _column(self, place: int) -> Whole:
        return np.array([key[place] for key in self.groups], dtype=np.int64)
