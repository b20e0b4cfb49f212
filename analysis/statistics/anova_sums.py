"""The one-way analysis of variance, from values in groups or from sums that merge."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Vector
from analysis.statistics.clusters import ClusterSums
from analysis.statistics.estimate import Undefined
from analysis.statistics.exact import Exact, Plain, from_plain, plain
from analysis.statistics.group_sums import is_whole, rows_in_groups

NOISE = 1e-13
"""Of sums of reals: a mean square below this share of all squares is the rounding of zero."""

Number = int | float | Fraction


@dataclass(frozen=True)
class AnovaSums:
    """Mergeable sums over groups that are not the same ones in two sums.

    Parameters
    ----------
    sizes : {n: (groups of n values, sum of their totals, sum of their squared totals)}; groups
        without values are left out.
    squares : sum of all squared values.
    origin : None for exact sums (of whole values, or fractions of clusters); else what was taken
        off the values.
    """

    sizes: Mapping[int, tuple[int, Number, Number]]
    squares: Number
    origin: float | None = None

    @classmethod
    def of(cls, values: ArrayLike, groups: ArrayLike) -> "AnovaSums":
        """Sum values (1-D, NaN = missing) by group, one label a value.

        Values without a group are left out. Raises ValueError for bad shapes or labels.
        """
        if np.ndim(values) != 1:
            raise ValueError("give one value for each row; score a scale first")
        labels, codes, columns = rows_in_groups(values, groups)
        column = columns[0]
        origin = None if is_whole(columns) else _origin(column)
        if origin is not None:
            column = column - origin
        kind = int if origin is None else float
        totals = np.bincount(codes, column, minlength=len(labels))
        n = np.bincount(codes, minlength=len(labels))
        sizes = {}
        for size in np.unique(n[n > 0]).tolist():
            of_size = totals[n == size]
            squared = _squares(of_size, whole=origin is None)
            sizes[size] = (len(of_size), kind(of_size.sum()), squared)
        return cls(sizes, kind(column @ column), origin)

    @classmethod
    def of_clusters(cls, clusters: ClusterSums, squares: Exact) -> "AnovaSums":
        """From the sums of the same values by cluster and the sum of their squares: exact."""
        sizes = {n: (s.clusters, s.total, s.squares) for n, s in clusters.by_size.items()}
        return cls(sizes, squares)

    def __add__(self, other: "AnovaSums") -> "AnovaSums":
        """The sums of both, for different groups; exact for whole values."""
        if not self.sizes or not other.sizes:
            return self if self.sizes else other
        origin = other.origin if self.origin is None else self.origin
        first, second = self._about(origin), other._about(origin)
        sizes = {}
        for n in sorted(first.sizes.keys() | second.sizes.keys()):
            a, b = first.sizes.get(n, (0, 0, 0)), second.sizes.get(n, (0, 0, 0))
            sizes[n] = (a[0] + b[0], a[1] + b[1], a[2] + b[2])
        return AnovaSums(sizes, first.squares + second.squares, origin)

    def to_dict(self) -> dict[str, Any]:
        """Plain lists; sizes as [n, groups, sum, sum of squares]."""
        sizes = [[n, *map(_written, row)] for n, row in sorted(self.sizes.items())]
        return {"sizes": sizes, "squares": _written(self.squares), "origin": self.origin}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "AnovaSums":
        """What `to_dict` gave. ValueError for sizes or numbers of groups below 1."""
        sizes = {n: (groups, _read(s), _read(q)) for n, groups, s, q in content["sizes"]}
        if any(n < 1 or row[0] < 1 for n, row in sizes.items()):
            raise ValueError("groups have at least one value, and there is one at least")
        return cls(sizes, _read(content["squares"]), content["origin"])

    def _about(self, origin: float | None) -> "AnovaSums":
        if origin is None or origin == self.origin:
            return self
        d = Fraction(self.origin or 0) - Fraction(origin)
        sizes: dict[int, tuple[int, Number, Number]] = {}
        squares = Fraction(self.squares)
        for n, (groups, s, q) in self.sizes.items():
            total = Fraction(s) + groups * n * d
            squared = Fraction(q) + 2 * n * d * Fraction(s) + groups * (n * d) ** 2
            squares += 2 * d * Fraction(s) + groups * n * d**2
            sizes[n] = (groups, float(total), float(squared))
        return AnovaSums(sizes, float(squares), origin)


@dataclass(frozen=True)
class Anova:
    """The table. Mean squares are in squared units of the values.

    Parameters
    ----------
    groups, n : J groups with values, N values.
    n0 : (N - sum n^2 / N) / (J - 1); None for one group or none.
    msb, msw : mean squares between and within groups; None when one of them has no degrees of
        freedom.
    f, p : their ratio and its p value; None for msw = 0 too.
    why : the reason why nothing can be said of the groups, else None.
    """

    groups: int
    n: int
    n0: float | None = None
    msb: float | None = None
    msw: float | None = None
    f: float | None = None
    p: float | None = None
    why: Undefined | None = None


def anova(data: ArrayLike | AnovaSums, groups: ArrayLike | None = None) -> Anova:
    """One-way analysis of variance of values (1-D, NaN = missing) in groups, or of their sums.

    Undefined (`why`) for no values, one group, one value in every group and values that are all
    equal. Raises ValueError for bad shapes or labels, for groups beside sums and for values
    without groups. Searle, Casella and McCulloch (1992).
    """
    sums = _sums(data, groups)
    count = sum(row[0] for row in sums.sizes.values())
    n = sum(size * row[0] for size, row in sums.sizes.items())
    if n == 0:
        return Anova(0, 0, why=Undefined.NO_ANSWERS)
    if count == 1:
        return Anova(count, n, why=Undefined.ONE_GROUP)
    if count == n:
        return Anova(count, n, 1.0, why=Undefined.ONE_RATER)
    return _table(sums, count, n)


def _written(number: Number) -> float | Plain:
    return number if isinstance(number, float) else plain(number)


def _read(number: float | Plain) -> Number:
    return number if isinstance(number, float) else from_plain(number)


def _sums(data: ArrayLike | AnovaSums, groups: ArrayLike | None) -> AnovaSums:
    if isinstance(data, AnovaSums):
        if groups is not None:
            raise ValueError("sums have their own groups")
        return data
    if groups is None:
        raise ValueError("give the group of each value")
    return AnovaSums.of(data, groups)


def _table(sums: AnovaSums, count: int, n: int) -> Anova:
    total = sum((Fraction(row[1]) for row in sums.sizes.values()), Fraction(0))
    by_group = sum((Fraction(row[2]) / size for size, row in sums.sizes.items()), Fraction(0))
    squares = Fraction(sums.squares)
    noise = 0.0 if sums.origin is None else NOISE * float(squares)
    msb = _mean_square(by_group - total * total / n, count - 1, noise)
    msw = _mean_square(squares - by_group, n - count, noise)
    sizes = sum(size * size * row[0] for size, row in sums.sizes.items())
    n0 = float((n - Fraction(sizes, n)) / (count - 1))
    if msb == 0 and msw == 0:
        return Anova(count, n, n0, msb, msw, why=Undefined.NO_VARIANCE)
    if msw == 0:
        return Anova(count, n, n0, msb, msw)
    return Anova(count, n, n0, msb, msw, msb / msw, _p(msb / msw, count - 1, n - count))


def _mean_square(total: Fraction, df: int, noise: float) -> float:
    return 0.0 if total <= noise else float(total / df)


def _p(f: float, df1: int, df2: int) -> float:
    from scipy.special import fdtrc

    return float(fdtrc(df1, df2, f))


def _origin(column: Vector) -> float:
    return float(column[0] if (column == column[0]).all() else column.mean())


def _squares(totals: Vector, *, whole: bool) -> Number:
    """The sum of squared totals; whole totals can be too large for squares in float64."""
    if not whole:
        return float(totals @ totals)
    integers: list[int] = totals.astype(np.int64).tolist()
    return sum(total * total for total in integers)
