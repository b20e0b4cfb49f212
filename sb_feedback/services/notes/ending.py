"""The end of notes: their time to be read, and the erasing of keys that nobody needs any more."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sb_feedback.db import Database
from sb_feedback.keys import NoteKeys
from sb_feedback.models import Note, NoteBatch, Period
from sb_feedback.models.note import EXPIRED, READING
from sb_feedback.models.period import CLOSING, OPEN

#: Notes that nobody has read to the end after so many days are destroyed.
DAYS_TO_READ = 90


def end_notes(db: Database, keys: NoteKeys, today: date) -> None:
    """Begin the time of notes that just left a closing; destroy those whose time is over.

    Part of the job: the web process reads keys and cannot erase them. A key outlives the notes
    that it opens until the next round at the longest.
    """
    with db.read() as session:
        due = [batch.period_id for batch in _being_read(session) if _is_due(batch, keys, today)]
    for period_id in due:
        with db.write() as session:
            _go_on(session, period_id, keys, today)
    with db.read() as session:
        needed = _needed(session)
    for name in keys.names():
        if name not in needed:
            keys.erase(name)


def _being_read(session: Session) -> list[NoteBatch]:
    return list(session.scalars(select(NoteBatch).where(NoteBatch.state == READING)))


def _is_due(batch: NoteBatch, keys: NoteKeys, today: date) -> bool:
    if batch.read_until is None or batch.read_until < today:
        return True
    # After an older database was put back there may be notes that no key opens.
    return keys.get(batch.period_id) is None


def _go_on(session: Session, period_id: str, keys: NoteKeys, today: date) -> None:
    batch = session.get_one(NoteBatch, period_id, with_for_update=True)
    if batch.state != READING or not _is_due(batch, keys, today):
        return
    if batch.read_until is None and keys.get(period_id) is not None:
        batch.read_until = today + timedelta(days=DAYS_TO_READ)
        return
    batch.state = EXPIRED
    session.execute(delete(Note).where(Note.period_id == period_id))


def _needed(session: Session) -> set[str]:
    """Periods whose notes are read, or whose closing may be making a key right now."""
    reading = select(NoteBatch.period_id).where(NoteBatch.state == READING)
    unfinished = select(Period.id).where(Period.state.in_((OPEN, CLOSING)))
    return {*session.scalars(reading), *session.scalars(unfinished)}
