"""One closing at a time: a second one waits and then finds that there is nothing left to do.

The same for making keys: two jobs would each make a pair, and one database keeps one public key.
"""

from __future__ import annotations

import fcntl
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace

import pytest
from nacl.public import PrivateKey
from sqlalchemy.exc import IntegrityError

from sb_feedback.keys import KeyLost
from sb_feedback.models import Site, SitePeriod
from sb_feedback.services import periods
from sb_feedback.services.closing import protocol
from sb_feedback.services.closing.protocol import Closer, close_period
from sb_feedback.services.periods import key_name
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import faults
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import SITE, History

PATIENCE = 60
A_MOMENT = 0.5


class Second:
    """Starts a second closing while the first stands still, and sees whether it got in."""

    def __init__(self, closer: Closer, period_id: str) -> None:
        self.entered = threading.Event()
        self.closer = replace(closer, progress=lambda _: self.entered.set())
        self.period_id = period_id
        self.pool = ThreadPoolExecutor(1)
        self.ended: Future[None] | None = None
        self.waited = False

    def __call__(self, point: str) -> None:
        """Progress of the first closing."""
        if point == "decided in memory":
            self.ended = self.pool.submit(close_period, self.closer, self.period_id)
            self.waited = not self.entered.wait(A_MOMENT)
            if not self.waited:
                self.ended.result(PATIENCE)

    def finish(self) -> None:
        """Let the second one come to its end."""
        assert self.ended is not None
        self.ended.result(PATIENCE)
        self.pool.shutdown()


def _close_twice_at_once(place: Workplace, history: History) -> bool:
    second = Second(closer_at(place), history.period_id)
    close_period(closer_at(place, second), history.period_id)
    second.finish()
    return second.waited


def test_a_second_closing_waits(history: History, branch: Branch) -> None:
    with branch() as place:
        assert _close_twice_at_once(place, history)
        assert faults(place, history) == []


def test_with_postgresql_it_waits_on_another_machine_too(
    told: tuple[Workplace, History],
    history: History,
    branch: Branch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if told[0].db.is_sqlite:
        pytest.skip("a SQLite database belongs to one machine")
    monkeypatch.setattr(fcntl, "flock", lambda *_: None)
    with branch() as place:
        assert _close_twice_at_once(place, history)
        assert faults(place, history) == []


def test_two_closings_at_once_would_do_harm(
    history: History, branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def anybody(*_: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(protocol, "one_closer", anybody)
    with branch() as place:
        assert not _close_twice_at_once(place, history)
        assert faults(place, history)


def _make_keys_twice_at_once(place: Workplace, history: History) -> bool:
    """Whether the key of a site that joined fits its public key, when two jobs made it."""
    key_id = key_name("oak", history.term.first_day)
    with place.db.write() as session:
        session.add(Site(id="oak", scope_id=SITE, name="Oak County"))
    together = threading.Barrier(2)

    def make() -> None:
        together.wait()
        with suppress(IntegrityError):  # the second row is refused, after its key was written
            closer_at(place).keeper.keep_ready(history.term.first_day)

    with ThreadPoolExecutor(2) as pool:
        for made in [pool.submit(make) for _ in range(2)]:
            made.result(PATIENCE)
    with place.db.read() as session:
        public_key = session.get_one(SitePeriod, key_id).public_key
    try:
        place.keys.require(key_id, public_key)
    except KeyLost:
        return False
    return True


@pytest.fixture
def slow_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a pair takes a while."""
    generate = PrivateKey.generate

    def slowly() -> PrivateKey:
        pair = generate()
        time.sleep(A_MOMENT * random.random())
        return pair

    monkeypatch.setattr(PrivateKey, "generate", slowly)


@pytest.mark.usefixtures("slow_keys")
def test_two_jobs_make_one_pair(history: History, branch: Branch) -> None:
    for _ in range(3):
        with branch() as place:
            assert _make_keys_twice_at_once(place, history)


@pytest.mark.usefixtures("slow_keys")
def test_two_jobs_at_once_would_lose_a_key(
    told: tuple[Workplace, History],
    history: History,
    branch: Branch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if told[0].db.is_sqlite:
        pytest.skip("SQLite lets one transaction at a time write")
    monkeypatch.setattr(periods, "one_closer", lambda *_: nullcontext())
    monkeypatch.setattr(periods, "hold_lock", lambda *_, **__: None)

    def kept() -> bool:
        with branch() as place:
            try:
                return _make_keys_twice_at_once(place, history)
            except FileNotFoundError:  # one job took away the file that the other was writing
                return False

    assert not all(kept() for _ in range(10))
