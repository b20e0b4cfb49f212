"""An older database is put back after the keys were erased, and what an old copy gives away."""

from __future__ import annotations

import base64

import pytest
from sqlalchemy import select

from sb_feedback.keys import KeyLost
from sb_feedback.models import LedgerLine, Period
from sb_feedback.models.period import OPEN
from sb_feedback.services.answering import Recorded
from sb_feedback.services.closing.protocol import STEPS, close_period, decided_but_open
from sb_feedback.services.errors import NotAllowed
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import faults, heard_under
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.killing import WITHOUT_DOCUMENT
from tests.integration.closing.searching import (
    boxes_and_stubs,
    keys_in,
    opens,
    public_key,
    public_keys,
)
from tests.integration.closing.telling import History, Teller
from tests.integration.copies import Copier


def _ledger(place: Workplace) -> list[str]:
    with place.db.read() as session:
        return list(session.scalars(select(LedgerLine.body).order_by(LedgerLine.number)))


def _state(place: Workplace, period_id: str) -> str:
    with place.db.read() as session:
        return session.get_one(Period, period_id).state


def test_the_same_release_again(history: History, branch: Branch, copier: Copier) -> None:
    with branch() as place, branch() as backup:
        close_period(closer_at(place), history.period_id)
        restored = copier.restored(place, backup)
        assert _state(restored, history.period_id) == OPEN
        close_period(closer_at(restored), history.period_id)
        assert faults(restored, history) == []
        assert _ledger(restored) == _ledger(place)


def test_the_same_releases_again_when_the_next_period_was_closed_too(
    history: History, branch: Branch, copier: Copier
) -> None:
    later = history.term.next().next()
    with branch() as place, branch() as backup:
        closer_at(place).keeper.keep_ready(later.first_day)
        for period_id in (history.period_id, history.next_period_id):
            close_period(closer_at(place), period_id)
        restored = copier.restored(place, backup)
        with pytest.raises(NotAllowed):
            close_period(closer_at(restored), history.next_period_id)
        for period_id in (history.period_id, history.next_period_id):
            close_period(closer_at(restored), period_id)
        assert _ledger(restored) == _ledger(place)
        key_id = f"maple.{later.first_day.isoformat()}"
        with restored.db.read() as session:
            assert heard_under(restored, session, key_id) == history.under_next_key


def test_what_was_decided_is_found_whatever_day_it_is(
    history: History, branch: Branch, copier: Copier
) -> None:
    """An early closing was asked for in rows that the older database does not have."""
    with branch() as place, branch() as backup:
        assert decided_but_open(closer_at(place)) == []
        for period_id in (history.period_id, history.next_period_id):
            close_period(closer_at(place), period_id)
        assert decided_but_open(closer_at(place)) == []
        restored = copier.restored(place, backup)
        undone = decided_but_open(closer_at(restored))
        assert undone == [history.period_id, history.next_period_id]
        for period_id in undone:
            close_period(closer_at(restored), period_id)
        assert _ledger(restored) == _ledger(place)


def test_no_answer_is_taken_before_the_document_is_applied(
    history: History, branch: Branch, copier: Copier
) -> None:
    with branch() as place, branch() as backup:
        assert Teller(backup).send(history.unanswered, {}) is Recorded.THANKS
        close_period(closer_at(place), history.period_id)
        restored = copier.restored(place, backup)
        closer_at(restored).keeper.keep_ready(history.term.first_day)
        assert Teller(restored).send(history.unanswered, {}) is Recorded.ENDED
        close_period(closer_at(restored), history.period_id)
        assert Teller(restored).send(history.unanswered, {}) is Recorded.ENDED


def test_without_a_document_the_period_would_be_lost(
    history: History, branch: Branch, copier: Copier
) -> None:
    with branch() as place, branch() as backup:
        close_period(closer_at(place), history.period_id, WITHOUT_DOCUMENT)
        restored = copier.restored(place, backup)
        with pytest.raises(KeyLost):
            close_period(closer_at(restored), history.period_id, STEPS)


@pytest.mark.parametrize("pieces", [2_000, pytest.param(None, marks=pytest.mark.deep)])
def test_a_backup_and_everything_that_is_left_opens_nothing(
    history: History, branch: Branch, pieces: int | None
) -> None:
    with branch() as place, branch() as backup:
        private_key = place.keys.require(history.key_id, public_key(place, history.key_id))
        slot_secret = place.slots.get(history.key_id)
        assert slot_secret is not None
        close_period(closer_at(place), history.period_id)
        left = [path for path in place.settings.data_dir.rglob("*") if path.is_file()]
        assert {path.suffix for path in left} >= {".key", ".slot", ".closing", ".secret"}
        for secret in (bytes(private_key), slot_secret):
            copies = [secret, secret.hex().encode(), base64.b64encode(secret)]
            assert not any(copy in path.read_bytes() for path in left for copy in copies)
        keys = keys_in(left, of=public_keys(backup), pieces=pieces)
        assert keys.keys() == {public_key(place, history.next_key_id)}
        boxes = boxes_and_stubs(backup, history.key_id)
        assert len(boxes) > 100
        assert not any(opens(key, box) for key in keys.values() for box in boxes)


def test_the_key_is_found_before_it_is_erased(history: History, branch: Branch) -> None:
    """The search above finds a key that is there, and with it all boxes open."""
    with branch() as place:
        files = [path for path in place.settings.data_dir.rglob("*.key") if path.is_file()]
        keys = keys_in(files, of=public_keys(place))
        key = keys[public_key(place, history.key_id)]
        assert all(opens(key, box) for box in boxes_and_stubs(place, history.key_id))


def test_waiting_answers_open_with_the_next_key_alone_until_it_is_erased_too(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        old = place.keys.require(history.key_id, public_key(place, history.key_id))
        close_period(closer_at(place), history.period_id)
        following = place.keys.require(history.next_key_id, public_key(place, history.next_key_id))
        waiting = boxes_and_stubs(place, history.next_key_id)
        assert len(waiting) > 15
        assert all(opens(following, box) for box in waiting)
        assert not any(opens(old, box) for box in waiting)
        close_period(closer_at(place), history.next_period_id)
        left = [path for path in place.settings.data_dir.rglob("*") if path.is_file()]
        keys = keys_in(left, of=public_keys(place))
        assert not any(opens(key, box) for key in keys.values() for box in waiting)
