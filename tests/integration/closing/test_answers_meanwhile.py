"""Answers that arrive while their period is being closed: thanked for is counted."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext

import pytest
from sqlalchemy.orm import Session

from analysis import term_of
from sb_feedback.sealing import SealedForm
from sb_feedback.services import answering
from sb_feedback.services.answering import OpenSurvey, Recorded
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.ledger import releases_of
from sb_feedback.services.periods import key_name, period_name
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import boxes_under
from tests.integration.closing.conftest import closer_at, found
from tests.integration.closing.telling import SITE, Teller
from tests.integration.copies import Copier

WRITERS = 6
#: Families that have a card, and others that were asked too, so that n is always exact.
CARDS, OTHERS = 48, 20


def _fair(place: Workplace) -> list[OpenSurvey]:
    """Many families have a card each, and nobody has answered yet."""
    found(place)
    teller, day = Teller(place), term_of(place.clock.today(), 3).first_day
    with place.db.write() as session:
        meetings = [teller.meet(session, day, parents=1) for _ in range(CARDS + OTHERS)]
        codes = [teller.cards(session, meeting, "parent", 1)[0] for meeting in meetings[:CARDS]]
    return [teller.open(code) for code in codes]


class Writers:
    """Send answers in several threads, and close the period when some have been thanked for."""

    def __init__(self, place: Workplace, surveys: Sequence[OpenSurvey], seed: int) -> None:
        self.place = place
        self.surveys = surveys
        self.thanked: list[OpenSurvey] = []
        self.enough = random.Random(seed).randint(3, CARDS // 2)
        self.begun, self.decided = threading.Event(), threading.Event()

    def lost(self) -> int:
        """How many answers were thanked for and neither counted nor kept waiting."""
        with ThreadPoolExecutor(WRITERS) as pool:
            shares = [self.surveys[number::WRITERS] for number in range(WRITERS)]
            sent = [pool.submit(self._send, share) for share in shares]
            self.begun.wait()
            term = term_of(self.place.clock.today(), 3)
            close_period(closer_at(self.place, self._heard), period_name(SITE, term))
            for share in sent:
                share.result()
        return len(self.thanked) - self._kept()

    def _heard(self, point: str) -> None:
        if point == "decided in memory":
            self.decided.set()

    def _send(self, surveys: Sequence[OpenSurvey]) -> None:
        teller = Teller(self.place)
        for survey in surveys:
            if teller.send(survey, {"r": {"V1": 5}}) is Recorded.THANKS:
                self.thanked.append(survey)
            if len(self.thanked) >= self.enough:
                self.begun.set()

    def _kept(self) -> int:
        following = term_of(self.place.clock.today(), 3).next()
        with self.place.db.read() as session:
            waiting = boxes_under(session, key_name(SITE, following.first_day))
            releases = releases_of(session, SITE)
        return len(waiting) + sum(release.participation.low for release in releases)


@contextmanager
def slowly(writers: Writers, seconds: float) -> Iterator[None]:
    """Once the closing has begun, an answer that found the period open is stored only after the
    closing has decided, or after some time if the closing lets the answer go first.
    """
    insert = answering._insert

    def late(session: Session, form: SealedForm) -> bool:
        if writers.begun.is_set():
            writers.decided.wait(seconds)
        return insert(session, form)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answering, "_insert", late)
        yield


def _lost(copier: Copier, kind: str, rounds: int, seconds: float | None = None) -> list[int]:
    place = copier.empty(kind)
    surveys = _fair(place)
    lost = []
    for seed in range(rounds):
        writers = Writers(copier.copy(place), surveys, seed)
        with slowly(writers, seconds) if seconds else nullcontext():
            lost.append(writers.lost())
        writers.place.db.engine.dispose()
    return lost


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_answer_is_lost(copier: Copier, kind: str) -> None:
    assert _lost(copier, kind, rounds=3) == [0] * 3


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_answer_is_lost_however_slowly_it_is_stored(copier: Copier, kind: str) -> None:
    assert _lost(copier, kind, rounds=2, seconds=0.2) == [0] * 2


def test_without_the_lock_answers_are_lost(copier: Copier, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's write transaction is a lock in itself, so this is about PostgreSQL."""
    monkeypatch.setattr(answering, "hold_lock", lambda *_, **__: None)
    assert min(_lost(copier, "postgresql", rounds=2, seconds=30)) > 0


@pytest.mark.deep
@pytest.mark.parametrize("seconds", [None, 0.05])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_answer_is_lost_in_many_closings(
    copier: Copier, kind: str, seconds: float | None
) -> None:
    assert _lost(copier, kind, rounds=20, seconds=seconds) == [0] * 20
