"""Notes as they leave a closing: a word for all of them, and a box for each, in no order."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from sb_feedback.keys import NoteKeys
from sb_feedback.models import Note, NoteBatch
from sb_feedback.models.note import READING
from sb_feedback.models.types import new_id
from sb_feedback.note_boxes import seal_note


@dataclass(frozen=True)
class NoteRow:
    """A note that leaves: a random name, and a box."""

    id: str
    box: bytes


@dataclass(frozen=True)
class NotesLeft:
    """What a closing decided for notes, in a word, and those that leave."""

    state: str
    rows: tuple[NoteRow, ...] = ()

    @classmethod
    def sealed(cls, notes: Iterable[str], keys: NoteKeys, of: str) -> NotesLeft:
        """Seal notes to the key of the period's notes, which is made for them."""
        keys.make(of)
        key = keys.get(of)
        assert key is not None
        return cls(READING, tuple(NoteRow(new_id(), seal_note(key, note)) for note in notes))

    def to_plain(self) -> dict[str, Any]:
        """For the closing document."""
        rows = [[row.id, base64.b64encode(row.box).decode()] for row in self.rows]
        return {"state": self.state, "rows": rows}

    @classmethod
    def from_plain(cls, found: dict[str, Any]) -> NotesLeft:
        """What `to_plain` gave."""
        rows = tuple(NoteRow(name, base64.b64decode(box)) for name, box in found["rows"])
        return cls(found["state"], rows)

    def store(self, session: Session, period_id: str) -> None:
        """Put them into the database, together with all else that the document says."""
        session.add(NoteBatch(period_id=period_id, state=self.state))
        if self.rows:
            rows = [vars(row) | {"period_id": period_id} for row in self.rows]
            session.execute(insert(Note), rows)
