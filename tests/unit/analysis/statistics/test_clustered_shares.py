"""Shares of answers in clusters."""

import pytest

from analysis.shares import newcombe_difference, wilson
from analysis.statistics.clustered_shares import clustered_share, clustered_share_difference
from analysis.statistics.clusters import ClusterSums, SizeSums
from analysis.statistics.estimate import Undefined


def test_without_clusters_it_is_wilsons_interval() -> None:
    found = clustered_share([1, 0, 1, 1, 0, 1], range(6))
    assert found.deff == pytest.approx(1)
    assert found.n_eff == pytest.approx(6)
    assert (found.share.low, found.share.high) == pytest.approx(wilson(4, 6))


@pytest.mark.parametrize(("answer", "limit"), [(0, "low"), (1, "high")])
def test_full_and_empty_shares_count_clusters(answer: int, limit: str) -> None:
    found = clustered_share([answer] * 6, [1, 1, 2, 2, 3, 3])
    assert (found.n_eff, found.deff, found.share.value) == (3, None, answer)
    assert getattr(found.share, limit) == answer
    assert (found.share.low, found.share.high) == wilson(3 * answer, 3)


def test_equal_shares_in_all_clusters_count_clusters() -> None:
    found = clustered_share([1, 0, 1, 0, 1, 0], [1, 1, 2, 2, 3, 3])
    assert (found.deff, found.n_eff) == (0, 3)


def test_alike_clusters_widen_the_interval() -> None:
    found = clustered_share([1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 2, 2, 3, 3, 4, 4])
    assert found.n_eff is not None
    assert found.n_eff < 4


def test_one_cluster_has_a_share_but_no_interval() -> None:
    found = clustered_share([1, 0], [1, 1])
    assert (found.share.value, found.share.low) == (0.5, None)
    assert found.no_interval is Undefined.ONE_CLUSTER
    assert clustered_share([], []).share.why is Undefined.NO_ANSWERS


@pytest.mark.parametrize(
    "sums",
    [
        ClusterSums.of([2, 0], [1, 2]),
        ClusterSums.of([-1, 1], [1, 2]),
        ClusterSums.of([0.5, 0.5], [1, 2]),
        ClusterSums({2: SizeSums(1, 1, 3)}),
    ],
)
def test_a_share_is_of_0_and_1(sums: ClusterSums) -> None:
    with pytest.raises(ValueError, match="0 or 1"):
        clustered_share(sums)


def test_halves_in_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or 1"):
        clustered_share([0.5, 0.5, 1], [1, 1, 2])


def test_a_difference_of_unclustered_shares_is_newcombes() -> None:
    a = ClusterSums.of([1] * 9 + [0], range(10))
    b = ClusterSums.of([1] * 3 + [0] * 7, range(10))
    found = clustered_share_difference(a, b)
    assert found.value == pytest.approx(0.6)
    assert (found.low, found.high) == pytest.approx(newcombe_difference(9, 10, 3, 10))


def test_a_difference_with_one_cluster_has_no_interval() -> None:
    a, b = ClusterSums.of([1, 0], [1, 1]), ClusterSums.of([1, 1], [1, 2])
    assert clustered_share_difference(a, b).value == -0.5
    assert clustered_share_difference(a, b).low is None
    assert clustered_share_difference(a, ClusterSums({})).why is Undefined.NO_ANSWERS
