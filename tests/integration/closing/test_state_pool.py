"""The state's pool: every accepted form is in it once, whatever happens to a closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from sb_feedback.keys import KeyFolder
from sb_feedback.models import Period, StateFigures
from sb_feedback.models.period import OPEN
from sb_feedback.services.closing.lost import declare_lost
from sb_feedback.services.closing.pool import merging
from sb_feedback.services.closing.pool.files import PoolFiles
from sb_feedback.services.closing.pool.terms import StatePool, TermPool
from sb_feedback.services.closing.protocol import (
    STEPS,
    Closer,
    Step,
    _decided,
    _give_to_pool,
    close_period,
    decide_once,
    interrupted,
)
from sb_feedback.workplace import Workplace
from tests.integration.closing.conftest import closer_at
from tests.integration.closing.killing import FILE_POINTS, Killed, Wire, wired
from tests.integration.closing.pooling import (
    ALONE,
    SITES,
    Town,
    found_state,
    left_faults,
    pool_faults,
    tell_state,
    yielded,
)
from tests.integration.copies import Copier

FIRST, SECOND, LAST = SITES
Copies = Callable[[], AbstractContextManager[Workplace]]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def state(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workplace, Town]]:
    """A state whose three sites have answered; tests work at copies."""
    with ExitStack() as made:
        place = Copier(tmp_path_factory.mktemp("state"), request, made).empty(request.param)
        found_state(place)
        yield place, tell_state(place)


@pytest.fixture(scope="session")
def nearly(
    state: tuple[Workplace, Town],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Workplace]:
    """The state when two of its sites were closed."""
    with ExitStack() as made:
        place = Copier(tmp_path_factory.mktemp("nearly"), request, made).copy(state[0])
        for site in (FIRST, SECOND):
            close_period(closer_at(place), state[1].period(site))
        yield place


@pytest.fixture
def town(state: tuple[Workplace, Town]) -> Town:
    """What was told."""
    return state[1]


def _copies(of: Workplace, folder: Path, request: pytest.FixtureRequest) -> Copies:
    numbers = count(1)

    @contextmanager
    def one() -> Iterator[Workplace]:
        with ExitStack() as made:
            yield Copier(folder / f"copy-{next(numbers)}", request, made).copy(of)

    return one


@pytest.fixture
def told(state: tuple[Workplace, Town], tmp_path: Path, request: pytest.FixtureRequest) -> Copies:
    """Copies of the state before any closing."""
    return _copies(state[0], tmp_path / "told", request)


@pytest.fixture
def two_closed(nearly: Workplace, tmp_path: Path, request: pytest.FixtureRequest) -> Copies:
    """Copies of the state after two closings."""
    return _copies(nearly, tmp_path / "nearly", request)


def close(place: Workplace, town: Town, *sites: str, steps: tuple[Step, ...] = STEPS) -> None:
    for site in sites:
        close_period(closer_at(place), town.period(site), steps)


def test_the_statistics_are_those_of_the_raw_answers(town: Town, told: Copies) -> None:
    with told() as place:
        close(place, town, *SITES)
        assert pool_faults(place, town) == []
        with place.db.read() as session:
            parents = yielded(session)["quarter", "parents"]["statistics"]
        assert parents["units"] == 33
        assert parents["sites"] == 3
        assert parents["scales"]["voice"]["reliability"]["alpha"]["value"] is not None
        assert parents["gap"]["voice"]["mean"]["clusters"] == 33
        close(place, town, *SITES)
        assert pool_faults(place, town) == []


def test_nothing_is_yielded_before_all_closings_of_sharing_sites_are_done(
    town: Town, two_closed: Copies
) -> None:
    with two_closed() as place:
        with place.db.read() as session:
            assert yielded(session) == {}
            assert session.get_one(Period, town.period(ALONE)).state == OPEN
        assert place.keys.names("*.statistics") == []
        assert left_faults(place) == []
        close(place, town, LAST)
        assert pool_faults(place, town) == []


def test_a_site_that_does_not_share_gives_nothing(town: Town, two_closed: Copies) -> None:
    with two_closed() as place:
        before = PoolFiles(place.keys).state()
        close(place, town, ALONE)
        assert PoolFiles(place.keys).state() == before
        close(place, town, LAST)
        assert pool_faults(place, town) == []


def test_a_lost_period_holds_nothing_up_and_gives_nothing(town: Town, two_closed: Copies) -> None:
    with two_closed() as place:
        for folder in place.keys.places:
            (folder / f"{town.period(LAST)}.key").unlink()
        declare_lost(closer_at(place), town.period(LAST))
        with place.db.read() as session:
            found = yielded(session)["quarter", "parents"]
        assert (found["closings"], found["closed"]) == (2, 2)
        assert found["statistics"] == {"withheld": "FEW_UNITS"}


def test_waiting_answers_are_not_pooled_again(town: Town, told: Copies) -> None:
    """Caregivers are few and wait at each site; the next quarter's pool does not hear of them."""
    with told() as place:
        close(place, town, *SITES)
        following = town.term.next()
        closer_at(place).keeper.keep_ready(following.first_day)
        for site in SITES:
            close_period(closer_at(place), f"{site}.{following.first_day.isoformat()}")
        with place.db.read() as session:
            rows = session.scalars(
                select(StateFigures).where(
                    StateFigures.first_day == following.first_day, StateFigures.kind == "quarter"
                )
            ).all()
        assert {row.questionnaire_group for row in rows} == {
            "parents", "caregivers", "professionals",
        }  # fmt: skip
        kept = PoolFiles(place.keys).state()
        assert kept is not None
        (year,) = StatePool.from_bytes(kept).terms.values()
        assert sum(tally.forms for tally in year.sums.tallies.values()) == 0


# -- killed ---------------------------------------------------------------------------------------


def _points(copies: Copies, period_id: str) -> list[str]:
    wire = Wire()
    with copies() as place, wired(place, wire) as closer:
        close_period(closer, period_id)
    return wire.reached


def _kill(place: Workplace, period_id: str, at: int, steps: tuple[Step, ...] = STEPS) -> None:
    with wired(place, Wire(at.__eq__)) as closer, pytest.raises(Killed):
        close_period(closer, period_id, steps)


def _chosen(passed: list[str], *, files: bool) -> list[int]:
    """All points, or those that tell of the pool: the others are killed at in other tests."""
    if files:
        return list(range(len(passed)))
    told = [at for at, point in enumerate(passed) if point not in FILE_POINTS]
    given, merged = passed.index("decided in memory"), passed.index("slot secret erased")
    return [at for at in told if given <= at <= given + 15 or at >= merged]


def _last_killed(two_closed: Copies, town: Town, *, files: bool) -> dict[str, list[str]]:
    """The faults left after the closing that makes pools yield was killed, by point."""
    passed, left = _points(two_closed, town.period(LAST)), {}
    for at in _chosen(passed, files=files):
        with two_closed() as place:
            _kill(place, town.period(LAST), at)
            close(place, town, LAST)
            left[f"{at} {passed[at]}"] = pool_faults(place, town)
    return {point: found for point, found in left.items() if found}


def _killed_between(told: Copies, town: Town, *, files: bool) -> dict[str, list[str]]:
    """The same if other sites are closed before the killed closing is run again."""
    passed, left = _points(told, town.period(FIRST)), {}
    for at in _chosen(passed, files=files):
        with told() as place:
            _kill(place, town.period(FIRST), at)
            close(place, town, SECOND, FIRST, LAST)
            left[f"{at} {passed[at]}"] = pool_faults(place, town)
    return {point: found for point, found in left.items() if found}


def test_the_last_closing_is_killed_at_every_point(two_closed: Copies, town: Town) -> None:
    """Points that tell of the pool, and commits; the points inside of files are a long search."""
    assert _last_killed(two_closed, town, files=False) == {}


def test_another_site_is_closed_between_a_kill_and_the_next_run(told: Copies, town: Town) -> None:
    assert _killed_between(told, town, files=False) == {}


@pytest.mark.deep
def test_the_same_at_every_point(told: Copies, two_closed: Copies, town: Town) -> None:
    assert _last_killed(two_closed, town, files=True) == {}
    assert _killed_between(told, town, files=True) == {}


def _killed_before_gifts_are_erased(place: Workplace, town: Town) -> int:
    """Parents in the pool after a kill between the new pool and the old gifts, and a rerun."""
    wire = Wire()
    wire.dies = lambda _: (
        wire.reached[-1] == "unlink" and "statistics stored, not yet committed" in wire.reached
    )
    with wired(place, wire) as closer, pytest.raises(Killed):
        close_period(closer, town.period(FIRST))
    close(place, town, FIRST)
    kept = PoolFiles(place.keys).state()
    assert kept is not None
    (pool,) = StatePool.from_bytes(kept).terms.values()
    return pool.sums.tallies["parents", "ftm-parent-1"].forms


def test_the_list_of_periods_keeps_sums_from_being_added_twice(
    told: Copies, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    parents = sum(form.role == "parent" and form.site == FIRST for form in town.forms)
    with told() as place:
        assert _killed_before_gifts_are_erased(place, town) == parents
    monkeypatch.setattr(TermPool, "__add__", lambda a, b: TermPool(a.periods, a.sums + b.sums))
    with told() as place:
        assert _killed_before_gifts_are_erased(place, town) == 2 * parents


def test_given_after_the_decision_some_would_be_lost(two_closed: Copies, town: Town) -> None:
    def decide_then_give(closer: Closer, period_id: str) -> None:
        with closer.db.read() as session:
            known = session.get_one(Period, period_id).state == "closing"
            given = _decided(closer, session, period_id)[1] if known else None
        decide_once(closer, period_id)
        PoolFiles(closer.keys).withdraw(period_id)
        closer.progress("decided, and nothing given yet")
        if given is not None:
            _give_to_pool(closer, period_id, given)

    late = tuple(decide_then_give if step is decide_once else step for step in STEPS)
    wire = Wire()
    with two_closed() as place, wired(place, wire) as closer:
        close_period(closer, town.period(LAST), late)
    with two_closed() as place:
        _kill(place, town.period(LAST), wire.reached.index("decided, and nothing given yet"), late)
        _close_as_built = STEPS[2:]
        close(place, town, LAST, steps=_close_as_built)
        assert pool_faults(place, town)


def test_without_waiting_for_the_decision_some_would_be_counted_though_undecided(
    told: Copies, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was given before a kill may be drawn anew: it must not be in the pool yet."""
    monkeypatch.setattr(merging, "_is_counted", lambda *_: True)
    with told() as place:
        wire = Wire()
        wire.dies = lambda _: wire.reached[-1] == "given to the pool"
        with wired(place, wire) as closer, pytest.raises(Killed):
            close_period(closer, town.period(FIRST))
        close(place, town, SECOND)
        kept = PoolFiles(place.keys).state()
        assert kept is not None
        (pool,) = StatePool.from_bytes(kept).terms.values()
        assert town.period(FIRST) in pool.periods


@pytest.mark.parametrize(
    "point", ["applied, not yet committed", "one key file erased", "merged in memory"]
)
def test_an_interrupted_closing_is_found_and_finished(
    two_closed: Copies, town: Town, point: str
) -> None:
    with two_closed() as place:
        assert interrupted(closer_at(place)) == []
        wire = Wire()
        wire.dies = lambda _: wire.reached[-1] == point
        with wired(place, wire) as closer, pytest.raises(Killed):
            close_period(closer, town.period(LAST))
        assert interrupted(closer_at(place)) == [town.period(LAST)]
        close(place, town, LAST)
        assert interrupted(closer_at(place)) == []
        assert pool_faults(place, town) == []


def test_what_was_given_but_not_decided_is_not_in_the_pool(told: Copies, town: Town) -> None:
    with told() as place:
        wire = Wire()
        wire.dies = lambda _: wire.reached[-1] == "given to the pool"
        with wired(place, wire) as closer, pytest.raises(Killed):
            close_period(closer, town.period(FIRST))
        close(place, town, SECOND)
        kept = PoolFiles(place.keys).state()
        assert kept is not None
        (pool,) = StatePool.from_bytes(kept).terms.values()
        assert pool.periods == {town.period(SECOND)}
        close(place, town, FIRST, LAST)
        assert pool_faults(place, town) == []


# -- an older database, and old copies ------------------------------------------------------------


def test_statistics_come_back_when_an_older_database_is_put_back(
    told: Copies, town: Town, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with told() as place, told() as backup, ExitStack() as made:
        close(place, town, *SITES)
        restored = Copier(tmp_path / "restored", request, made).restored(place, backup)
        close(restored, town, LAST, FIRST, SECOND)
        assert pool_faults(restored, town) == []


def test_closings_go_on_after_an_older_database_was_put_back_in_between(
    told: Copies, town: Town, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with told() as place, told() as backup, ExitStack() as made:
        close(place, town, FIRST, SECOND)
        restored = Copier(tmp_path / "restored", request, made).restored(place, backup)
        close(restored, town, LAST, SECOND, FIRST)
        assert pool_faults(restored, town) == []


def _secrets(keys: KeyFolder) -> list[PrivateKey]:
    names = keys.names("*.key")
    return [PrivateKey(copy) for name in names for copy in keys.kept(name)]


def _opens(keys: list[PrivateKey], box: bytes) -> bool:
    for key in keys:
        try:
            SealedBox(key).decrypt(box)
        except CryptoError:
            continue
        return True
    return False


def test_old_copies_of_the_pool_and_of_what_was_given_open_with_nothing_that_is_left(
    told: Copies, town: Town
) -> None:
    with told() as place:
        copies: list[bytes] = []

        def copied(point: str) -> None:
            files = [path for folder in place.keys.places for path in folder.glob("*.pool")]
            copies.extend(path.read_bytes() for path in files)
            if point == "given to the pool":
                assert all(_opens(_secrets(place.keys), path.read_bytes()) for path in files)

        for site in (FIRST, SECOND):
            close_period(closer_at(place, copied), town.period(site))
        last = {next(place.keys.kept("_state.pool"))}
        old = set(copies) - last
        assert len(old) >= 3
        assert _opens(_secrets(place.keys), *last)
        assert not any(_opens(_secrets(place.keys), box) for box in old)
        close(place, town, LAST)
        assert not any(_opens(_secrets(place.keys), box) for box in old | last)


def test_without_erasing_keys_old_copies_would_open(
    told: Copies, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    destroy = KeyFolder.destroy
    monkeypatch.setattr(
        KeyFolder,
        "destroy",
        lambda self, name: None if name.startswith("_state.") else destroy(self, name),
    )
    with told() as place:
        close(place, town, FIRST)
        old = next(place.keys.kept("_state.pool"))
        close(place, town, SECOND)
        assert _opens(_secrets(place.keys), old)


def test_no_family_meeting_or_single_answer_is_in_the_pool(town: Town, two_closed: Copies) -> None:
    with two_closed() as place:
        kept = PoolFiles(place.keys).state()
        assert kept is not None
        document = place.keys.document(town.period(FIRST))
        assert document is not None
        for content in (_unpacked(kept), document.decode()):
            assert len(content) > 500
            for form in town.forms:
                assert form.family not in content
                assert form.meeting not in content


def _unpacked(kept: bytes) -> str:
    return repr(StatePool.from_bytes(kept).terms)


@pytest.mark.parametrize(
    "statement", ["UPDATE state_statistics SET body = '{}'", "DELETE FROM state_statistics"]
)
def test_the_database_refuses_to_change_what_was_yielded(
    told: Copies, town: Town, statement: str
) -> None:
    with told() as place:
        close(place, town, *SITES)
        with (
            pytest.raises(DatabaseError, match="never changed or removed"),
            place.db.write() as session,
        ):
            session.execute(text(statement))
        assert pool_faults(place, town) == []
