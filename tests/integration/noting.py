"""A site that wants notes, somebody from outside who reads them, and what a closing left."""

from __future__ import annotations

from collections.abc import Sequence

from sb_feedback.models import Note, NoteBatch, User
from sb_feedback.models.account import REVIEWER
from sb_feedback.models.note import READING
from sb_feedback.models.scope import MEETINGS
from sb_feedback.models.types import new_id
from sb_feedback.note_boxes import seal_note
from sb_feedback.services.accounts import user_of
from sb_feedback.services.notes.choice import turn_on_notes
from sb_feedback.workplace import Workplace


def name_reviewer(place: Workplace, site_id: str = "maple") -> User:
    """An account that reads the notes of a site."""
    email = f"reviewer@{site_id}.example"
    with place.db.write() as session:
        return user_of(session, email) or place.accounts.add_user(
            session,
            email=email,
            password="seven green umbrellas",
            role=REVIEWER,
            site_id=site_id,
            today=place.clock.today(),
        )


def want_notes(place: Workplace, site_id: str = "maple", kind: str = MEETINGS) -> None:
    """Turn notes on, with everything that this takes."""
    name_reviewer(place, site_id)
    with place.db.write() as session:
        turn_on_notes(session, site_id, kind)


def leave_notes(
    place: Workplace, period_id: str, notes: Sequence[str], state: str = READING
) -> list[str]:
    """Notes of a period as its closing leaves them; their names."""
    place.note_keys.make(period_id)
    key = place.note_keys.get(period_id)
    assert key is not None
    names = sorted(new_id() for _ in notes)
    with place.db.write() as session:
        session.add(NoteBatch(period_id=period_id, state=state))
        session.flush()
        session.add_all(
            Note(id=name, period_id=period_id, box=seal_note(key, text))
            for name, text in zip(names, notes, strict=True)
        )
    return names
