"""A closing that nobody disturbs: what it leaves, and for how long meetings are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text

from sb_feedback.db import Database
from sb_feedback.models import Meeting, SealedAnswer, WaitingBatch
from sb_feedback.services.closing.document import ClosingDocument, document_name
from sb_feedback.services.closing.protocol import (
    Step,
    apply_document,
    close_period,
    decide_once,
    erase_keys,
)
from sb_feedback.services.ledger import releases_of
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import faults, opened
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import CAREGIVERS, SITE, History, Teller

#: With the seven that waited these are enough; so many families that one did not answer.
NEWCOMERS = 9


def test_a_period_is_closed_and_closing_it_again_changes_nothing(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        assert faults(place, history)
        for _ in range(2):
            close_period(closer_at(place), history.period_id)
            assert faults(place, history) == []


@pytest.mark.parametrize("step", [decide_once, apply_document, erase_keys])
def test_a_step_does_nothing_before_its_time(history: History, branch: Branch, step: Step) -> None:
    with branch() as place:
        step(closer_at(place), history.period_id)
        assert place.keys.document(document_name(history.period_id)) is None
        close_period(closer_at(place), history.period_id)
        assert faults(place, history) == []


def test_what_an_interrupted_write_of_a_key_left_is_cleared(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        for folder in place.keys.places:
            key = folder / f"{history.key_id}.key"
            key.with_name(f"{key.name}.unfinished").write_bytes(key.read_bytes())
        close_period(closer_at(place), history.period_id)
        assert faults(place, history) == []


def test_a_batch_that_waited_is_released_with_the_next_period_and_its_meetings_go(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        _more_caregivers(place, history)
        close_period(closer_at(place), history.next_period_id)
        with place.db.read() as session:
            release = releases_of(session, SITE)[-1]
            assert release.group == "caregivers"
            assert release.terms == (history.term, history.term.next())
            # One family answered in the next period already when the first was closed.
            assert release.participation.base == CAREGIVERS + 1 + NEWCOMERS
            assert release.participation.low <= CAREGIVERS + NEWCOMERS
            for row in (Meeting, SealedAnswer, WaitingBatch):
                assert session.scalars(select(row)).all() == []


def _more_caregivers(place: Workplace, history: History) -> None:
    teller = Teller(place)
    with place.db.write() as session:
        day = history.term.next().first_day
        meetings = [teller.meet(session, day, caregivers=1) for _ in range(NEWCOMERS)]
        codes = [teller.cards(session, meeting, "caregiver", 1)[0] for meeting in meetings]
    for card in codes[1:]:
        teller.send(teller.open(card), {"r": {"V1": 5}})


def test_waiting_answers_stand_in_no_order_in_the_document(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        content = place.keys.document(document_name(history.period_id))
        assert content is not None
        boxes = [box.box for box in ClosingDocument.from_bytes(content).boxes]
        heard = opened(place, history.next_key_id, boxes)
        assert len(heard) == 2 * CAREGIVERS
        assert heard != sorted(heard)


def test_the_table_of_answers_was_laid_down_anew(history: History, branch: Branch) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        assert _laid_down_at_once(place.db)


def _laid_down_at_once(db: Database) -> bool:
    if db.is_sqlite:
        log = Path(f"{make_url(str(db.engine.url)).database}-wal")
        return log.stat().st_size == 0
    with db.read() as session:
        together = text("SELECT count(DISTINCT CAST(xmin AS text)) FROM sealed_answer")
        return bool(session.scalar(together) == 1)
