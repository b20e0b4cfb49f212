"""Notes that leave a closing: which, for whom, and what a copy of the database gives away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text

from sb_feedback.db import Base
from sb_feedback.jobs import publisher_at
from sb_feedback.models import Document, Note, NoteBatch, ShownNote
from sb_feedback.models.note import HIDDEN, KEPT, PART
from sb_feedback.models.scope import MEETINGS, TEAM
from sb_feedback.note_boxes import open_note
from sb_feedback.services.closing.document import ClosingDocument, document_name
from sb_feedback.services.closing.lost import declare_lost
from sb_feedback.services.closing.protocol import close_period
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.notes.choice import turn_off_notes
from sb_feedback.services.notes.ending import DAYS_TO_READ, end_notes
from sb_feedback.services.notes.reading import (
    batch_at,
    batches_of,
    keep_part,
    notes_in,
    say_of,
    show_notes,
    shown_in,
    take_off,
)
from sb_feedback.workplace import Workplace
from tests.integration.closing.checking import faults, opened
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import CAREGIVERS, SITE, WRITTEN, History, Teller
from tests.integration.closing.waving import TEAM as TEAM_SCOPE
from tests.integration.closing.waving import tell_wave
from tests.integration.copies import Copier
from tests.integration.noting import name_reviewer
from tests.integration.whole_path.reading import sheets_of
from tests.pdf_words import pdf_text

TODAY_IS_DUE = timedelta(days=DAYS_TO_READ + 1)


def state(place: Workplace, period_id: str) -> str | None:
    with place.db.read() as session:
        batch = session.get(NoteBatch, period_id)
        return batch.state if batch else None


def words(place: Workplace, period_id: str) -> Counter[str | None]:
    key = place.note_keys.get(period_id)
    with place.db.read() as session:
        rows = session.scalars(select(Note).where(Note.period_id == period_id))
        return Counter(open_note(key, row.box) for row in rows)


def read_all(place: Workplace, period_id: str) -> list[str]:
    """Keep one note, a part of the next, and hide the rest; the names in their order."""
    with place.db.write() as session:
        found = session.scalars(select(Note.id).where(Note.period_id == period_id))
        first, second, *others = sorted(found)
        say_of(session, SITE, period_id, first, KEPT)
        keep_part(session, place.note_keys, SITE, period_id, second, WRITTEN)
        for name in others:
            say_of(session, SITE, period_id, name, HIDDEN)
    return [first, second, *others]


def test_a_row_holds_a_note_and_the_period_that_was_closed(
    history: History, branch: Branch
) -> None:
    assert set(Note.__table__.c.keys()) == {"id", "period_id", "box", "said", "rest"}
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        with place.db.read() as session:
            rows = session.scalars(select(Note)).all()
            assert {(row.period_id, row.said, row.rest) for row in rows} == {
                (history.period_id, "", None)
            }
            assert len({len(row.box) for row in rows}) == 1


def test_notes_that_waited_leave_with_those_of_the_next_period(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        teller = Teller(place)
        with place.db.write() as session:
            day = history.term.next().first_day
            meetings = [teller.meet(session, day, caregivers=1) for _ in range(9)]
            cards = [teller.cards(session, one, "caregiver", 1)[0] for one in meetings]
        for number, card in enumerate(cards[:-1]):
            note = {"n": f"later {number}"} if number < 3 else {}
            teller.send(teller.open(card), {"r": {"V1": 5}} | note)
        close_period(closer_at(place), history.next_period_id)
        waited = {f"{WRITTEN} while waiting {number}": 2 for number in range(CAREGIVERS)}
        expected = Counter(waited) + Counter(f"later {number}" for number in range(3))
        assert words(place, history.next_period_id) == expected


def test_turned_off_before_the_closing_no_note_leaves_or_waits(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        with place.db.write() as session:
            turn_off_notes(session, SITE, MEETINGS)
        close_period(closer_at(place), history.period_id)
        assert state(place, history.period_id) is None
        content = place.keys.document(document_name(history.period_id))
        assert content is not None
        document = ClosingDocument.from_bytes(content)
        assert document.notes is None
        boxes = [box.box for box in document.boxes]
        heard = opened(place, history.next_key_id, boxes)
        assert len(heard) == 2 * CAREGIVERS
        assert WRITTEN not in repr(heard)
        assert place.note_keys.names() == []


def test_a_lost_period_leaves_no_notes(history: History, branch: Branch) -> None:
    with branch() as place:
        for mirror in (False, True):
            place.keys.erase_key(history.key_id, mirror=mirror)
        declare_lost(closer_at(place), history.period_id)
        assert state(place, history.period_id) is None


def test_a_wave_leaves_the_notes_of_its_members(founded: Workplace, copier: Copier) -> None:
    place = copier.copy(founded)
    name_reviewer(place, SITE)
    told = tell_wave(place, note=WRITTEN)
    close_period(closer_at(place), told.period_id)
    assert len(words(place, told.period_id)) > 10
    with place.db.read() as session:
        (batch,) = batches_of(session, SITE)
        assert (batch.kind, batch.term, batch.state) == (TEAM, told.quarter, "reading")
    assert told.period_id.startswith(TEAM_SCOPE)


def test_an_older_database_gets_the_same_notes_again(
    history: History, branch: Branch, copier: Copier
) -> None:
    with branch() as place, branch() as backup:
        close_period(closer_at(place), history.period_id)
        restored = copier.restored(place, backup)
        end_notes(restored.db, restored.note_keys, restored.clock.today())
        close_period(closer_at(restored), history.period_id)
        assert faults(restored, history) == []


def test_notes_of_an_older_database_are_gone_if_they_were_shown_since(
    history: History, branch: Branch, copier: Copier
) -> None:
    with branch() as place, branch() as backup:
        close_period(closer_at(place), history.period_id)
        read_all(place, history.period_id)
        with place.db.write() as session:
            show_notes(session, place.note_keys, SITE, history.period_id)
        end_notes(place.db, place.note_keys, place.clock.today())
        restored = copier.restored(place, backup)
        close_period(closer_at(restored), history.period_id)
        assert set(words(restored, history.period_id)) == {None}
        end_notes(restored.db, restored.note_keys, restored.clock.today())
        assert state(restored, history.period_id) == "expired"
        assert words(restored, history.period_id) == Counter()


def _files(place: Workplace) -> Iterator[Path]:
    """The files of the data folder, and of a SQLite database."""
    yield from (path for path in place.settings.data_dir.rglob("*") if path.is_file())
    name = make_url(place.settings.database).database
    if place.db.is_sqlite and name is not None:
        place.db.engine.dispose()
        yield from Path(name).parent.glob("db.sqlite*")


def _all_rows(place: Workplace) -> str:
    with place.db.engine.connect() as connection:
        found = [
            tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)
            for table in Base.metadata.tables
            for row in connection.execute(text(f"SELECT * FROM {table}"))
        ]
    return repr(found)


def test_no_row_and_no_file_has_a_note_in_clear(history: History, branch: Branch) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        read_all(place, history.period_id)
        assert WRITTEN not in _all_rows(place)
        assert [path for path in _files(place) if WRITTEN.encode() in path.read_bytes()] == []
        with place.db.write() as session:
            show_notes(session, place.note_keys, SITE, history.period_id)
        assert WRITTEN in _all_rows(place)  # what was kept can be read, and the search finds it


def test_no_edition_has_a_note(history: History, branch: Branch) -> None:
    """Every stored document of every edition and format, made after notes were shown."""
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        read_all(place, history.period_id)
        with place.db.write() as session:
            show_notes(session, place.note_keys, SITE, history.period_id)
        publisher_at(place).publish(history.period_id)
        with place.db.read() as session:
            kinds = {(row.edition, row.format) for row in session.scalars(select(Document))}
        assert {edition for edition, _ in kinds} >= {"site", "judge", "brief"}
        files = [path for path in place.settings.documents.rglob("*") if path.is_file()]
        assert len(files) >= len(kinds)
        for path in files:
            said = _text_of(path.read_bytes())
            assert re.search(r"16|10", said), path  # its words were found
            assert WRITTEN not in said, path


def _text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return pdf_text(content)
    return repr(sheets_of(content)) if content.startswith(b"PK") else content.decode()


@pytest.mark.parametrize("end", ["shown", "expired"])
def test_a_backup_and_everything_that_is_left_opens_no_note(
    end: str, history: History, branch: Branch
) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        with place.db.read() as session:
            backup = list(session.scalars(select(Note.box)))
        content = place.keys.document(document_name(history.period_id))
        assert content is not None
        document = ClosingDocument.from_bytes(content)
        assert document.notes is not None
        backup += [row.box for row in document.notes.rows]
        key = place.note_keys.get(history.period_id)
        assert _opening(_files(place), backup) == [key]
        _end(place, history.period_id, end)
        assert state(place, history.period_id) == end
        assert _opening(_files(place), backup) == []
        assert words(place, history.period_id) == Counter()


def _end(place: Workplace, period_id: str, how: str) -> None:
    today = place.clock.today()
    end_notes(place.db, place.note_keys, today)
    if how == "shown":
        read_all(place, period_id)
        with place.db.write() as session:
            show_notes(session, place.note_keys, SITE, period_id)
        end_notes(place.db, place.note_keys, today)
    else:
        end_notes(place.db, place.note_keys, today + TODAY_IS_DUE)


def _opening(files: Iterator[Path], boxes: list[bytes]) -> list[bytes]:
    """Every small file is tried whole, and long ones piece by piece."""
    pieces = set()
    for path in files:
        content = path.read_bytes()
        step = 1 if len(content) < 4_000 else 32
        pieces |= {content[at : at + 32] for at in range(0, max(1, len(content) - 31), step)}
    return [
        piece for piece in pieces if len(piece) == 32 and open_note(piece, boxes[0]) is not None
    ]


def test_notes_are_destroyed_when_nobody_has_read_them_in_time(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        today = place.clock.today()
        end_notes(place.db, place.note_keys, today)
        with place.db.read() as session:
            until = batch_at(session, SITE, history.period_id).read_until
        assert until == today + timedelta(days=DAYS_TO_READ)
        end_notes(place.db, place.note_keys, until)
        assert words(place, history.period_id) == history.notes
        read_all(place, history.period_id)
        end_notes(place.db, place.note_keys, until + timedelta(days=1))
        assert (state(place, history.period_id), words(place, history.period_id)) == (
            "expired",
            Counter(),
        )
        assert place.note_keys.names() == []
        with place.db.read() as session:
            assert session.scalars(select(ShownNote)).all() == []


def test_what_was_kept_is_shown_and_the_rest_is_destroyed(history: History, branch: Branch) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        keys, period_id = place.note_keys, history.period_id
        with place.db.read() as session:
            leaf = notes_in(session, keys, period_id, "unread")
        first, second = leaf.rows[:2]
        with place.db.write() as session, pytest.raises(NotAllowed, match="Read every note"):
            show_notes(session, keys, SITE, period_id)
        names = read_all(place, period_id)
        with place.db.write() as session:
            assert show_notes(session, keys, SITE, period_id) == 2
            assert show_notes(session, keys, SITE, period_id) == 0  # sent twice
        with place.db.write() as session, pytest.raises(NotAllowed):
            say_of(session, SITE, period_id, names[0], "")
        with place.db.read() as session:
            shown = shown_in(session, period_id)
            assert sorted(one.words for one in shown) == sorted(
                [str(first.words), f"{WRITTEN} […]"]
            )
            assert {one.id for one in shown}.isdisjoint(names)
            assert str(second.words).startswith(WRITTEN)
            assert session.scalars(select(Note)).all() == []
        with place.db.write() as session:
            take_off(session, SITE, period_id, shown[0].id)
            assert len(shown_in(session, period_id)) == 1


def test_everything_can_be_undone_until_notes_are_shown(history: History, branch: Branch) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        names = read_all(place, history.period_id)
        with place.db.write() as session:
            for name in names:
                say_of(session, SITE, history.period_id, name, "")
            batch = batch_at(session, SITE, history.period_id)
            assert batch.numbers == {"unread": len(names), "kept": 0, "hidden": 0}
            assert {row.rest for row in session.scalars(select(Note))} == {None}
        assert words(place, history.period_id) == history.notes


def test_a_part_that_is_all_is_kept_and_one_that_is_nothing_is_hidden(
    history: History, branch: Branch
) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        keys, period_id = place.note_keys, history.period_id
        with place.db.write() as session:
            note = notes_in(session, keys, period_id, "unread").rows[0]
            for edited, said in ((str(note.words), KEPT), ("[…]", HIDDEN), (WRITTEN, PART)):
                assert keep_part(session, keys, SITE, period_id, note.id, edited) == said


def test_notes_of_another_site_are_not_there(history: History, branch: Branch) -> None:
    with branch() as place:
        close_period(closer_at(place), history.period_id)
        with place.db.write() as session:
            assert batches_of(session, "oak") == []
            name = session.scalars(select(Note.id)).first()
            assert name is not None
            for use in (
                lambda: batch_at(session, "oak", history.period_id),
                lambda: say_of(session, "oak", history.period_id, name, HIDDEN),
                lambda: show_notes(session, place.note_keys, "oak", history.period_id),
                lambda: take_off(session, "oak", history.period_id, name),
                lambda: keep_part(
                    session, place.note_keys, "oak", history.period_id, name, WRITTEN
                ),
            ):
                with pytest.raises(NotFound):
                    use()
