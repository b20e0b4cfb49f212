"""What holds for every history of closings: families counted once, and waiting answers kept."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sb_feedback.services.closing.decision import within_attendance
from tests.unit.closing.cases import form, meeting
from tests.unit.closing.histories import Closing, Site, invent, play

SITES = st.builds(
    Site,
    families=st.integers(1, 40),
    met=st.sampled_from((0.1, 0.3, 0.6, 1.0)),
    again=st.sampled_from((0.0, 0.5, 1.0)),
    answers=st.sampled_from((0.0, 0.3, 0.7, 1.0)),
    fully=st.sampled_from((0.0, 0.5, 0.9)),
    bursts=st.booleans(),
)
APART, TOGETHER = ("parents", "caregivers"), ("families",)


def _history(site: Site, quarters: int, seed: int, *, together: bool = False) -> list[Closing]:
    rng = random.Random(seed)
    return play(invent(site, quarters, rng), rng=rng, together=together)


def _groups(*, together: bool) -> tuple[str, ...]:
    return TOGETHER if together else APART


@given(SITES, st.integers(1, 10), st.integers(0, 2**32), st.booleans())
def test_a_release_counts_each_family_that_answered_once(
    site: Site, quarters: int, seed: int, together: bool
) -> None:
    for closing in _history(site, quarters, seed, together=together):
        for release in closing.decision.releases:
            batch = closing.batch(release.group)
            shown, answered = release.participation, len(batch.forms)
            assert shown.low <= answered <= shown.high
            assert answered <= shown.base <= len(batch.asked())
            assert batch.forms.keys() <= batch.asked()


@given(SITES, st.integers(2, 10), st.integers(0, 2**32), st.booleans())
def test_the_releases_of_a_group_never_overlap(
    site: Site, quarters: int, seed: int, together: bool
) -> None:
    closings = _history(site, quarters, seed, together=together)
    for group in _groups(together=together):
        made = [
            one for closing in closings for one in closing.decision.releases if one.group == group
        ]
        assert all(older.last_day < newer.first_day for older, newer in pairwise(made))


@given(SITES, st.integers(1, 10), st.integers(0, 2**32), st.booleans())
def test_what_waits_is_kept_whole_and_is_in_no_total(
    site: Site, quarters: int, seed: int, together: bool
) -> None:
    for closing in _history(site, quarters, seed, together=together):
        decision = closing.decision
        batches = {group: closing.batch(group) for group in _groups(together=together)}
        waiting = [
            one
            for batch in batches.values()
            if batch.word == "waits"
            for sent in batch.forms.values()
            for one in sent
        ]
        assert sorted(map(id, decision.resealed)) == sorted(map(id, waiting))
        words = {group: batch.word for group, batch in batches.items()}
        assert {wait.group for wait in decision.waits} == {g for g in words if words[g] == "waits"}
        assert {one.group for one in decision.releases} == {
            g for g in words if words[g] == "released"
        }


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), max_size=12),
    st.integers(0, 2**32),
)
def test_as_many_forms_as_people_came_at_the_most(places: list[tuple[int, int]], seed: int) -> None:
    sent = [
        [form(at) for _ in range(number)]
        for family, (came, number) in enumerate(places)
        for at in [meeting(family, came={"parent": came})]
    ]
    kept = within_attendance([one for forms in sent for one in forms], random.Random(seed))
    for (came, number), forms in zip(places, sent, strict=True):
        assert sum(one in forms for one in kept) == min(came, number)


@pytest.mark.deep
@given(SITES, st.integers(20, 30), st.integers(0, 2**32))
def test_a_wait_never_lasts_longer_than_two_years(site: Site, quarters: int, seed: int) -> None:
    for closing in _history(site, quarters, seed):
        for wait in closing.decision.waits:
            now = closing.facts.term.next().first_day
            assert (now.year - wait.since.year) * 12 + now.month - wait.since.month < 24
