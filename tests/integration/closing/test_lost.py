"""A key that is gone, and a person who says so."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.files import erase
from sb_feedback.keys import KeyLost
from sb_feedback.models import (
    Card,
    LedgerLine,
    Meeting,
    Outcome,
    Period,
    SealedAnswer,
    WaitingBatch,
)
from sb_feedback.models.period import CLOSING, COUNTED, LOST, OPEN
from sb_feedback.services.answering import Recorded
from sb_feedback.services.closing.lost import declare_lost
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.errors import NotAllowed
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import boxes_under, faults
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.killing import FILE_POINTS, Killed, Wire, wired
from tests.integration.closing.telling import History, Teller
from tests.integration.copies import Copier


def _lose(place: Workplace, key_id: str) -> None:
    for folder in place.keys.places:
        erase(folder / f"{key_id}.key")


def _state(session: Session, period_id: str) -> str:
    return session.get_one(Period, period_id).state


def _verdicts(session: Session, period_id: str) -> set[tuple[str, str, date]]:
    rows = session.scalars(select(Outcome).where(Outcome.period_id == period_id))
    return {(row.questionnaire_group, row.verdict, row.since) for row in rows}


def _number(session: Session, row: type) -> int:
    return len(session.scalars(select(row)).all())


def test_without_its_key_a_period_is_not_closed_and_nothing_is_destroyed(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        _lose(place, history.key_id)
        with place.db.read() as session:
            before = [_number(session, row) for row in (SealedAnswer, Card, Meeting)]
        for _ in range(2):
            with pytest.raises(KeyLost):
                close_period(closer_at(place), history.period_id)
        with place.db.read() as session:
            assert _state(session, history.period_id) == CLOSING
            assert [_number(session, row) for row in (SealedAnswer, Card, Meeting)] == before
            assert _number(session, LedgerLine) == _number(session, Outcome) == 0
        assert place.slots.get(history.key_id) is not None
        assert Teller(place).send(history.unanswered, {}) is Recorded.ENDED
        assert place.keys.document(history.period_id) is None


@pytest.mark.parametrize("content", [b"", b"short", bytes(range(32))], ids=["0", "5", "32"])
def test_a_spoilt_copy_of_the_key_is_no_key_and_the_other_copy_serves(
    history: History, branch: Branch, content: bytes
) -> None:
    with branch() as place:
        (place.keys.folder / f"{history.key_id}.key").write_bytes(content)
        close_period(closer_at(place), history.period_id)
        assert faults(place, history) == []
    with branch() as place:
        for folder in place.keys.places:
            (folder / f"{history.key_id}.key").write_bytes(content)
        with pytest.raises(KeyLost):
            close_period(closer_at(place), history.period_id)


def test_nothing_is_sealed_anew_to_a_key_that_is_lost(history: History, branch: Branch) -> None:
    with branch() as place:
        _lose(place, history.next_key_id)
        with pytest.raises(KeyLost):
            close_period(closer_at(place), history.period_id)
        with place.db.read() as session:
            assert boxes_under(session, history.key_id)
        assert place.keys.document(history.period_id) is None


def test_a_later_period_is_not_closed_before_an_earlier_one(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        with pytest.raises(NotAllowed):
            close_period(closer_at(place), history.next_period_id)
        with place.db.read() as session:
            assert _state(session, history.next_period_id) == OPEN


def _assert_lost(place: Workplace, history: History) -> None:
    first_day = history.term.first_day
    with place.db.read() as session:
        assert _state(session, history.period_id) == LOST
        assert _verdicts(session, history.period_id) == {
            (group, "lost", first_day) for group in ("parents", "caregivers", "professionals")
        }
        assert boxes_under(session, history.key_id) == []
        assert not session.scalars(select(Card).where(Card.key_id == history.key_id)).all()
        assert not session.scalars(
            select(Meeting).where(Meeting.period_id == history.period_id)
        ).all()
        assert _number(session, LedgerLine) == _number(session, WaitingBatch) == 0
        assert _state(session, history.next_period_id) == OPEN
        assert len(boxes_under(session, history.next_key_id)) == 1
    assert place.slots.get(history.key_id) is None
    assert Teller(place).send(history.unanswered, {}) is Recorded.ENDED


@pytest.mark.parametrize("closed_first", [True, False])
def test_a_period_is_declared_lost(history: History, branch: Branch, closed_first: bool) -> None:
    with branch() as place:
        _lose(place, history.key_id)
        if closed_first:
            with pytest.raises(KeyLost):
                close_period(closer_at(place), history.period_id)
        declare_lost(closer_at(place), history.period_id)
        _assert_lost(place, history)
        declare_lost(closer_at(place), history.period_id)
        close_period(closer_at(place), history.period_id)
        _assert_lost(place, history)


def test_the_next_period_closes_after_a_lost_one(history: History, branch: Branch) -> None:
    with branch() as place:
        _lose(place, history.key_id)
        declare_lost(closer_at(place), history.period_id)
        close_period(closer_at(place), history.next_period_id)
        with place.db.read() as session:
            assert _state(session, history.next_period_id) == COUNTED
            first_day = history.term.next().first_day
            assert ("caregivers", "waits", first_day) in _verdicts(session, history.next_period_id)


def test_what_waited_in_a_lost_period_is_lost_since_it_began(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        _lose(place, history.next_key_id)
        declare_lost(closer_at(place), history.next_period_id)
        with place.db.read() as session:
            assert ("caregivers", "lost", history.term.first_day) in _verdicts(
                session, history.next_period_id
            )
            assert _number(session, WaitingBatch) == _number(session, Meeting) == 0
            assert _number(session, SealedAnswer) == 0
            assert _number(session, LedgerLine) == 1


def test_a_period_that_can_be_closed_cannot_be_declared_lost(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        with pytest.raises(NotAllowed):
            declare_lost(closer_at(place), history.period_id)
        with place.db.read() as session:
            assert _state(session, history.period_id) == OPEN
        close_period(closer_at(place), history.period_id)
        with pytest.raises(NotAllowed):
            declare_lost(closer_at(place), history.period_id)
        assert faults(place, history) == []


def test_a_later_period_is_not_declared_lost_before_an_earlier_one(
    history: History, branch: Branch
) -> None:
    """What waits for the earlier one's closing would be forgotten."""
    with branch() as place:
        _lose(place, history.next_key_id)
        with pytest.raises(NotAllowed):
            declare_lost(closer_at(place), history.next_period_id)
        assert place.keys.document(history.next_period_id) is None
        with pytest.raises(NotAllowed):
            declare_lost(closer_at(place), "nowhere.2026-01-01")


def test_a_period_that_was_decided_cannot_be_declared_lost(
    history: History, branch: Branch
) -> None:
    """Its keys are gone because it was closed; an older database does not make it lost."""
    with branch() as place:
        wire = Wire()
        wire.dies = lambda _: wire.reached[-1] == "applied, not yet committed"
        with wired(place, wire) as closer, pytest.raises(Killed):
            close_period(closer, history.period_id)
        _lose(place, history.key_id)
        with pytest.raises(NotAllowed):
            declare_lost(closer_at(place), history.period_id)
        close_period(closer_at(place), history.period_id)
        assert faults(place, history) == []


def test_declaring_survives_a_kill_at_every_point(history: History, branch: Branch) -> None:
    wire = Wire()
    with branch() as place:
        _lose(place, history.key_id)
        with wired(place, wire) as closer:
            declare_lost(closer, history.period_id)
        sqlite = place.db.is_sqlite
    reported = [at for at, point in enumerate(wire.reached) if point not in FILE_POINTS]
    assert len(reported) > 10
    # The steps are those of a closing, which is killed at each of its points on PostgreSQL too.
    for at in reported if sqlite else reported[::4]:
        with branch() as place:
            _lose(place, history.key_id)
            with wired(place, Wire(at.__eq__)) as closer, pytest.raises(Killed):
                declare_lost(closer, history.period_id)
            declare_lost(closer_at(place), history.period_id)
            _assert_lost(place, history)


def test_a_lost_period_stays_lost_when_an_older_database_is_put_back(
    history: History, branch: Branch, copier: Copier
) -> None:
    with branch() as place, branch() as backup:
        _lose(place, history.key_id)
        declare_lost(closer_at(place), history.period_id)
        restored = copier.restored(place, backup)
        close_period(closer_at(restored), history.period_id)
        _assert_lost(restored, history)
