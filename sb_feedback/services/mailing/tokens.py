"""Links of one's own: their card rows are stored first; the links live in this memory alone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import Term
from sb_feedback.codes import CardCodes, code_hash, new_codes
from sb_feedback.db import Database
from sb_feedback.models import Card, Period, SitePeriod, Wave
from sb_feedback.sealing import seal_stub

ROLE = "member"

T = TypeVar("T")


@dataclass(frozen=True)
class Tokens:
    """Codes that nobody has yet, by wave.

    So many are made at once that refused messages find one at their next try: a card row made for
    one message alone would tell whose it is. After a restart there are none, and new ones are made.
    """

    db: Database
    secret: bytes
    _unused: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def stock(self, period_id: str, needed: int) -> None:
        """Have enough for so many messages; their cards are in the database before this returns."""
        unused = self._unused.setdefault(period_id, [])
        if len(unused) >= needed:
            return
        made = [new_codes() for _ in range(2 * needed)]
        with self.db.write() as session:
            session.add_all(_shuffled(_cards(session, self.secret, period_id, made)))
        unused += _shuffled([codes.qr for codes in made])

    def take(self, period_id: str) -> str:
        """One that was never taken before."""
        return self._unused[period_id].pop()


def _shuffled(things: Sequence[T]) -> list[T]:
    return secrets.SystemRandom().sample(things, len(things))


def _cards(session: Session, secret: bytes, period_id: str, made: list[CardCodes]) -> list[Card]:
    wave, period = session.get_one(Wave, period_id), session.get_one(Period, period_id)
    at = session.scalars(select(SitePeriod).where(SitePeriod.period_id == period_id)).one()
    known = session.scalar(select(Card.stub).where(Card.key_id == at.key_id).limit(1))
    stub = known or seal_stub(at.public_key, period_id, ROLE)
    return [
        Card(
            code_hash=code_hash(secret, codes.qr),
            typed_hash=code_hash(secret, codes.typed),
            questionnaire=period.questionnaires,
            key_id=at.key_id,
            expires_on=Term(wave.quarter, 3).last_day,
            shared=False,
            stub=stub,
        )
        for codes in made
    ]
