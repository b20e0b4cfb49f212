"""Notes: whether a site wants them, and what left a closing for the reviewer to read.

A row holds a note and the period that was closed: no role, no group, no order and no time.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.db import Base
from sb_feedback.models.types import Id, new_id

#: What became of the notes of a closing. Being read; shown; destroyed unread. Or none left it:
#: fewer than the floor; they wait with a family batch; they were destroyed with their answers.
READING, SHOWN, EXPIRED = "reading", "shown", "expired"
FEW, WAIT, NONE = "few", "wait", "none"
#: What the reviewer said of a note. An empty word: nothing yet.
KEPT, PART, HIDDEN = "kept", "part", "hidden"


class NotesChoice(Base):
    """Whether a site wants notes at its meetings, or from its team."""

    __tablename__ = "notes_choice"
    __table_args__ = (CheckConstraint("kind IN ('meetings', 'team')", name="kind"),)

    site_id: Mapped[Id] = mapped_column(ForeignKey("site.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    wanted: Mapped[bool]


class NoteBatch(Base):
    """The notes of one closing, as a word; no number is kept."""

    __tablename__ = "note_batch"
    __table_args__ = (
        CheckConstraint(
            "state IN ('reading', 'shown', 'expired', 'few', 'wait', 'none')", name="state"
        ),
    )

    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    #: The last day to read them; set by the first round of work after the closing.
    read_until: Mapped[date | None]


class Note(Base):
    """A note as it was written, sealed; rows are destroyed once the notes are shown."""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("said IN ('', 'kept', 'part', 'hidden')", name="said"),
        CheckConstraint("(said = 'part') = (rest IS NOT NULL)", name="rest_of_a_part"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), index=True)
    box: Mapped[bytes] = mapped_column(LargeBinary)
    said: Mapped[str] = mapped_column(String(10), default="")
    #: What is left when part of it is hidden, sealed as well.
    rest: Mapped[bytes | None] = mapped_column(LargeBinary)


class ShownNote(Base):
    """What the reviewer kept, for the people of the site to read."""

    __tablename__ = "shown_note"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    period_id: Mapped[Id] = mapped_column(ForeignKey("period.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
