"""A wave is closed once, whatever happens meanwhile, and leaves nothing to open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from sb_feedback.models import LedgerLine, Outcome, Wave
from sb_feedback.services.answering import Recorded
from sb_feedback.services.closing.lost import declare_lost
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.teams import MEMBER
from sb_feedback.workplace import Workplace
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.killing import (
    FILE_POINTS,
    killed_often,
    killed_once,
    now_and_then,
    points,
)
from tests.integration.closing.searching import (
    boxes_and_stubs,
    keys_in,
    opens,
    public_key,
    public_keys,
)
from tests.integration.closing.telling import Teller
from tests.integration.closing.waving import (
    ANSWERED,
    MEMBERS,
    TEAM,
    ToldWave,
    tell_wave,
    wave_faults,
)
from tests.integration.copies import Copier


@pytest.fixture(scope="module")
def told_wave(
    founded: Workplace, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workplace, ToldWave]]:
    """A place where the wave was answered, and the wave; tests work at copies."""
    with ExitStack() as made:
        place = Copier(tmp_path_factory.mktemp("wave"), request, made).copy(founded)
        yield place, tell_wave(place)


@pytest.fixture
def wave(told_wave: tuple[Workplace, ToldWave]) -> ToldWave:
    """What was told."""
    return told_wave[1]


@pytest.fixture
def branch(
    told_wave: tuple[Workplace, ToldWave], tmp_path: Path, request: pytest.FixtureRequest
) -> Branch:
    """Makes a copy of the place as it was when the wave had been answered."""
    numbers = count(1)

    @contextmanager
    def one() -> Iterator[Workplace]:
        with ExitStack() as made:
            yield Copier(tmp_path / f"branch-{next(numbers)}", request, made).copy(told_wave[0])

    return one


def test_a_wave_is_closed_and_closing_it_again_changes_nothing(
    wave: ToldWave, branch: Branch
) -> None:
    with branch() as place:
        assert wave_faults(place, wave)
        for _ in range(2):
            close_period(closer_at(place), wave.period_id)
            assert wave_faults(place, wave) == []


def test_killed_at_every_point(
    told_wave: tuple[Workplace, ToldWave], wave: ToldWave, branch: Branch
) -> None:
    passed = dict(enumerate(points(branch, wave)))
    assert len(passed) > 25
    if not told_wave[0].db.is_sqlite:
        passed = {at: point for at, point in passed.items() if point not in FILE_POINTS}
    left = {f"{at} {point}": killed_once(branch, wave, at) for at, point in passed.items()}
    assert {point: found for point, found in left.items() if found} == {}


@pytest.mark.deep
def test_killed_again_and_again(wave: ToldWave, branch: Branch) -> None:
    for seed in range(50):
        assert killed_often(branch, wave, now_and_then(seed)) == []


def test_the_same_release_again_when_an_older_database_is_put_back(
    wave: ToldWave, branch: Branch, copier: Copier
) -> None:
    with branch() as place, branch() as backup:
        close_period(closer_at(place), wave.period_id)
        restored = copier.restored(place, backup)
        close_period(closer_at(restored), wave.period_id)
        assert wave_faults(restored, wave) == []
        assert _ledger(restored) == _ledger(place)


def test_a_backup_and_everything_that_is_left_opens_nothing(wave: ToldWave, branch: Branch) -> None:
    with branch() as place, branch() as backup:
        private_key = place.keys.require(wave.key_id, public_key(place, wave.key_id))
        boxes = boxes_and_stubs(backup, wave.key_id)
        assert len(boxes) == ANSWERED + 1
        assert all(opens(private_key, box) for box in boxes)
        close_period(closer_at(place), wave.period_id)
        left = [path for path in place.settings.data_dir.rglob("*") if path.is_file()]
        keys = keys_in(left, of=public_keys(backup))
        assert keys.keys() == {public_key(place, key_id) for key_id in wave.others}
        assert not any(opens(key, box) for key in keys.values() for box in boxes)


def test_no_answer_enters_a_wave_that_was_closed(wave: ToldWave, branch: Branch) -> None:
    with branch() as place:
        survey = Teller(place).open(place.code_maker().shared(wave.period_id, MEMBER))
        close_period(closer_at(place), wave.period_id)
        assert Teller(place).send(survey, {}) is Recorded.ENDED


@pytest.mark.parametrize(
    ("roster", "verdict", "base"),
    [
        (0, "nobody_asked", None),
        (12, "too_few", None),
        (13, "released", 13),
        (15, "released", 15),
        (19, "released", 19),
        (20, "released", 16),
        (27, "released", 16),
        (1000, "released", 16),
    ],
)
def test_the_roster_is_whom_results_are_out_of(
    wave: ToldWave, branch: Branch, roster: int, verdict: str, base: int | None
) -> None:
    """Answers beyond the roster are extra; fewer than 13 members release nothing."""
    with branch() as place:
        with place.db.write() as session:
            session.get_one(Wave, wave.period_id).roster = roster
        close_period(closer_at(place), wave.period_id)
        with place.db.read() as session:
            outcome = session.scalars(select(Outcome)).one()
            assert (outcome.verdict, outcome.since) == (verdict, wave.quarter.first_day)
            bases = [release.base for release in releases_of(session, TEAM)]
            assert bases == ([] if base is None else [base])
        assert boxes_and_stubs(place, wave.key_id) == []


def test_which_answers_are_extra_is_drawn(wave: ToldWave, branch: Branch) -> None:
    """Sixteen answered, three members sit: who of them counts is not who came first."""
    drawn = set()
    for seed in range(12):
        with branch() as place:
            with place.db.write() as session:
                session.get_one(Wave, wave.period_id).roster = 13
            closer = replace(closer_at(place), rng=random.Random(seed))
            close_period(closer, wave.period_id)
            drawn |= set(_ledger(place))
    assert len(drawn) > 3


def test_a_wave_without_any_key_is_declared_lost(wave: ToldWave, branch: Branch) -> None:
    with branch() as place:
        for mirror in (False, True):
            place.keys.erase_key(wave.key_id, mirror=mirror)
        declare_lost(closer_at(place), wave.period_id)
        with place.db.read() as session:
            outcome = session.scalars(select(Outcome)).one()
            lost = (outcome.questionnaire_group, outcome.verdict, outcome.since)
            assert lost == ("act", "lost", wave.quarter.first_day)
            assert session.get_one(Wave, wave.period_id).roster == MEMBERS


def _ledger(place: Workplace) -> list[str]:
    with place.db.read() as session:
        return list(session.scalars(select(LedgerLine.body).order_by(LedgerLine.number)))
