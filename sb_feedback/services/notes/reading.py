"""Reading notes: each is kept, kept in part, or hidden; then what was kept is shown at the site.

A reviewer can undo everything until the notes are shown. Then the notes as they were written are
destroyed, and nothing can be undone but showing: a note can be taken off the page for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from analysis import Term
from sb_feedback.keys import NoteKeys
from sb_feedback.models import Note, NoteBatch, Period, Scope, ShownNote, Site, Team
from sb_feedback.models.note import HIDDEN, KEPT, PART, READING, SHOWN
from sb_feedback.note_boxes import open_note, seal_note
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.in_force import term_of_period
from sb_feedback.services.notes.masking import GAP, part_of
from sb_feedback.services.paging import Page, paged

UNREAD = ""
#: The lists of a reviewer, and what was said of the notes in each.
LISTS: Mapping[str, tuple[str, ...]] = {
    "unread": (UNREAD,),
    "kept": (KEPT, PART),
    "hidden": (HIDDEN,),
}
NOTES_ON_A_PAGE = 10


@dataclass(frozen=True)
class Batch:
    """The notes of one closing."""

    period_id: str
    kind: str
    term: Term
    state: str
    #: The least number of families or people who wrote.
    floor: int
    read_until: date | None
    #: How many notes are in each list. Only the reviewer is told.
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        """True if something was said of every note."""
        return self.state == READING and not self.numbers.get("unread")


@dataclass(frozen=True)
class WrittenNote:
    """A note as the reviewer sees it; no words if its key is gone."""

    id: str
    words: str | None
    said: str
    rest: str | None


def batches_of(session: Session, site_id: str) -> list[Batch]:
    """What closings left of a site's notes and its team's, the newest first."""
    return [_batch(session, *row) for row in session.execute(_batches(site_id))]


def batch_at(session: Session, site_id: str, period_id: str) -> Batch:
    """One of them; raise NotFound for a period of another site, or without notes."""
    for row in session.execute(_batches(site_id)):
        if row.NoteBatch.period_id == period_id:
            return _batch(session, *row)
    raise NotFound


def notes_in(
    session: Session, keys: NoteKeys, period_id: str, chosen: str, number: int = 1
) -> Page[WrittenNote]:
    """A part of a list, opened. Notes lie by their random names, in no order."""
    mine = select(Note).where(Note.period_id == period_id, Note.said.in_(LISTS[chosen]))
    page = paged(session, mine.order_by(Note.id), number, NOTES_ON_A_PAGE)
    key = keys.get(period_id)
    notes = tuple(_opened(row, key) for row in page.rows)
    return Page(notes, page.number, page.pages, page.found)


def note_at(session: Session, keys: NoteKeys, period_id: str, note_id: str) -> WrittenNote:
    """One note; raise NotFound if there is none of this name."""
    row = session.scalar(select(Note).where(Note.id == note_id, Note.period_id == period_id))
    if row is None:
        raise NotFound
    return _opened(row, keys.get(period_id))


def say_of(session: Session, site_id: str, period_id: str, note_id: str, said: str) -> None:
    """Keep a note as it is, hide it, or undo what was said."""
    _say(session, site_id, period_id, note_id, said, None)


def keep_part(
    session: Session, keys: NoteKeys, site_id: str, period_id: str, note_id: str, edited: str
) -> str:
    """Keep what an edited copy has left of a note; raise NotAPart if it has anything more."""
    words, key = note_at(session, keys, period_id, note_id).words, keys.get(period_id)
    if words is None or key is None:
        raise NotAllowed("This note can no longer be opened.")
    rest = part_of(words, edited)
    if rest == words:
        said, box = KEPT, None
    elif not rest.replace(GAP, "").strip():
        said, box = HIDDEN, None
    else:
        said, box = PART, seal_note(key, rest)
    _say(session, site_id, period_id, note_id, said, box)
    return said


def show_notes(session: Session, keys: NoteKeys, site_id: str, period_id: str) -> int:
    """Show what was kept at the site, and destroy the notes; how many are shown."""
    batch = _locked(session, site_id, period_id)
    if batch.state != READING:
        return 0
    key = keys.get(period_id)
    rows = session.scalars(select(Note).where(Note.period_id == period_id)).all()
    if any(row.said == UNREAD for row in rows):
        raise NotAllowed("Read every note first: keep it, hide a part of it, or hide it.")
    kept = [_opened(row, key) for row in rows if row.said != HIDDEN]
    words = [note.words if note.said == KEPT else note.rest for note in kept]
    if None in words:
        raise NotAllowed("These notes can no longer be opened.")
    session.add_all(ShownNote(period_id=period_id, words=text) for text in words if text)
    session.execute(delete(Note).where(Note.period_id == period_id))
    batch.state = SHOWN
    return len(words)


def shown_in(session: Session, period_id: str) -> list[ShownNote]:
    """The notes of one closing that are shown, in no order."""
    mine = select(ShownNote).where(ShownNote.period_id == period_id)
    return list(session.scalars(mine.order_by(ShownNote.id)))


def take_off(session: Session, site_id: str, period_id: str, shown_id: str) -> None:
    """Show this note no longer. It is gone for good; a note that is gone already stays so."""
    _locked(session, site_id, period_id)
    session.execute(
        delete(ShownNote).where(ShownNote.id == shown_id, ShownNote.period_id == period_id)
    )


def _batches(site_id: str) -> Select[NoteBatch, Period, Scope]:
    mine = select(Site.scope_id).where(Site.id == site_id)
    team = select(Team.scope_id).where(Team.site_id == site_id)
    return (
        select(NoteBatch, Period, Scope)
        .join(Period, Period.id == NoteBatch.period_id)
        .join(Scope, Scope.id == Period.scope_id)
        .where(Scope.id.in_(mine.union(team)))
        .order_by(Period.last_day.desc(), Scope.kind)
    )


def _batch(session: Session, batch: NoteBatch, period: Period, scope: Scope) -> Batch:
    there = session.scalars(select(Note.said).where(Note.period_id == period.id))
    said = Counter(there)
    return Batch(
        period_id=period.id,
        kind=scope.kind,
        term=term_of_period(period),
        state=batch.state,
        floor=scope.floor,
        read_until=batch.read_until,
        numbers={name: sum(said[word] for word in words) for name, words in LISTS.items()},
    )


def _locked(session: Session, site_id: str, period_id: str) -> NoteBatch:
    """The batch of my site, locked, so that two reviewers change it one after the other."""
    batch_at(session, site_id, period_id)
    return session.get_one(NoteBatch, period_id, with_for_update=True, populate_existing=True)


def _say(
    session: Session, site_id: str, period_id: str, note_id: str, said: str, rest: bytes | None
) -> None:
    if _locked(session, site_id, period_id).state != READING:
        raise NotAllowed("These notes were shown already, or destroyed.")
    row = session.scalar(select(Note).where(Note.id == note_id, Note.period_id == period_id))
    if row is None:
        raise NotFound
    row.said, row.rest = said, rest


def _opened(row: Note, key: bytes | None) -> WrittenNote:
    rest = open_note(key, row.rest) if row.rest else None
    return WrittenNote(row.id, open_note(key, row.box), row.said, rest)
