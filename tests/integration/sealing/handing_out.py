"""Cards in many hands, and answers sent with them in any order."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from analysis import term_of
from sb_feedback.sealing import answer_id
from sb_feedback.services.answering import OpenSurvey, Recorded, new_number, record_answer
from sb_feedback.workplace import Workplace
from tests.integration.closing.telling import Teller


@dataclass(frozen=True)
class Hand:
    """A person's card, and the row that the answer will be; only a test knows both."""

    survey: OpenSurvey
    number: str
    row_id: bytes

    @property
    def card(self) -> bytes:
        """The hash by which the card's row is found."""
        return self.survey.card_hash


def hand_out(place: Workplace, number: int) -> list[Hand]:
    """Single-use cards of one meeting, in the order in which they will be used."""
    teller = Teller(place)
    day = term_of(place.clock.today(), 3).first_day
    with place.db.write() as session:
        meeting = teller.meet(session, day, parents=1)
        codes = teller.cards(session, meeting, "parent", number)
    surveys = [teller.open(card) for card in codes]
    random.SystemRandom().shuffle(surveys)
    return [_hand(place, survey) for survey in surveys]


def shared_survey(place: Workplace) -> OpenSurvey:
    """The survey of a meeting's shared code."""
    teller = Teller(place)
    day = term_of(place.clock.today(), 3).first_day
    with place.db.write() as session:
        meeting = teller.meet(session, day, parents=2)
        codes = place.code_maker().shared(meeting.id, "parent")
    return teller.open(codes)


def send(place: Workplace, survey: OpenSurvey, number: str, answers: Mapping[str, Any]) -> Recorded:
    """Send a form."""
    return record_answer(place.db, place.slots, survey, number, answers)


def _hand(place: Workplace, survey: OpenSurvey) -> Hand:
    number = new_number(place.secret, "any code")
    secret = place.slots.get(survey.key_id)
    assert secret is not None
    return Hand(survey, number, answer_id(secret, number))


def settle(place: Workplace) -> None:
    """Bring everything that was written into the files of the database."""
    with place.db.engine.connect() as connection:
        if place.db.is_sqlite:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("CHECKPOINT"))
