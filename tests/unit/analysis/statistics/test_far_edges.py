"""What no ordinary file of answers holds: refused in words, never NaN, a warning or a crash."""

from collections.abc import Callable
from math import inf, nan
from typing import Any

import numpy as np
import pytest

from analysis import statistics as s
from analysis.statistics.clustered_means import satterthwaite_df
from analysis.statistics.clusters import SizeSums

pytestmark = pytest.mark.filterwarnings("error")

HUGE = [1e200, 2e200, 5e200]


@pytest.mark.parametrize(
    "compute",
    [
        lambda: s.clustered_mean(HUGE, [1, 2, 3]),
        lambda: s.hedges_g(HUGE, HUGE),
        lambda: s.funnel(HUGE, HUGE),
        lambda: s.funnel_limits(0.5, [2.0**60], 0.95),
        lambda: s.paule_mandel([1, 2, 3], [1e-200, 1, 1]),
        lambda: s.wilson(inf, inf),
        lambda: s.clopper_pearson(3, inf),
        lambda: s.feldt_interval(nan, 10, 3),
        lambda: s.standard_error_of_measurement(nan, 0.5),
        lambda: s.rmsea(nan, 3, 100),
        lambda: s.comparative_fit_index(nan, 3, 100, 6),
        lambda: s.tucker_lewis_index(20, 3, nan, 6),
        lambda: s.c4(nan),  # type: ignore[arg-type]
        lambda: s.Dispositions(nan),  # type: ignore[arg-type]
        lambda: s.Dispositions(2.5),  # type: ignore[arg-type]
        lambda: s.effective_size(10, inf),  # type: ignore[arg-type]
        lambda: s.run_chart([1, 2, 3], centre=nan),
        lambda: s.bivariate_normal_cdf([nan], [0], 0.5),
    ],
)
def test_numbers_that_mean_nothing_are_refused(compute: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        compute()


def test_large_numbers_do_not_overflow() -> None:
    answers = [[1e90, 1, 2], [3e90, 2, 1], [2, 2, 1e95]]
    assert [entry.item_rest is not None for entry in s.item_analysis(answers)] == [True] * 3


@pytest.mark.parametrize("count", [1e-300, 1e-20, 10 - 1e-15])
def test_wilson_stays_within_0_and_1(count: float) -> None:
    limits = s.wilson(count, 10)
    assert limits is not None
    assert 0 <= limits.low <= limits.high <= 1


def test_wilson_of_next_to_nothing_is_not_below_0() -> None:
    limits = s.wilson(5.65278336040712e-289, 565278336040.712)
    assert limits is not None
    assert limits.low == 0


@pytest.mark.parametrize("size", [99, 9_999, 10**6, 10**8])
def test_one_large_cluster_beside_a_single_answer_has_one_degree_of_freedom(size: int) -> None:
    sums = s.ClusterSums({1: SizeSums(1, 1, 1), size: SizeSums(1, size, size**2)})
    assert satterthwaite_df(sums) == pytest.approx(1, rel=1e-12)


def test_degrees_of_a_difference_do_not_cancel() -> None:
    clusters = [(1, 0, 1, 0), (10**8, 0, 3, 0), (0, 1, 0, 3), (0, 10**8, 0, 4)]
    found = s.clustered_difference(s.PairClusterSums.of_clusters(clusters))
    assert found.df == pytest.approx(2, rel=1e-12)


def test_a_missing_label_among_texts_is_no_label_of_its_own() -> None:
    labels: Any = ["a", "a", nan]
    assert s.rwg([1, 2, 3], labels, points=5).groups == ("a",)
    with pytest.raises(ValueError, match="clusters"):
        s.clustered_mean([1, 2, 3], labels)


def test_a_null_variance_of_any_kind_of_number() -> None:
    assert s.null_variance(np.int64(2), 5) == 2  # type: ignore[arg-type]


def test_answers_that_give_each_other_correlate_by_1() -> None:
    assert s.polychoric([[0, 1, 0], [0, 2, 1], [0, 0, 11]]).value == 1


def test_alpha_stands_in_for_an_omega_with_a_heywood_case() -> None:
    answers = [[1, 2, 5], [2, 3, 1], [3, 5, 4], [4, 5, 2], [5, 9, 3], [2, 2, 2], [4, 6, 5]]
    data = s.CrossProducts.of(answers)
    heywood = s.omega(data)
    assert heywood.heywood
    alpha = s.measurement_error(data, by="alpha")
    assert s.measurement_error(data) == alpha
    assert s.measurement_error(data, by=heywood) == alpha
