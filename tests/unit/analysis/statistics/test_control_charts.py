"""Control charts: limits, points without value, frozen baselines."""

from math import gamma, sqrt

import pytest

from analysis.statistics.estimate import Undefined
from analysis.statistics.individuals_charts import individuals_chart
from analysis.statistics.moments import Moments
from analysis.statistics.p_charts import laney_p_chart, p_chart
from analysis.statistics.u_charts import u_chart
from analysis.statistics.xbar_s_charts import c4, subgroup_moments, xbar_s_chart


def test_a_p_chart_by_hand() -> None:
    chart = p_chart([5, 8], [10, 30])
    sigma = sqrt(13 / 40 * 27 / 40 / 10)
    assert (chart.centre, chart.values) == (13 / 40, (0.5, 8 / 30))
    assert chart.high[0] == pytest.approx(13 / 40 + 3 * sigma)
    assert chart.low[0] == 0
    assert chart.z[0] == pytest.approx((0.5 - 13 / 40) / sigma)


def test_a_period_without_answers_is_a_point_without_value() -> None:
    chart = p_chart([5, 0, 8], [10, 0, 30])
    assert (chart.values[1], chart.low[1], chart.high[1], chart.z[1]) == (None,) * 4
    assert chart.centre == 13 / 40


def test_a_frozen_baseline_judges_later_points() -> None:
    counts, ns = [5, 6, 4, 5, 19], [20] * 5
    frozen, free = p_chart(counts, ns, baseline=4), p_chart(counts, ns)
    assert frozen.centre == 0.25
    assert frozen.signals.we1_beyond_3s == (5,)
    assert free.centre == pytest.approx(0.39)
    assert laney_p_chart(counts, ns, baseline=4).sigma_z == (
        laney_p_chart(counts[:4], ns[:4]).sigma_z
    )
    assert individuals_chart([1, 2, 1, 2, 9], baseline=4).chart.centre == 1.5
    assert u_chart([5, 6, 4, 5, 60], ns, baseline=4).centre == 0.25


@pytest.mark.parametrize("count", [0, 10])
def test_full_and_empty_shares_have_no_width(count: int) -> None:
    chart, laney = p_chart([count] * 3, [10] * 3), laney_p_chart([count] * 3, [10] * 3)
    assert chart.low == chart.high == (count / 10,) * 3
    assert chart.z == (None,) * 3
    assert (laney.sigma_z, laney.chart.why) == (None, Undefined.NO_VARIANCE)
    assert laney.chart.low == (None,) * 3


def test_no_answers_have_no_chart() -> None:
    chart = p_chart([0, 0], [0, 0])
    assert (chart.why, chart.centre, chart.values) == (Undefined.NO_ANSWERS, None, (None, None))
    assert laney_p_chart([], []).chart.why is Undefined.NO_ANSWERS
    assert u_chart([0], [0]).why is Undefined.NO_ANSWERS
    assert individuals_chart([None]).chart.why is Undefined.NO_ANSWERS
    assert xbar_s_chart([]).means.why is Undefined.NO_ANSWERS


def test_one_point_has_no_range() -> None:
    assert laney_p_chart([3], [10]).chart.why is Undefined.TOO_FEW_POINTS
    found = individuals_chart([3.0])
    assert (found.chart.why, found.chart.centre) == (Undefined.TOO_FEW_POINTS, 3)
    assert found.mean_range is None


def test_a_range_is_of_neighbours() -> None:
    found = individuals_chart([1, 3, None, 9, 10])
    assert found.mean_range == 1.5
    assert found.chart.high[2] is not None
    assert found.chart.z[2] is None
    assert individuals_chart([1, None, 5]).chart.why is Undefined.TOO_FEW_POINTS


def test_equal_values_have_limits_without_width() -> None:
    found = individuals_chart([4, 4, 4])
    assert (found.sigma, found.chart.low, found.chart.z) == (0, (4, 4, 4), (None,) * 3)


def test_a_u_chart_counts_more_events_than_units() -> None:
    chart = u_chart([30, 0, 10], [10, 0, 10])
    assert (chart.centre, chart.values) == (2, (3, None, 1))
    assert chart.high[0] == pytest.approx(2 + 3 * sqrt(0.2))
    assert u_chart([0, 0], [5, 5]).high == (0, 0)


@pytest.mark.parametrize(
    ("events", "units"), [([1], [0]), ([-1], [3]), ([1, 2], [3]), ([float("nan")], [3])]
)
def test_bad_events_are_refused(events: list[float], units: list[float]) -> None:
    with pytest.raises(ValueError, match="events and units"):
        u_chart(events, units)


@pytest.mark.parametrize(
    ("counts", "ns", "problem"),
    [
        ([3], [2], "at most its total"),
        ([-1], [2], "at least 0"),
        ([1.5], [2], "whole"),
        ([1], [2, 3], "as many totals"),
        ([float("nan")], [2], "never missing"),
    ],
)
def test_bad_counts_are_refused(counts: list[float], ns: list[float], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        p_chart(counts, ns)


def test_a_baseline_has_two_points() -> None:
    with pytest.raises(ValueError, match="baseline"):
        p_chart([1, 2], [3, 4], baseline=1)
    with pytest.raises(ValueError, match="baseline"):
        laney_p_chart([1, 2], [3, 4], baseline=1)
    with pytest.raises(ValueError, match="baseline"):
        u_chart([1, 2], [3, 4], baseline=1)
    with pytest.raises(ValueError, match="baseline"):
        individuals_chart([1, 2], baseline=0)
    with pytest.raises(ValueError, match="baseline"):
        xbar_s_chart([Moments.of([1, 2])], baseline=1)


def test_xbar_s_by_hand() -> None:
    found = xbar_s_chart(subgroup_moments([1, 3, 2, 6, 7, 4], [1, 1, 2, 2, 2, 3]))
    assert list(found.means.values) == [2, 5, 4]
    assert list(found.sds.values) == [pytest.approx(sqrt(2)), pytest.approx(sqrt(7)), None]
    assert found.s_pooled == pytest.approx(sqrt(16 / 3))
    assert found.means.centre == pytest.approx(23 / 6)
    assert found.means.high[2] == pytest.approx(23 / 6 + 3 * sqrt(16 / 3))
    assert (found.sd_centres[2], found.sds.low[2], found.sds.low[0]) == (None, None, 0)


def test_single_answers_have_no_deviation() -> None:
    found = xbar_s_chart([Moments.of([3]), Moments.of([4]), Moments.of([])])
    assert (found.means.centre, found.means.why) == (3.5, Undefined.TOO_FEW_ANSWERS)
    assert (found.means.values, found.s_pooled) == ((3, 4, None), None)


def test_c4() -> None:
    assert c4(5) == pytest.approx(sqrt(2 / 4) * gamma(2.5) / gamma(2))
    assert c4(100_000) == pytest.approx(1, abs=1e-5)
    with pytest.raises(ValueError, match="two values"):
        c4(1)
