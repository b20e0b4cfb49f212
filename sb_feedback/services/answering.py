"""Answering: a code opens a survey, and the answer is sealed at once."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from sb_feedback.codes import QR_LENGTH, code_hash, keyed_hash
from sb_feedback.db import Database, hold_lock, insert_if_new
from sb_feedback.keys import SlotSecrets
from sb_feedback.models import Card, Period, Scope, SealedAnswer, SiteHelp, SitePeriod
from sb_feedback.models.period import OPEN
from sb_feedback.models.scope import TEAM
from sb_feedback.sealing import BOX_BYTES, SealedForm, answer_id, answer_slot, seal
from sb_feedback.services.notes.choice import on_in_period

# Every answer asks these: built once, and of columns rather than rows to keep track of.
_OPENED = (
    select(
        Card.code_hash,
        Card.shared,
        Card.questionnaire,
        Card.stub,
        Card.expires_on,
        SitePeriod.key_id,
        SitePeriod.public_key,
        SitePeriod.site_id,
        SiteHelp.lines,
        Period.id.label("period_id"),
        Period.first_day,
        Period.last_day,
        Period.closes_on,
        Period.state,
        Scope.floor,
        Period.months,
        Scope.kind,
        on_in_period().label("notes"),
    )
    .join(SitePeriod, SitePeriod.key_id == Card.key_id)
    .join(Period, Period.id == SitePeriod.period_id)
    .join(Scope, Scope.id == Period.scope_id)
    .outerjoin(SiteHelp, SiteHelp.site_id == SitePeriod.site_id)
)
_BY_QR = _OPENED.where(Card.code_hash == bindparam("code"))
_BY_TYPED = _OPENED.where(Card.typed_hash == bindparam("code"))
_STATE = select(Period.state).where(Period.id == bindparam("period"))
_STORED = select(SealedAnswer.id).where(SealedAnswer.id == bindparam("row"))


class Standing(StrEnum):
    """What a code stands for today."""

    OPEN = "open"
    EARLY = "early"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Recorded(StrEnum):
    """What became of a sent form."""

    THANKS = "thanks"
    USED = "used"
    ENDED = "ended"


@dataclass(frozen=True)
class OpenSurvey:
    """The survey of a card, with all that is needed to seal its answer and to draw its pages."""

    card_hash: bytes
    shared: bool
    questionnaire: str
    stub: bytes
    key_id: str
    public_key: bytes
    period_id: str
    first_day: date
    last_day: date
    #: The last day on which the card takes an answer.
    ends_on: date
    floor: int
    months: int
    #: True for the wave of a team, false for a card of a meeting.
    of_team: bool
    site_id: str
    #: The site's help lines, if it has confirmed any.
    help_lines: str | None
    #: Whether a note is asked for; one that was not is never put into a box.
    notes: bool = False


def open_code(
    session: Session, secret: bytes, code: str, today: date
) -> tuple[Standing, OpenSurvey | None]:
    """What this code opens. Never tells whether it was used: only sending does."""
    statement = _BY_QR if len(code) == QR_LENGTH else _BY_TYPED
    row = session.execute(statement, {"code": code_hash(secret, code)}).one_or_none()
    if row is None:
        return Standing.UNKNOWN, None
    survey = OpenSurvey(
        card_hash=row.code_hash,
        shared=row.shared,
        questionnaire=row.questionnaire,
        stub=row.stub,
        key_id=row.key_id,
        public_key=row.public_key,
        period_id=row.period_id,
        first_day=row.first_day,
        last_day=row.last_day,
        # Cards of meetings work while late answers can still be counted; a wave has its last day.
        ends_on=row.last_day if row.kind == TEAM else min(row.expires_on, row.closes_on),
        floor=row.floor,
        months=row.months,
        of_team=row.kind == TEAM,
        site_id=row.site_id,
        help_lines=row.lines,
        notes=bool(row.notes),
    )
    if row.state != OPEN or today > survey.ends_on:
        return Standing.ENDED, survey
    return (Standing.EARLY if today < survey.first_day else Standing.OPEN), survey


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
    survey: OpenSurvey,
    slot_secret: bytes,
    number: str,
    answers: Mapping[str, Any],
    language: str | None = None,
) -> SealedForm:
    """Answers, their language and the stub in one box of fixed size."""
    content = {
        "questionnaire": survey.questionnaire,
        "stub": base64.b64encode(survey.stub).decode(),
        "language": language,
        "answers": answers,
    }
    return SealedForm(
        id=answer_id(slot_secret, number),
        slot=answer_slot(slot_secret, survey.card_hash, shared=survey.shared, number=number),
        key_id=survey.key_id,
        box=seal(survey.public_key, content, BOX_BYTES),
    )


def record_answer(
    db: Database,
    slots: SlotSecrets,
    survey: OpenSurvey,
    number: str,
    answers: Mapping[str, Any],
    language: str | None = None,
) -> Recorded:
    """Seal and store an answer; the same form twice is one row, a used card is told so.

    The sealing is done before the write lock is taken, so that the lock is held for the insert
    alone. The lock is shared with other answers and exclusive with closing.
    """
    slot_secret = slots.get(survey.key_id)
    if slot_secret is None:
        return Recorded.ENDED
    form = seal_answer(survey, slot_secret, number, answers, language)
    with db.write() as session:
        hold_lock(session, survey.period_id, shared=True)
        if session.scalar(_STATE, {"period": survey.period_id}) != OPEN:
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
    insert = _insertion(session.get_bind().dialect.name)
    return session.execute(insert, vars(form)).first() is not None


@cache
def _insertion(dialect: str) -> Executable:
    # The number of rows is not told alike by both databases; what RETURNING gives is.
    table = SealedAnswer.__table__
    return insert_if_new(dialect, table).returning(table.c.id)


def _is_stored(session: Session, row_id: bytes) -> bool:
    return session.scalar(_STORED, {"row": row_id}) is not None
