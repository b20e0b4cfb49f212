"""Charts, rules, trends, sites and rates on random data: bounds, symmetry, no stray numbers."""

from dataclasses import astuple, fields
from math import isfinite

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.shares import clopper_pearson, jeffreys, wilson
from analysis.statistics.funnels import funnel
from analysis.statistics.individuals_charts import individuals_chart
from analysis.statistics.moments import Moments
from analysis.statistics.p_charts import laney_p_chart, p_chart
from analysis.statistics.random_effects import paule_mandel
from analysis.statistics.representativity import r_indicator
from analysis.statistics.response_rates import Dispositions, response_rates
from analysis.statistics.run_charts import run_chart
from analysis.statistics.shrinkage import shrunken_means, shrunken_shares
from analysis.statistics.signal_rules import run_rules
from analysis.statistics.trend import mann_kendall, theil_sen
from analysis.statistics.u_charts import u_chart
from analysis.statistics.xbar_s_charts import xbar_s_chart
from tests.properties.statistics.strategies import LEVELS, OPTIONS, REALS, counted

Counts = list[tuple[int, int]]
POINTS = st.lists(st.one_of(st.none(), st.integers(-9, 9).map(lambda x: x / 2)), max_size=40)
Points = list[float | None]
SITES = st.lists(st.lists(OPTIONS, max_size=8), max_size=8)


def numbers(found: object) -> list[float]:
    """All numbers anywhere in a result."""
    if isinstance(found, (list, tuple)):
        return [x for part in found for x in numbers(part)]
    if hasattr(found, "__dataclass_fields__"):
        return [x for field in fields(found) for x in numbers(getattr(found, field.name))]  # type: ignore[arg-type]
    return [float(found)] if isinstance(found, (int, float)) else []


def finite(found: object) -> bool:
    return all(isfinite(x) for x in numbers(found))


def split(data: Counts) -> tuple[list[int], list[int]]:
    return [x for x, _ in data], [n for _, n in data]


def turned(points: Points) -> Points:
    return [None if x is None else -x for x in points]


@given(counted(40), st.sampled_from([None, 2, 12]))
def test_charts_of_shares_stay_within_0_and_1(data: Counts, baseline: int | None) -> None:
    for chart in (
        p_chart(*split(data), baseline=baseline),
        laney_p_chart(*split(data), baseline=baseline).chart,
    ):
        assert finite(chart)
        for low, high in zip(chart.low, chart.high, strict=True):
            if low is not None and high is not None:
                assert 0 <= low <= high <= 1
        assert chart.signals.we1_beyond_3s is not None
    assert finite(u_chart(*split(data), baseline=baseline))


@given(POINTS, st.sampled_from([None, 2, 12]))
def test_charts_of_values_have_no_stray_numbers(points: Points, baseline: int | None) -> None:
    assert finite(individuals_chart(points, baseline=baseline))


@given(SITES)
def test_xbar_s_charts_have_no_stray_numbers(sites: list[list[float]]) -> None:
    assert finite(xbar_s_chart([Moments.of(site) for site in sites]))


@given(POINTS)
def test_rules_know_no_side(z: Points) -> None:
    assert run_rules(turned(z)) == run_rules(z)


@given(st.lists(st.floats(-4, 4), max_size=40))
def test_signals_are_at_points(z: list[float]) -> None:
    points = {point for rule in astuple(run_rules(z)) for point in rule}
    assert points <= set(range(1, len(z) + 1))


@given(POINTS)
def test_runs_read_alike_from_both_ends_and_sides(points: Points) -> None:
    found = run_chart(points)
    assert run_chart(points[::-1]) == found
    other = run_chart(turned(points))
    assert (other.longest_run, other.crossings, other.why) == (
        found.longest_run,
        found.crossings,
        found.why,
    )
    if found.longest_run is not None and found.crossings is not None:
        assert found.longest_run + found.crossings <= found.n_useful


@given(POINTS)
def test_a_trend_turns_with_time(points: Points) -> None:
    found, back = mann_kendall(points), mann_kendall(points[::-1])
    assert finite(found)
    if found.s is not None:
        assert back.s == -found.s
        assert (back.p, back.variance) == (found.p, found.variance)


@given(st.lists(st.tuples(st.integers(0, 9).map(float), REALS), max_size=15), LEVELS)
def test_a_slope_is_within_its_limits(data: list[tuple[float, float]], level: float) -> None:
    line = theil_sen([t for t, _ in data], [x for _, x in data], level=level)
    assert finite(line)
    slope = line.slope
    if slope.value is not None:
        assert slope.low is not None
        assert slope.high is not None
        assert slope.low <= slope.value <= slope.high


@given(counted(200))
def test_funnels_have_no_stray_numbers(data: Counts) -> None:
    found = funnel(*split(data))
    assert finite(found)
    for site, (_, n) in enumerate(data):
        if found.why is None and n:
            limits = [found.outer.low, found.inner.low, found.inner.high, found.outer.high]
            at = [limit[site] for limit in limits]
            assert at == sorted(x for x in at if x is not None)


@given(counted(60))
def test_shrunken_shares_are_between_share_and_mean(data: Counts) -> None:
    found = shrunken_shares(*split(data))
    assert finite(found)
    for value, (x, n) in zip(found.values, data, strict=True):
        if value is not None and found.model.mean is not None:
            low, high = sorted([x / n, found.model.mean])
            assert low - 1e-9 <= value <= high + 1e-9


@given(SITES)
def test_shrunken_means_have_no_stray_numbers(sites: list[list[float]]) -> None:
    assert finite(shrunken_means([Moments.of(site) for site in sites]))


@given(
    st.lists(st.tuples(st.floats(-5, 5), st.floats(1e-3, 10)), min_size=2, max_size=10),
)
def test_paule_mandel_solves_its_equation(sites: list[tuple[float, float]]) -> None:
    y, v = (np.array(column) for column in zip(*sites, strict=True))
    found = paule_mandel(y, v)
    assert found.tau2 is not None
    assert found.mean is not None
    squares = float(((y - found.mean) ** 2 / (v + found.tau2)).sum())
    if found.tau2 > 0:
        assert squares == pytest.approx(len(sites) - 1, rel=1e-9)
    else:
        assert squares <= len(sites) - 1 + 1e-9


@given(st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), LEVELS)
def test_intervals_of_a_share(counts: tuple[int, int], level: float) -> None:
    x, n = counts
    for method in (wilson, clopper_pearson, jeffreys):
        limits, mirrored = method(x, n, level), method(n - x, n, level)
        if limits is None or mirrored is None:
            assert n == 0
            continue
        assert 0 <= limits.low <= x / n <= limits.high <= 1
        assert limits == pytest.approx((1 - mirrored.high, 1 - mirrored.low), abs=1e-9)


@given(st.lists(st.integers(0, 9), min_size=7, max_size=7), st.floats(0, 1))
def test_response_rates_are_shares_in_order(counts: list[int], e: float) -> None:
    rates = response_rates(Dispositions(*counts), e=e)
    assert all(0 <= rate <= 1 for rate in numbers(rates))
    if rates.rr2 is not None and rates.rr4 is not None and rates.rr6 is not None:
        assert rates.rr2 <= rates.rr4 + 1e-12
        assert rates.rr4 <= rates.rr6 + 1e-12


@given(counted())
def test_an_indicator_is_at_most_1(data: Counts) -> None:
    found = r_indicator(*split(data))
    assert finite(found)
    if found.r is not None:
        assert found.r <= 1
