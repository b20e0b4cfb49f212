"""Sums of answers keyed by cluster size: all that a mean or a share with clusters needs.

A cluster is a family (or a group of whole families). Sums of two sets of clusters add up, in any
order and without rounding, to the sums of both, provided that no cluster is in both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.exact import (
    Exact,
    exact_sum,
    from_plain,
    group_sums,
    integers,
    plain,
    reduced,
)
from analysis.statistics.vectors import codes, labels, vector

_FORMAT = "cluster-sums-1"


@dataclass(frozen=True)
class SizeSums:
    """The clusters of one size: their number, the sum of their totals S, and the sum of S^2."""

    clusters: int
    total: Exact
    squares: Exact

    def __add__(self, other: "SizeSums") -> "SizeSums":
        return SizeSums(
            self.clusters + other.clusters,
            reduced(self.total + other.total),
            reduced(self.squares + other.squares),
        )

    def over(self, divisor: int) -> "SizeSums":
        """The sums of the answers divided by this whole number above 0."""
        return SizeSums(
            self.clusters,
            reduced(Fraction(self.total) / divisor),
            reduced(Fraction(self.squares) / divisor**2),
        )


@dataclass(frozen=True)
class ClusterSums:
    """Answers in clusters, as sums.

    Parameters
    ----------
    by_size : number of answers in a cluster (1 or more) -> sums over the clusters of that size.

    Raises ValueError for a size or a number of clusters below 1, and for impossible sums.
    """

    by_size: Mapping[int, SizeSums]

    def __post_init__(self) -> None:
        if any(n < 1 or sums.clusters < 1 for n, sums in self.by_size.items()):
            raise ValueError("a cluster has at least one answer; leave out sizes without clusters")
        if any(sums.clusters * sums.squares < sums.total**2 for sums in self.by_size.values()):
            raise ValueError("no clusters have this number, sum and sum of squares")

    @classmethod
    def of(cls, answers: ArrayLike, clusters: ArrayLike) -> Self:
        """The sums of answers (n,), NaN for missing, and of their cluster labels (n,).

        Missing answers are left out. Raises ValueError for another shape or a missing label.
        """
        y = vector(answers, "answers")
        given = ~np.isnan(y)
        of = labels(clusters, y)[given]
        if not of.size:
            return cls({})
        known, code = codes(of)
        numbers, divisor = integers(y[given])
        totals = group_sums(numbers, code, len(known))
        sizes = np.bincount(code, minlength=len(known)).tolist()
        return cls.of_clusters(zip(sizes, totals, strict=True)).over(divisor)

    @classmethod
    def of_clusters(cls, clusters: Iterable[tuple[int, Exact]]) -> Self:
        """The sums of clusters given as (number of answers, their sum)."""
        by_size: dict[int, list[Exact]] = {}
        for n, total in clusters:
            by_size.setdefault(n, []).append(total)
        return cls(
            {
                n: SizeSums(len(totals), exact_sum(totals), exact_sum(s * s for s in totals))
                for n, totals in sorted(by_size.items())
            }
        )

    def __add__(self, other: "ClusterSums") -> "ClusterSums":
        """The sums of both. Exact for disjoint clusters; a cluster in both would count twice."""
        nothing = SizeSums(0, 0, 0)
        sizes = sorted({*self.by_size, *other.by_size})
        return ClusterSums(
            {n: self.by_size.get(n, nothing) + other.by_size.get(n, nothing) for n in sizes}
        )

    def over(self, divisor: int) -> Self:
        """The sums of the answers divided by this whole number above 0, exact."""
        return type(self)({n: sums.over(divisor) for n, sums in self.by_size.items()})

    @property
    def clusters(self) -> int:
        """Number of clusters with an answer."""
        return sum(sums.clusters for sums in self.by_size.values())

    @property
    def n(self) -> int:
        """Number of answers."""
        return sum(size * sums.clusters for size, sums in self.by_size.items())

    @property
    def total(self) -> Exact:
        """Sum of the answers."""
        return reduced(sum((sums.total for sums in self.by_size.values()), start=Fraction(0)))

    def squared_residuals(self) -> dict[int, Exact]:
        """Size n -> sum over its clusters of e^2, e = S - n * mean of all answers; n > 0 in all."""
        mean = Fraction(self.total) / self.n
        return {
            n: sums.squares - 2 * n * mean * sums.total + sums.clusters * n * n * mean**2
            for n, sums in self.by_size.items()
        }

    def to_dict(self) -> dict[str, Any]:
        """Whole numbers and lists only: {"format": ..., "sizes": [[n, G, sum S, sum S^2], ...]}."""
        return {
            "format": _FORMAT,
            "sizes": [
                [n, sums.clusters, plain(sums.total), plain(sums.squares)]
                for n, sums in sorted(self.by_size.items())
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What `to_dict` wrote. ValueError for another format."""
        if data.get("format") != _FORMAT:
            raise ValueError(f"these are not sums of the format {_FORMAT}")
        return cls(
            {
                n: SizeSums(clusters, from_plain(total), from_plain(squares))
                for n, clusters, total, squares in data["sizes"]
            }
        )


def cluster_sums(data: ClusterSums | ArrayLike, clusters: ArrayLike | None = None) -> ClusterSums:
    """The sums themselves, or those of answers and their clusters.

    Raises ValueError for sums with clusters or answers without.
    """
    if isinstance(data, ClusterSums):
        if clusters is not None:
            raise ValueError("sums know their clusters; give answers to name clusters")
        return data
    if clusters is None:
        raise ValueError("give the cluster of each answer")
    return ClusterSums.of(data, clusters)
