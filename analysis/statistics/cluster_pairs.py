"""Sums of the answers of two groups keyed by how many of each a cluster holds.

Sums of two sets of clusters add up, in any order and without rounding, to the sums of both,
provided that no cluster is in both sets.
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

_FORMAT = "cluster-pair-sums-1"
Sizes = tuple[int, int]


@dataclass(frozen=True)
class PairSums:
    """Sums over the clusters with the same numbers of answers in both groups.

    `clusters` is their number; S_a and S_b are the totals of a cluster in the two groups.
    """

    clusters: int
    a: Exact
    b: Exact
    a_squares: Exact
    b_squares: Exact
    products: Exact

    def __add__(self, other: "PairSums") -> "PairSums":
        sums = (reduced(x + y) for x, y in zip(self.numbers, other.numbers, strict=True))
        return PairSums(self.clusters + other.clusters, *sums)

    @property
    def numbers(self) -> tuple[Exact, Exact, Exact, Exact, Exact]:
        """The five sums."""
        return self.a, self.b, self.a_squares, self.b_squares, self.products

    def over(self, divisor: int) -> "PairSums":
        """The sums of the answers divided by this whole number above 0."""
        a, b, *products = self.numbers
        totals = (reduced(Fraction(x) / divisor) for x in (a, b))
        return PairSums(
            self.clusters, *totals, *(reduced(Fraction(x) / divisor**2) for x in products)
        )


@dataclass(frozen=True)
class PairClusterSums:
    """Answers of two groups in clusters that may hold both, as sums.

    Parameters
    ----------
    by_sizes : (answers of group a, answers of group b) in a cluster -> sums over such clusters.

    Raises ValueError for negative sizes and for clusters without answers.
    """

    by_sizes: Mapping[Sizes, PairSums]

    def __post_init__(self) -> None:
        for (n_a, n_b), sums in self.by_sizes.items():
            if min(n_a, n_b) < 0 or n_a + n_b < 1 or sums.clusters < 1:
                raise ValueError("a cluster has at least one answer and no negative number")

    @classmethod
    def of(cls, a: ArrayLike, clusters_a: ArrayLike, b: ArrayLike, clusters_b: ArrayLike) -> Self:
        """The sums of the answers of group a and group b and of their cluster labels.

        Answers are (n_a,) and (n_b,), NaN for missing (left out); a label that occurs in both
        groups is one cluster. Raises ValueError for other shapes and missing labels.
        """
        y_a, y_b = vector(a, "a"), vector(b, "b")
        of = _joined(labels(clusters_a, y_a), labels(clusters_b, y_b))
        y = np.concatenate([y_a, y_b])
        given = ~np.isnan(y)
        if not given.any():
            return cls({})
        known, code = codes(of[given])
        first = np.arange(y.size)[given] < y_a.size
        numbers, divisor = integers(y[given])
        return cls.of_clusters(
            zip(
                np.bincount(code[first], minlength=len(known)).tolist(),
                np.bincount(code[~first], minlength=len(known)).tolist(),
                group_sums(numbers[first], code[first], len(known)),
                group_sums(numbers[~first], code[~first], len(known)),
                strict=True,
            )
        ).over(divisor)

    @classmethod
    def of_clusters(cls, clusters: Iterable[tuple[int, int, Exact, Exact]]) -> Self:
        """The sums of clusters given as (n_a, n_b, sum in a, sum in b)."""
        by_sizes: dict[Sizes, list[tuple[Exact, Exact]]] = {}
        for n_a, n_b, s_a, s_b in clusters:
            by_sizes.setdefault((n_a, n_b), []).append((s_a, s_b))
        return cls({sizes: _pair_sums(totals) for sizes, totals in sorted(by_sizes.items())})

    def __add__(self, other: "PairClusterSums") -> "PairClusterSums":
        """The sums of both. Exact for disjoint clusters; a cluster in both would count twice."""
        nothing = PairSums(0, 0, 0, 0, 0, 0)
        sizes = sorted({*self.by_sizes, *other.by_sizes})
        return PairClusterSums(
            {n: self.by_sizes.get(n, nothing) + other.by_sizes.get(n, nothing) for n in sizes}
        )

    def over(self, divisor: int) -> Self:
        """The sums of the answers divided by this whole number above 0, exact."""
        return type(self)({sizes: sums.over(divisor) for sizes, sums in self.by_sizes.items()})

    @property
    def n_a(self) -> int:
        """Answers of group a."""
        return sum(n_a * sums.clusters for (n_a, _), sums in self.by_sizes.items())

    @property
    def n_b(self) -> int:
        """Answers of group b."""
        return sum(n_b * sums.clusters for (_, n_b), sums in self.by_sizes.items())

    @property
    def clusters(self) -> int:
        """Clusters with an answer of either group."""
        return sum(sums.clusters for sums in self.by_sizes.values())

    @property
    def clusters_a(self) -> int:
        """Clusters with an answer of group a."""
        return sum(sums.clusters for (n_a, _), sums in self.by_sizes.items() if n_a)

    @property
    def clusters_b(self) -> int:
        """Clusters with an answer of group b."""
        return sum(sums.clusters for (_, n_b), sums in self.by_sizes.items() if n_b)

    def to_dict(self) -> dict[str, Any]:
        """Whole numbers and lists: {"format": ..., "sizes": [[n_a, n_b, G, five sums], ...]}."""
        return {
            "format": _FORMAT,
            "sizes": [
                [*sizes, sums.clusters, *(plain(x) for x in sums.numbers)]
                for sizes, sums in sorted(self.by_sizes.items())
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What `to_dict` wrote. ValueError for another format."""
        if data.get("format") != _FORMAT:
            raise ValueError(f"these are not sums of the format {_FORMAT}")
        return cls(
            {
                (n_a, n_b): PairSums(clusters, *(from_plain(x) for x in sums))
                for n_a, n_b, clusters, *sums in data["sizes"]
            }
        )


def _pair_sums(totals: list[tuple[Exact, Exact]]) -> PairSums:
    return PairSums(
        len(totals),
        exact_sum(a for a, _ in totals),
        exact_sum(b for _, b in totals),
        exact_sum(a * a for a, _ in totals),
        exact_sum(b * b for _, b in totals),
        exact_sum(a * b for a, b in totals),
    )


def _joined(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    numeric = {array.dtype.kind in "biuf" for array in (a, b) if array.size}
    if len(numeric) > 1:
        raise ValueError("clusters: give labels of one kind, numbers or text, in both groups")
    return b if not a.size else a if not b.size else np.concatenate([a, b])
