"""Notes at a closing: which of them leave.

A batch that is released lets its notes go if at least as many units wrote one as the floor says;
else they are destroyed with their answers. What waits keeps its notes. Notes of all batches that
leave one closing are shuffled together: nothing tells role, group, meeting or order.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sb_feedback.keys import NoteKeys
from sb_feedback.models.note import FEW, NONE, WAIT
from sb_feedback.services.closing.facts import HeardForm, PeriodFacts
from sb_feedback.services.closing.leaving import NotesLeft


@dataclass(frozen=True)
class WrittenBatch:
    """The notes of a batch that is released, and how many units wrote at least one."""

    writers: int
    notes: tuple[str, ...]

    @classmethod
    def of(
        cls, units: Iterable[Iterable[HeardForm]], others: Iterable[HeardForm] = ()
    ) -> WrittenBatch:
        """The notes of all forms, not of a drawn one: each was asked for, to be read.

        A unit counts once, however many notes it wrote. `others` are forms beyond a person's
        first: they are read as well, and count for nothing.
        """
        written = [_notes(forms) for forms in units]
        notes = [note for one in (*written, _notes(others)) for note in one]
        return cls(writers=sum(map(bool, written)), notes=tuple(notes))


def leaving(written: Iterable[WrittenBatch], floor: int) -> list[str]:
    """The notes that leave, shuffled."""
    notes = [note for batch in written if batch.writers >= floor for note in batch.notes]
    secrets.SystemRandom().shuffle(notes)
    return notes


def notes_left(
    facts: PeriodFacts,
    written: Collection[WrittenBatch],
    *,
    waits: bool,
    keys: NoteKeys,
    of: str,
) -> NotesLeft | None:
    """What becomes of the notes of a closing; None where nobody would read them."""
    if not facts.notes:
        return None
    notes = leaving(written, facts.floor)
    if notes:
        return NotesLeft.sealed(notes, keys, of)
    return NotesLeft(FEW if written else WAIT if waits else NONE)


def without_note(form: HeardForm) -> HeardForm:
    """The form as it waits where nobody would read its note."""
    answers = form.answers
    return replace(form, answers=replace(answers, note="")) if answers.note else form


def _notes(forms: Iterable[HeardForm]) -> list[str]:
    return [form.answers.note for form in forms if form.answers.note]
