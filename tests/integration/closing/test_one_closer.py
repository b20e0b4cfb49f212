"""One closing at a time: a second one waits and then finds that there is nothing left to do."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest

from sb_feedback.services.closing import protocol
from sb_feedback.services.closing.protocol import Closer, close_period
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import faults
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import History

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
