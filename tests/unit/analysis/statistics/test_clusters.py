"""Sums keyed by cluster size."""

from fractions import Fraction
from math import nan

import pytest

from analysis.statistics.cluster_pairs import PairClusterSums, PairSums
from analysis.statistics.clusters import ClusterSums, SizeSums, cluster_sums


def test_sums_are_keyed_by_the_size_of_a_cluster() -> None:
    sums = ClusterSums.of([1, 2, 5, nan, 4], ["a", "a", "b", "b", "c"])
    assert sums.by_size == {1: SizeSums(2, 9, 41), 2: SizeSums(1, 3, 9)}
    assert (sums.n, sums.clusters, sums.total) == (4, 3, 12)


def test_a_cluster_of_missing_answers_is_none() -> None:
    assert ClusterSums.of([nan, nan], [1, 2]) == ClusterSums({})
    assert ClusterSums.of([], []) == ClusterSums({})


def test_fractions_are_kept() -> None:
    sums = ClusterSums.of([0.5, 0.25, 0.1], [1, 1, 2])
    assert sums.by_size[2] == SizeSums(1, Fraction(3, 4), Fraction(9, 16))
    assert sums.by_size[1].total == Fraction(0.1)


def test_very_large_numbers_do_not_overflow() -> None:
    large = 2.0**52
    sums = ClusterSums.of([large] * 5000, [1] * 5000)
    assert sums.by_size[5000] == SizeSums(1, 5000 * 2**52, (5000 * 2**52) ** 2)


def test_sums_are_stored_as_whole_numbers() -> None:
    sums = ClusterSums.of([0.5, 2, 3], [1, 1, 2])
    stored = {"format": "cluster-sums-1", "sizes": [[1, 1, 3, 9], [2, 1, [5, 2], [25, 4]]]}
    assert sums.to_dict() == stored
    assert ClusterSums.from_dict(stored) == sums


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"format": "cluster-sums-2", "sizes": []},
        {"format": "cluster-sums-1", "sizes": [[1, 1, 0.5, 1]]},
        {"format": "cluster-sums-1", "sizes": [[1, 1, [1, 0], 1]]},
        {"format": "cluster-sums-1", "sizes": [[0, 1, 1, 1]]},
        {"format": "cluster-sums-1", "sizes": [[2, 1, 3, 8]]},
    ],
)
def test_other_sums_are_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"format|whole|at least one|no clusters"):
        ClusterSums.from_dict(stored)


@pytest.mark.parametrize(
    ("answers", "clusters", "problem"),
    [
        ([1, 2], [1], "one for each value"),
        ([[1], [2]], [1, 2], "one dimension"),
        ([1, "x"], [1, 2], "give numbers"),
        ([1, float("inf")], [1, 2], "infinite"),
        ([1, 2], [1, nan], "none may be missing"),
        ([1, 2], ["a", None], "none of them missing"),
        ([1], [None], "none may be missing"),
    ],
)
def test_bad_rows_are_refused(answers: list[float], clusters: list[object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        ClusterSums.of(answers, clusters)  # type: ignore[arg-type]


def test_sums_or_rows_but_not_both() -> None:
    sums = ClusterSums.of([1], [1])
    assert cluster_sums(sums) is sums
    with pytest.raises(ValueError, match="know their clusters"):
        cluster_sums(sums, [1])
    with pytest.raises(ValueError, match="give the cluster"):
        cluster_sums([1])


def test_pairs_are_keyed_by_both_sizes() -> None:
    sums = PairClusterSums.of([1, 2, 3], ["f", "f", "g"], [4, nan, 5], ["f", "f", "h"])
    assert sums.by_sizes == {
        (0, 1): PairSums(1, 0, 5, 0, 25, 0),
        (1, 0): PairSums(1, 3, 0, 9, 0, 0),
        (2, 1): PairSums(1, 3, 4, 9, 16, 12),
    }
    assert (sums.n_a, sums.n_b, sums.clusters, sums.clusters_a, sums.clusters_b) == (3, 2, 3, 2, 2)
    assert PairClusterSums.from_dict(sums.to_dict()) == sums


def test_bad_pairs_are_refused() -> None:
    with pytest.raises(ValueError, match="one kind"):
        PairClusterSums.of([1], [1], [2], ["a"])
    with pytest.raises(ValueError, match="format"):
        PairClusterSums.from_dict({"format": "cluster-sums-1"})
    with pytest.raises(ValueError, match="at least one answer"):
        PairClusterSums({(0, 0): PairSums(1, 0, 0, 0, 0, 0)})


def test_pairs_of_nobody() -> None:
    assert PairClusterSums.of([], [], [nan], [1]) == PairClusterSums({})
    assert PairClusterSums.of([], [], [3], ["f"]).clusters_b == 1
