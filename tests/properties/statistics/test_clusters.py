"""Clustered statistics on random data: merging, permuting, shifting, bounds."""

import json
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.cluster_pairs import PairClusterSums
from analysis.statistics.clustered_differences import ClusteredDifference, clustered_difference
from analysis.statistics.clustered_means import clustered_mean, clustered_mean_cr1
from analysis.statistics.clustered_shares import clustered_share
from analysis.statistics.clusters import ClusterSums
from analysis.statistics.estimate import Undefined
from tests.properties.statistics.strategies import LEVELS, OPTIONS, REALS, rows

Rows = list[tuple[float, int]]
Grouped = list[tuple[float, int, bool]]
GROUPED = st.lists(st.tuples(OPTIONS, st.integers(0, 6), st.booleans()), max_size=30)


def split(data: Rows) -> tuple[list[float], list[int]]:
    return [y for y, _ in data], [g for _, g in data]


def sums(data: Rows) -> ClusterSums:
    return ClusterSums.of(*split(data))


def pairs(data: Grouped) -> PairClusterSums:
    a, b = ([row[:2] for row in data if row[2] is group] for group in (True, False))
    return PairClusterSums.of(*split(a), *split(b))


@given(rows(REALS), st.permutations(range(7)))
def test_parts_merge_to_the_whole_in_any_order(data: Rows, order: list[int]) -> None:
    merged = ClusterSums({})
    for cluster in order:
        merged = sums([row for row in data if row[1] == cluster]) + merged
    assert merged == sums(data)
    assert clustered_mean(merged) == clustered_mean(*split(data))
    assert ClusterSums.from_dict(json.loads(json.dumps(merged.to_dict()))) == merged


@given(GROUPED, st.permutations(range(7)))
def test_pairs_merge_to_the_whole_in_any_order(data: Grouped, order: list[int]) -> None:
    merged = PairClusterSums({})
    for cluster in order:
        merged = pairs([row for row in data if row[1] == cluster]) + merged
    assert merged == pairs(data)
    assert PairClusterSums.from_dict(json.loads(json.dumps(merged.to_dict()))) == merged


@given(rows(REALS), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_the_labels_matter(data: Rows, random: object) -> None:
    shuffled = [(y, 100 - cluster) for y, cluster in data]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sums(shuffled) == sums(data)


@given(rows(OPTIONS), st.integers(-50, 50), LEVELS)
def test_a_shift_and_a_turn_of_the_scale(data: Rows, shift: int, level: float) -> None:
    found = clustered_mean(*split(data), level=level)
    turned = clustered_mean(*split([(shift - y, g) for y, g in data]), level=level)
    assert turned.se == pytest.approx(found.se, abs=1e-12)
    assert (turned.df, turned.no_interval) == (found.df, found.no_interval)
    if found.mean.low is not None and found.mean.high is not None:
        assert (turned.mean.low, turned.mean.high) == pytest.approx(
            (shift - found.mean.high, shift - found.mean.low), abs=1e-9
        )


@given(rows(REALS), LEVELS)
def test_a_mean_has_a_value_or_a_reason(data: Rows, level: float) -> None:
    for method in (clustered_mean, clustered_mean_cr1):
        found = method(*split(data), level=level)
        given = [y for y, _ in data if not isnan(y)]
        assert found.mean.n == len(given)
        if not given:
            assert found.mean.why is Undefined.NO_ANSWERS
            continue
        assert found.mean.value == pytest.approx(np.mean(given), rel=1e-9, abs=1e-9)
        assert (found.no_interval is None) == (found.mean.low is not None)
        if found.df is not None:
            assert 1 - 1e-9 <= found.df <= found.clusters - 1 + 1e-9


@given(rows(st.sampled_from([0.0, 1.0, float("nan")])), LEVELS)
def test_a_share_is_within_its_limits(data: Rows, level: float) -> None:
    found = clustered_share(*split(data), level=level)
    share = found.share
    if share.value is None or share.low is None or share.high is None:
        assert found.no_interval is not None
        return
    assert 0 <= share.low <= share.value + 1e-12
    assert share.value - 1e-12 <= share.high <= 1
    assert found.n_eff is not None
    assert 0 < found.n_eff <= share.n


def seen(found: ClusteredDifference) -> tuple[object, ...]:
    return found.se, found.df, found.no_interval, found.n_a, found.n_b


@given(GROUPED, LEVELS)
def test_a_difference_turns_with_its_groups(data: Grouped, level: float) -> None:
    found = clustered_difference(pairs(data), level=level)
    turned = clustered_difference(pairs([(y, g, not a) for y, g, a in data]), level=level)
    assert (turned.no_interval, turned.n_b, turned.n_a) == (
        found.no_interval,
        found.n_a,
        found.n_b,
    )
    assert turned.se == pytest.approx(found.se)
    assert turned.df == pytest.approx(found.df)
    if found.difference.value is not None:
        assert turned.difference.value == pytest.approx(-found.difference.value)
    if found.df is not None:
        assert 0 < found.df <= found.clusters + 1e-9


@given(GROUPED, st.integers(-50, 50))
def test_a_difference_does_not_shift(data: Grouped, shift: int) -> None:
    found = clustered_difference(pairs(data))
    shifted = clustered_difference(pairs([(y + shift, g, a) for y, g, a in data]))
    assert shifted.difference == found.difference
    assert seen(shifted) == seen(found)


@given(rows(st.integers(-60, 60).map(float)), st.integers(1, 60))
def test_sums_of_parts_of_a_point(data: Rows, divisor: int) -> None:
    found = sums(data).over(divisor)
    assert found.total * divisor == sums(data).total
    if not data:
        return
    whole, divided = clustered_mean(sums(data)), clustered_mean(found)
    assert divided.df == whole.df
    assert divided.mean.value == pytest.approx((whole.mean.value or 0) / divisor)
    if whole.se is not None:
        assert divided.se == pytest.approx(whole.se / divisor)
