"""Gaps, tests, effect sizes and Welch on random data."""

import json
from fractions import Fraction
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.statistics.effect_sizes import cliffs_delta, cohens_d, d_z, hedges_g
from analysis.statistics.meeting_gaps import GapSums, MeetingGaps, meeting_gap
from analysis.statistics.moments import Moments
from analysis.statistics.multiplicity import benjamini_hochberg, holm
from analysis.statistics.sign_flip import sign_flip_test
from analysis.statistics.welch import welch_difference
from tests.properties.statistics.strategies import LEVELS, OPTIONS, REALS

ROLES = {"parent": "professional", "professional": "parent"}
MEETINGS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 2), st.sampled_from(sorted(ROLES)), OPTIONS),
    max_size=40,
)
Meetings = list[tuple[int, int, str, float]]
SAMPLE = st.lists(REALS, max_size=15)
HISTOGRAM = st.lists(st.integers(0, 9), min_size=5, max_size=5)
P_VALUES = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=12)


def gaps(data: Meetings) -> MeetingGaps:
    families, meetings, roles, answers = zip(*data, strict=True) if data else ((), (), (), ())
    return MeetingGaps.of(families, meetings, roles, answers)


@given(MEETINGS, st.permutations(range(5)))
def test_gaps_of_families_merge_in_any_order(data: Meetings, order: list[int]) -> None:
    merged = gaps([]).sums()
    for family in order:
        merged += gaps([row for row in data if row[0] == family]).sums()
    assert merged == gaps(data).sums()
    assert GapSums.from_dict(json.loads(json.dumps(merged.to_dict()))) == merged


@given(MEETINGS, LEVELS)
def test_gaps_turn_with_the_roles(data: Meetings, level: float) -> None:
    found = meeting_gap(gaps(data), level=level)
    turned = meeting_gap(
        gaps([(family, meeting, ROLES[role], y) for family, meeting, role, y in data]), level=level
    )
    assert (turned.sd, turned.left_out) == (found.sd, found.left_out)
    assert turned.mean.no_interval is found.mean.no_interval
    if found.mean.mean.value is not None:
        assert turned.mean.mean.value == -found.mean.mean.value
        assert turned.mean.se == found.mean.se


@given(MEETINGS)
def test_gaps_are_plain_means_inside_meetings(data: Meetings) -> None:
    found = gaps(data)
    for family, meeting, difference in zip(
        found.families, found.meetings, found.differences, strict=True
    ):
        inside = [row[2:] for row in data if row[:2] == (family, meeting) and not isnan(row[3])]
        means = [
            Fraction(int(sum(ys)), len(ys))
            for ys in ([y for role, y in inside if role == name] for name in ROLES)
        ]
        assert difference == means[0] - means[1]


@given(st.lists(st.integers(-4, 6).map(float), max_size=12), st.sampled_from([1.0, -1.0, 0.1, 7.0]))
def test_the_sign_flip_test_knows_no_unit(sums: list[float], unit: float) -> None:
    found, other = sign_flip_test(sums), sign_flip_test([unit * s for s in sums][::-1])
    assert other == found
    if found.p is not None:
        assert 2 / 2 ** len(sums) <= found.p <= 1


@given(SAMPLE, SAMPLE)
def test_moments_merge(a: list[float], b: list[float]) -> None:
    assert Moments.of(a) + Moments.of(b) == Moments.of(b + a)
    m = Moments.of(a)
    assert Moments.from_dict(json.loads(json.dumps(m.to_dict()))) == m


@given(SAMPLE, SAMPLE, LEVELS)
def test_welch_turns_with_its_groups(a: list[float], b: list[float], level: float) -> None:
    found, turned = welch_difference(a, b, level=level), welch_difference(b, a, level=level)
    assert turned.df == pytest.approx(found.df)
    assert turned.se == pytest.approx(found.se)
    assert turned.no_interval is found.no_interval
    if found.t is not None and found.df is not None:
        assert turned.t == pytest.approx(-found.t)
        n_a, n_b = (sum(not isnan(y) for y in group) for group in (a, b))
        assert min(n_a, n_b) - 1 - 1e-9 <= found.df <= n_a + n_b - 2 + 1e-9


@given(st.lists(OPTIONS, max_size=12), st.lists(OPTIONS, max_size=12))
def test_effect_sizes_know_no_unit_and_turn_with_their_groups(
    a: list[float], b: list[float]
) -> None:
    for method in (cohens_d, hedges_g):
        found, turned = method(a, b), method(b, a)
        wider = method([10 * y - 3 for y in a], [10 * y - 3 for y in b])
        assert found.why is turned.why is wider.why
        if found.value is not None:
            assert turned.value == pytest.approx(-found.value)
            assert wider.value == pytest.approx(found.value)
        if found.value is not None and found.low is not None and found.high is not None:
            assert found.low <= found.high


@given(SAMPLE)
def test_d_z_has_a_value_or_a_reason(differences: list[float]) -> None:
    found = d_z(differences)
    assert found.n == sum(not isnan(d) for d in differences)


@given(HISTOGRAM, HISTOGRAM)
def test_cliffs_delta_is_that_of_all_pairs(a: list[int], b: list[int]) -> None:
    found, turned = cliffs_delta(a, b), cliffs_delta(b, a)
    x, y = (np.repeat(np.arange(5), h) for h in (a, b))
    if found.value is None:
        assert not x.size or not y.size
        return
    assert found.value == pytest.approx(np.sign(x[:, None] - y).mean())
    assert turned.value == -found.value


@given(P_VALUES)
def test_adjusted_p_values_keep_their_order(p: list[float | None]) -> None:
    for method in (benjamini_hochberg, holm):
        adjusted = method(p)
        both = sorted((q, a) for q, a in zip(p, adjusted, strict=True) if q is not None and a)
        assert all(q - 1e-12 <= a <= 1 for q, a in both)
        assert [a for _, a in both] == sorted(a for _, a in both)
        assert [a is None for a in adjusted] == [q is None for q in p]
