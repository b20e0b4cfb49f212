"""Releases: made, written, read, summed, and what they refuse."""

import json
from dataclasses import replace
from datetime import date

import pytest

from analysis import (
    Basis,
    Condition,
    GuardedCount,
    Release,
    Tally,
    Term,
    basis_of,
    conditions,
    make_release,
    total,
)
from tests.unit.analysis.builders import PARENTS, V1_FULLY, a_form, a_release

TEXT = (
    '{"base":20,"counts":{"fully:V1":[8,8],"top:voice":[0,3]},"format":1,"group":"parents",'
    '"participation":[20,20,30],"scope":"maple","terms":["2026-Q2","2026-Q3"],'
    '"version":"ftm-parent-1"}'
)
RELEASE = a_release({"fully:V1": 8, "top:voice": 2}, terms="2026-Q2 2026-Q3")


def made(answered: int, asked: int, *, fully: int = 0, floor: int = 10) -> Release | None:
    forms = [a_form("5" if index < fully else "1") for index in range(answered)]
    return make_release(
        Tally.of(PARENTS, forms),
        asked=asked,
        scope="maple",
        group="parents",
        terms=(Term.parse("2026-Q3"),),
        floor=floor,
    )


def test_a_release_has_every_condition_of_its_questionnaire() -> None:
    release = made(15, 22, fully=6)
    assert release is not None
    assert set(release.counts) == set(conditions(PARENTS))
    assert release.counts[V1_FULLY] == GuardedCount(6, 6, 15)
    assert release.counts[Condition.parse("fully:V2")] == GuardedCount(0, 3, 15)
    assert (release.participation, release.base) == (GuardedCount(15, 15, 22), 15)
    assert release.basis is Basis.ANSWERED


def test_when_nearly_all_answered_the_base_is_who_was_asked() -> None:
    release = made(18, 20, fully=18)
    assert release is not None
    assert release.participation == GuardedCount(17, 20, 20)
    assert release.counts[V1_FULLY] == GuardedCount(17, 20, 20)
    assert (release.base, release.basis) == (20, Basis.ASKED)


@pytest.mark.parametrize(("answered", "asked", "floor"), [(9, 30, 10), (10, 12, 10), (11, 30, 12)])
def test_a_batch_that_is_too_small_waits(answered: int, asked: int, floor: int) -> None:
    assert made(answered, asked, floor=floor) is None


def test_the_canonical_text_and_its_digest() -> None:
    assert RELEASE.to_json() == TEXT
    assert RELEASE.digest == "bc0ea2933091fdc7c61ac8a76fbf0e464b9777423b4b817ae1899e1f3b49b918"


def test_a_release_is_read_back() -> None:
    again = Release.from_json(TEXT)
    assert again == RELEASE
    assert list(again.counts) == list(RELEASE.counts)


def test_days_and_label() -> None:
    assert (RELEASE.first_day, RELEASE.last_day) == (date(2026, 4, 1), date(2026, 9, 30))
    assert RELEASE.label == "2026-Q2/2026-Q3"
    assert a_release().label == "2026-Q3"


def test_a_release_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        RELEASE.counts[V1_FULLY] = GuardedCount(1, 1, 20)  # type: ignore[index]


@pytest.mark.parametrize(
    "raw",
    [
        GuardedCount(2, 2, 20),
        GuardedCount(19, 19, 20),
        GuardedCount(0, 2, 20),
        GuardedCount(5, 6, 20),
        GuardedCount(8, 8, 21),
        GuardedCount(8, 8, 20, releases=2),
        GuardedCount(1, 3, 20),
    ],
)
def test_a_raw_count_cannot_be_put_into_a_release(raw: GuardedCount) -> None:
    with pytest.raises(ValueError, match="not guarded with base 20: fully:V1"):
        replace(RELEASE, counts={V1_FULLY: raw})


@pytest.mark.parametrize(
    ("participation", "base"),
    [
        (GuardedCount(17, 20, 20), 18),  # the base would tell how many answered
        (GuardedCount(18, 18, 20), 18),
        (GuardedCount(16, 16, 20), 20),
        (GuardedCount(9, 9, 30), 9),
        (GuardedCount(9, 12, 12), 12),
        (GuardedCount(20, 20, 30, releases=2), 20),
    ],
)
def test_a_base_that_does_not_follow_from_participation_is_refused(
    participation: GuardedCount, base: int
) -> None:
    with pytest.raises(ValueError, match=r"does not follow|cannot be guarded"):
        replace(RELEASE, participation=participation, base=base)


@pytest.mark.parametrize("labels", ["", "2026-Q3 2026-Q2", "2026-Q1 2026-Q3", "2026-Q1 2026-H2"])
def test_terms_that_do_not_follow_each_other_are_refused(labels: str) -> None:
    with pytest.raises(ValueError, match="follow each other"):
        a_release(terms=labels)


def test_a_release_without_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        replace(RELEASE, counts={})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format":1', '"format":2'),
        ('"format":1', '"format":true'),
        ('"format":1,', ""),
        ('"scope":"maple"', '"scope":7'),
        ('"scope":"maple"', '"scope":"maple","answers":19'),
        ('"base":20', '"base":20.0'),
        ('"base":20', '"base": 20'),
        ("[0,3]", "[false,3]"),
        ("[0,3]", "[0,3,20]"),
        ("[0,3]", "[2,2]"),
        ("[0,3]", '"03"'),
        ("[20,20,30]", "[20,20]"),
        ("[20,20,30]", "{}"),
        ('["2026-Q2","2026-Q3"]', '"2026-Q3"'),
        ('["2026-Q2","2026-Q3"]', "[2026]"),
        ('"top:voice"', '"mean:voice"'),
        ('"counts":{', '"counts":{"fully:V1":[8,8],'),
        ('{"base"', '[{"base"'),
    ],
)
def test_another_text_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        Release.from_json(TEXT.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "null", "[]", "7", '"release"', "{}"])
def test_what_is_no_release_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        Release.from_json(text)


def test_keys_in_another_order_are_refused() -> None:
    document = json.loads(TEXT)
    shuffled = dict(reversed(document.items()))
    with pytest.raises(ValueError, match="canonical"):
        Release.from_json(json.dumps(shuffled, separators=(",", ":")))


def test_a_total_is_the_sum_of_its_parts() -> None:
    parts = [a_release(20), a_release(8, terms="2026-Q4"), a_release(1, scope="oak")]
    assert total(parts, V1_FULLY) == GuardedCount(17 + 8 + 0, 20 + 8 + 3, 60, releases=3)
    assert total(parts[:1], V1_FULLY) == GuardedCount(17, 20, 20)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([], "one group"),
        ([a_release(), a_release(terms="2026-Q4", group="families")], "one group"),
        ([a_release(), a_release(terms="2026-Q4", version="ftm-parent-2")], "one group"),
        ([a_release(), a_release()], "overlap"),
        ([a_release(terms="2026"), a_release(terms="2026-Q4")], "overlap"),
        ([a_release(terms="2026-Q2 2026-Q3"), a_release(terms="2026-Q3")], "overlap"),
    ],
)
def test_what_does_not_add_up_is_refused(parts: list[Release], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        total(parts, V1_FULLY)


def test_a_condition_that_is_not_counted_has_no_total() -> None:
    with pytest.raises(KeyError):
        total([a_release()], Condition.parse("fully:X9"))


def test_what_a_summed_base_counts() -> None:
    of_answered, of_asked = a_release(), a_release(answered=18, asked=20)
    assert basis_of([of_answered, of_answered]) is Basis.ANSWERED
    assert basis_of([of_asked]) is Basis.ASKED
    assert basis_of([of_answered, of_asked]) is Basis.MIXED
    with pytest.raises(ValueError, match="no releases"):
        basis_of([])
