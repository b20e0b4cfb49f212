"""Pools merge without rounding, and what they give is what the rows give."""

from collections.abc import Callable
from functools import reduce
from math import isclose
from operator import add
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import Form, statistics
from analysis.pool import PoolForm, PoolGap, PoolTally
from tests.unit.analysis.pool.people import ASKED, LANGUAGES, ROLES, of_role, table

FORMS = st.lists(
    st.builds(
        lambda ratings, family, meeting, role, language: PoolForm(
            Form(ratings), f"s{family % 3}", f"f{family}", f"m{family}-{meeting}", role, language
        ),
        st.dictionaries(st.sampled_from(ASKED.items), st.integers(1, 5)),
        st.integers(0, 6),
        st.integers(0, 1),
        st.sampled_from(ROLES),
        st.sampled_from([*LANGUAGES, None]),
    ),
    max_size=25,
)
COMPLETE = st.lists(
    st.builds(
        lambda answers, family: PoolForm(
            Form(dict(zip(ASKED.items, answers, strict=True))), "s", f"f{family}", f"m{family}"
        ),
        st.lists(st.integers(1, 5), min_size=9, max_size=9),
        st.integers(0, 6),
    ),
    max_size=25,
)


Numbers = tuple[float | None, ...]


def tally(forms: list[PoolForm]) -> PoolTally:
    return PoolTally.of(ASKED, forms, languages=LANGUAGES)


def gap(forms: list[PoolForm]) -> PoolGap:
    return PoolGap.of(ASKED, forms)


@pytest.mark.parametrize("of", [tally, gap])
@given(forms=FORMS, order=st.permutations(range(7)), cut=st.integers(0, 7))
def test_parts_make_the_whole_in_any_order(
    of: Callable[[list[PoolForm]], Any], forms: list[PoolForm], order: list[int], cut: int
) -> None:
    parts = [of([form for form in forms if form.family == f"f{family}"]) for family in order]
    whole, nothing = of(forms), of([])
    assert reduce(add, parts) == whole == reduce(lambda a, b: b + a, parts)
    grouped = reduce(add, parts[:cut], nothing) + reduce(add, parts[cut:], nothing)
    assert grouped.to_bytes() == whole.to_bytes()


@given(FORMS, st.randoms(use_true_random=False))
def test_the_order_of_forms_does_not_matter(forms: list[PoolForm], random: object) -> None:
    shuffled = forms.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tally(shuffled).to_bytes() == tally(forms).to_bytes()
    assert gap(shuffled).to_bytes() == gap(forms).to_bytes()


@given(FORMS)
def test_bytes_and_back(forms: list[PoolForm]) -> None:
    assert PoolTally.from_bytes(tally(forms).to_bytes()) == tally(forms)
    assert PoolGap.from_bytes(gap(forms).to_bytes()) == gap(forms)


@given(FORMS)
def test_shares_and_means_are_those_of_the_rows(forms: list[PoolForm]) -> None:
    pool = tally(forms)
    families = [form.family for form in forms]
    for scale, keys in ASKED.scales.items():
        sums, answers = pool.scales[scale], table(forms, keys)
        complete = [
            row.tolist() == [5, 5, 5] if not np.isnan(row).any() else None for row in answers
        ]
        scores = statistics.scale_scores(answers, 5)
        for merged, rows in ((sums.by_family, scores), (sums.top_by_family, complete)):
            same_mean(merged, rows, families)
        same_mean(sums.by_meeting, scores, [form.meeting for form in forms])
    for place, key in enumerate(ASKED.items):
        column = table(forms)[:, place]
        fully = [None if np.isnan(x) else float(x == 5) for x in column]
        same_mean(pool.fully[key], fully, families)


def same_mean(merged: statistics.ClusterSums, rows: object, clusters: list[str]) -> None:
    found = statistics.clustered_mean(merged)
    wanted = statistics.clustered_mean(np.array(rows, dtype=float), clusters)
    assert found.clusters == wanted.clusters
    numbers = (found.mean.value, found.mean.n, found.se, found.df)
    assert same(numbers, (wanted.mean.value, wanted.mean.n, wanted.se, wanted.df))


def same(found: Numbers, wanted: Numbers) -> bool:
    """Whether numbers are equal to 1e-12, and missing ones missing in both."""
    return len(found) == len(wanted) and all(
        a is b if a is None or b is None else isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)
        for a, b in zip(found, wanted, strict=True)
    )


@given(FORMS)
def test_gaps_are_those_of_the_rows(forms: list[PoolForm]) -> None:
    both = [form for form in forms if form.role != "caregiver"]
    for scale, keys in ASKED.scales.items():
        found = statistics.meeting_gap(gap(forms).scales[scale])
        wanted = statistics.meeting_gap(
            statistics.MeetingGaps.of(
                [form.family for form in both],
                [form.meeting for form in both],
                [form.role for form in both],
                np.array(statistics.scale_scores(table(both, keys), 5), dtype=float),
            )
        )
        assert (found.left_out, found.mean.clusters) == (wanted.left_out, wanted.mean.clusters)
        assert same(
            (found.mean.mean.value, found.mean.se, found.sd, found.share_lower),
            (wanted.mean.mean.value, wanted.mean.se, wanted.sd, wanted.share_lower),
        )


@given(FORMS)
def test_differences_of_languages_are_those_of_the_rows(forms: list[PoolForm]) -> None:
    spoken = [[form for form in forms if form.language == language] for language in LANGUAGES]
    for scale, keys in ASKED.scales.items():
        columns = [
            (
                np.array(statistics.scale_scores(table(some, keys), 5), dtype=float),
                [form.family for form in some],
            )
            for some in spoken
        ]
        wanted = statistics.clustered_difference(
            statistics.PairClusterSums.of(*columns[0], *columns[1])
        )
        found = statistics.clustered_difference(tally(forms).scales[scale].by_language["en", "es"])
        assert (found.n_a, found.n_b, found.clusters) == (wanted.n_a, wanted.n_b, wanted.clusters)
        assert same(
            (found.difference.value, found.se, found.df),
            (wanted.difference.value, wanted.se, wanted.df),
        )


@given(COMPLETE)
def test_agreement_and_reliability_are_those_of_the_rows(forms: list[PoolForm]) -> None:
    pool, meetings = tally(forms), np.array([form.meeting for form in forms], dtype=str)
    for scale, keys in ASKED.scales.items():
        sums, answers = pool.scales[scale], table(forms, keys)
        assert statistics.cronbach_alpha(sums.products) == statistics.cronbach_alpha(
            answers, items=keys
        )
        assert sums.scores == statistics.ScoreHistogram.of(answers, 5)
        alike = statistics.icc1(sums.anova()), statistics.icc1(answers.sum(axis=1), meetings)
        assert alike[0].why == alike[1].why
        assert same(*((icc.value, icc.low, icc.high, icc.n) for icc in alike))
        for index in (statistics.rwg_j, statistics.r_star_wg):
            same_agreement(
                sums.spreads, index(sums.spreads, points=5), index(answers, meetings, points=5)
            )
        same_agreement(
            sums.spreads,
            sums.spreads.average_deviations(),
            statistics.average_deviation(answers, meetings),
        )


def same_agreement(
    spreads: statistics.GroupSpreads,
    found: statistics.GroupValues,
    wanted: statistics.GroupValues,
) -> None:
    merged = statistics.group_summary(found, counts=spreads.counts())
    rows = statistics.group_summary(wanted)
    assert same((merged.groups, merged.mean, merged.median), (rows.groups, rows.mean, rows.median))


@given(FORMS)
def test_every_unit_is_a_family_and_every_site_is_known(forms: list[PoolForm]) -> None:
    pool = tally(forms)
    assert (pool.forms, pool.units) == (len(forms), len({form.family for form in forms}))
    assert pool.sites == {form.site for form in forms}
    for language in LANGUAGES:
        assert pool.languages[language] == sum(form.language == language for form in forms)


@given(FORMS)
def test_a_gap_knows_the_sites_with_both_roles(forms: list[PoolForm]) -> None:
    meetings = [{form.meeting for form in of_role(forms, role)} for role in ROLES[:2]]
    both = meetings[0] & meetings[1]
    assert gap(forms).sites == {form.site for form in forms if form.meeting in both}
