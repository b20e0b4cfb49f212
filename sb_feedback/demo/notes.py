"""Invented notes at the main site: some are shown, some can be read, its team wrote too few."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from sb_feedback.demo import story
from sb_feedback.demo.founding import give_account
from sb_feedback.demo.note_words import NOTES
from sb_feedback.models.account import REVIEWER
from sb_feedback.models.note import HIDDEN, KEPT, READING
from sb_feedback.models.scope import MEETINGS
from sb_feedback.services.accounts import Accounts
from sb_feedback.services.notes.choice import turn_on_notes
from sb_feedback.services.notes.ending import end_notes
from sb_feedback.services.notes.masking import suggestions, without
from sb_feedback.services.notes.reading import (
    LISTS,
    batches_of,
    keep_part,
    notes_in,
    say_of,
    show_notes,
)
from sb_feedback.workplace import Workplace

#: Notes are asked for in the last quarters: one is shown, one is read, one is open.
QUARTERS_WITH_NOTES = 3
#: How many of those who answer write one, and how many of the kept ones the reviewer hides.
WRITES, HIDES = 0.75, 0.15


def ask_for_notes(session: Session, accounts: Accounts, quarter: int, today: date) -> None:
    """Turn notes on at the main site in the first quarter with notes."""
    if quarter == story.QUARTERS - QUARTERS_WITH_NOTES:
        give_account(session, accounts, REVIEWER, story.MAIN, today)
        turn_on_notes(session, story.MAIN, MEETINGS)


@dataclass
class InventedNotes:
    """What people of a site write in a quarter; no note comes again before all were written."""

    rng: random.Random
    site_id: str
    quarter: int
    left: dict[str, list[str]] = field(default_factory=dict)

    def one(self, language: str) -> str:
        """A note, or none."""
        if self.site_id != story.MAIN or self.quarter < story.QUARTERS - QUARTERS_WITH_NOTES:
            return ""
        if self.rng.random() >= WRITES:
            return ""
        left = self.left.setdefault(language, [])
        if not left:
            left += self.rng.sample(NOTES[language], len(NOTES[language]))
        return left.pop()


def read_notes(place: Workplace, today: date) -> None:
    """Read what left earlier closings; the newest is left for whoever tries the reviewer's page."""
    end_notes(place.db, place.note_keys, today)
    with place.db.write() as session:
        batches = [batch for batch in batches_of(session, story.MAIN) if batch.state == READING]
        for batch in batches[1:]:
            _read(session, place, batch.period_id)
    end_notes(place.db, place.note_keys, today)


def _read(session: Session, place: Workplace, period_id: str) -> None:
    rng, keys = random.Random(f"{story.SEED}|{period_id}"), place.note_keys
    while notes := notes_in(session, keys, period_id, next(iter(LISTS))).rows:
        for note in notes:
            words = note.words or ""
            if rng.random() < HIDES:
                say_of(session, story.MAIN, period_id, note.id, HIDDEN)
            elif guesses := suggestions(words):
                copy = without(words, guesses)
                keep_part(session, keys, story.MAIN, period_id, note.id, copy)
            else:
                say_of(session, story.MAIN, period_id, note.id, KEPT)
        session.flush()
    show_notes(session, keys, story.MAIN, period_id)
