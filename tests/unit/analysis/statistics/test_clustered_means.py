"""CR2 means and differences against matrices, and their edges."""

from math import sqrt

import numpy as np
import pytest
from scipy.stats import ttest_1samp, ttest_ind

from analysis.statistics.cluster_pairs import PairClusterSums
from analysis.statistics.clustered_differences import clustered_difference
from analysis.statistics.clustered_means import clustered_mean, clustered_mean_cr1
from analysis.statistics.clusters import ClusterSums
from analysis.statistics.estimate import Undefined
from tests.unit.analysis.statistics.matrix_cr2 import matrix_cr2

RANDOM = np.random.default_rng(7)
CLUSTERS = np.repeat(np.arange(9), [1, 1, 2, 3, 3, 4, 6, 7, 12])
Y = RANDOM.integers(1, 6, CLUSTERS.size) + RANDOM.normal(size=9)[CLUSTERS]
FIRST = RANDOM.random(CLUSTERS.size) < 0.4


def test_the_closed_form_of_a_mean_is_that_of_matrices() -> None:
    found = clustered_mean(Y, CLUSTERS)
    by_matrices = matrix_cr2(np.ones((Y.size, 1)), Y, CLUSTERS, 0)
    assert (found.se, found.df) == pytest.approx(by_matrices, rel=1e-10)


def test_the_closed_form_of_a_difference_is_that_of_matrices() -> None:
    sums = PairClusterSums.of(Y[FIRST], CLUSTERS[FIRST], Y[~FIRST], CLUSTERS[~FIRST])
    found = clustered_difference(sums)
    design = np.column_stack([np.ones(Y.size), FIRST])
    by_matrices = matrix_cr2(design, Y, CLUSTERS, 1)
    assert found.difference.value == pytest.approx(Y[FIRST].mean() - Y[~FIRST].mean())
    assert (found.se, found.df) == pytest.approx(by_matrices, rel=1e-10)


def test_clusters_of_one_answer_give_the_t_interval() -> None:
    found = clustered_mean(Y, np.arange(Y.size))
    ordinary = ttest_1samp(Y, 0)
    interval = ordinary.confidence_interval(0.95)
    assert found.df == pytest.approx(Y.size - 1)
    assert (found.t, found.p) == pytest.approx((ordinary.statistic, ordinary.pvalue))
    assert (found.mean.low, found.mean.high) == pytest.approx((interval.low, interval.high))


def test_a_difference_of_clusters_of_one_is_welchs_test() -> None:
    a, b = Y[FIRST], Y[~FIRST]
    found = clustered_difference(
        PairClusterSums.of(a, np.arange(a.size), b, 100 + np.arange(b.size))
    )
    ordinary = ttest_ind(a, b, equal_var=False)
    assert found.t == pytest.approx(ordinary.statistic)


def test_cr1_by_hand() -> None:
    found = clustered_mean_cr1([1, 2, 3, 4], [1, 1, 2, 2])
    assert found.se == pytest.approx(sqrt(2 * (2**2 + 2**2) / 16))
    assert found.df == 1


def test_no_answers() -> None:
    found = clustered_mean([], [])
    assert found.mean.why is found.no_interval is Undefined.NO_ANSWERS
    assert clustered_mean([np.nan], [1]).mean.why is Undefined.NO_ANSWERS


def test_one_cluster_has_a_mean_but_no_interval() -> None:
    found = clustered_mean([1, 2, 6], ["f", "f", "f"])
    assert (found.mean.value, found.mean.n, found.mean.low) == (3.0, 3, None)
    assert (found.se, found.df, found.p) == (None, None, None)
    assert found.no_interval is Undefined.ONE_CLUSTER


@pytest.mark.parametrize("value", [3, 0.1, 1 / 3])
def test_equal_answers_have_no_error_and_no_test(value: float) -> None:
    found = clustered_mean([value] * 7, [1, 1, 2, 3, 3, 3, 4])
    assert found.mean.low == found.mean.high == found.mean.value == value
    assert (found.se, found.t, found.p) == (0, None, None)


def test_two_clusters_have_one_degree_of_freedom() -> None:
    assert clustered_mean([1, 2, 3, 4, 9], [1, 1, 1, 1, 2]).df == pytest.approx(1)


def test_a_large_offset_loses_nothing() -> None:
    near, far = clustered_mean(Y, CLUSTERS), clustered_mean(Y + 2**40, CLUSTERS)
    assert far.se == pytest.approx(clustered_mean((Y + 2**40) - 2**40, CLUSTERS).se, rel=1e-13)
    assert far.se == pytest.approx(near.se, rel=1e-3)


def test_a_level_is_between_0_and_1() -> None:
    with pytest.raises(ValueError, match="level"):
        clustered_mean(ClusterSums({}), level=95)
    with pytest.raises(ValueError, match="level"):
        clustered_difference(PairClusterSums({}), level=0)


def test_a_difference_takes_two_groups() -> None:
    none = clustered_difference(PairClusterSums({}))
    assert none.difference.why is none.no_interval is Undefined.NO_ANSWERS
    one = clustered_difference(PairClusterSums.of([1, 2], [1, 2], [], []))
    assert (one.difference.why, one.difference.n) == (Undefined.ONE_GROUP, 2)


def test_a_group_in_one_cluster_has_no_interval() -> None:
    found = clustered_difference(PairClusterSums.of([1, 3], [1, 1], [4, 5, 6], [1, 2, 3]))
    assert (found.difference.value, found.difference.low) == (-3, None)
    assert found.no_interval is Undefined.ONE_CLUSTER


def test_a_constant_difference_inside_clusters_has_no_error() -> None:
    a = np.array([1.0, 4, 2, 5, 3])
    found = clustered_difference(PairClusterSums.of(a + 1, range(5), a, range(5)))
    assert (found.difference.value, found.se, found.t) == (1, 0, None)
    assert found.difference.low == found.difference.high == 1
