"""Answering: a code opens a survey, and the answer is sealed at once."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, joinedload

from sb_feedback.codes import QR_LENGTH, code_hash, keyed_hash
from sb_feedback.db import Database, hold_lock
from sb_feedback.keys import SlotSecrets
from sb_feedback.models import Card, Period, SealedAnswer, SitePeriod
from sb_feedback.models.period import OPEN
from sb_feedback.sealing import BOX_BYTES, SealedForm, answer_id, answer_slot, seal


class Standing(StrEnum):
    """What a code stands for today."""

    OPEN = "open"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Recorded(StrEnum):
    """What became of a sent form."""

    THANKS = "thanks"
    USED = "used"
    ENDED = "ended"


@dataclass(frozen=True)
class OpenSurvey:
    """A card that opens a survey, with all that is needed to seal its answer."""

    card_hash: bytes
    shared: bool
    questionnaire: str
    stub: bytes
    key_id: str
    public_key: bytes
    period_id: str
    first_day: date
    floor: int
    months: int


def open_code(
    session: Session, secret: bytes, code: str, today: date
) -> tuple[Standing, OpenSurvey | None]:
    """What this code opens. Never tells whether it was used: only sending does."""
    column = Card.code_hash if len(code) == QR_LENGTH else Card.typed_hash
    row = session.execute(
        select(Card, SitePeriod, Period)
        .join(SitePeriod, SitePeriod.key_id == Card.key_id)
        .join(Period, Period.id == SitePeriod.period_id)
        .options(joinedload(Period.scope))
        .where(column == code_hash(secret, code))
    ).one_or_none()
    if row is None:
        return Standing.UNKNOWN, None
    card, at, period = row
    if period.state != OPEN or today > min(card.expires_on, period.closes_on):
        return Standing.ENDED, None
    return Standing.OPEN, OpenSurvey(
        card_hash=card.code_hash,
        shared=card.shared,
        questionnaire=card.questionnaire,
        stub=card.stub,
        key_id=at.key_id,
        public_key=at.public_key,
        period_id=period.id,
        first_day=period.first_day,
        floor=period.scope.floor,
        months=period.scope.period_months,
    )


def new_number(secret: bytes, code: str) -> str:
    """A one-time number for one form, signed for this code."""
    number = base64.urlsafe_b64encode(secrets.token_bytes(15)).decode()
    return f"{number}.{_signature(secret, code, number)}"


def valid_number(secret: bytes, code: str, number: str) -> bool:
    """True if this number was given out with this code's page."""
    start, _, signature = number.partition(".")
    expected = _signature(secret, code, start)
    return secrets.compare_digest(signature.encode(), expected.encode())


def seal_answer(
    survey: OpenSurvey, slot_secret: bytes, number: str, answers: Mapping[str, Any]
) -> SealedForm:
    """Answers and stub in one box of fixed size."""
    content = {
        "questionnaire": survey.questionnaire,
        "stub": base64.b64encode(survey.stub).decode(),
        "answers": answers,
    }
    return SealedForm(
        id=answer_id(slot_secret, number),
        slot=answer_slot(slot_secret, survey.card_hash, shared=survey.shared, number=number),
        key_id=survey.key_id,
        box=seal(survey.public_key, content, BOX_BYTES),
    )


def record_answer(
    db: Database, slots: SlotSecrets, survey: OpenSurvey, number: str, answers: Mapping[str, Any]
) -> Recorded:
    """Seal and store an answer; the same form twice is one row, a used card is told so.

    The sealing is done before the write lock is taken, so that the lock is held for the insert
    alone. The lock is shared with other answers and exclusive with closing.
    """
    slot_secret = slots.get(survey.key_id)
    if slot_secret is None:
        return Recorded.ENDED
    form = seal_answer(survey, slot_secret, number, answers)
    with db.write() as session:
        hold_lock(session, survey.period_id, shared=True)
        state = session.scalar(select(Period.state).where(Period.id == survey.period_id))
        if state != OPEN:
            return Recorded.ENDED
        if _insert(session, form):
            return Recorded.THANKS
        return Recorded.THANKS if _is_stored(session, form.id) else Recorded.USED


def was_sent(session: Session, slots: SlotSecrets, survey: OpenSurvey, number: str) -> bool:
    """True if the form with this number is stored already."""
    slot_secret = slots.get(survey.key_id)
    return slot_secret is not None and _is_stored(session, answer_id(slot_secret, number))


def _signature(secret: bytes, code: str, number: str) -> str:
    digest = keyed_hash(secret, "one-time-number", f"{code}|{number}".encode())
    return base64.urlsafe_b64encode(digest[:15]).decode()


def _insert(session: Session, form: SealedForm) -> bool:
    # The number of rows is not told alike by both databases; what RETURNING gives is.
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    insert = dialect.insert(SealedAnswer).values(**vars(form)).on_conflict_do_nothing()
    return session.execute(insert.returning(SealedAnswer.id)).first() is not None


def _is_stored(session: Session, row_id: bytes) -> bool:
    found = session.scalar(select(SealedAnswer.id).where(SealedAnswer.id == row_id))
    return found is not None
