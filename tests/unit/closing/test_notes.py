"""Which notes leave a closing: of released batches alone, and from the floor up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from sb_feedback.keys import NoteKeys
from sb_feedback.note_boxes import NOTE_BYTES, open_note
from sb_feedback.services.closing.decision import Decision
from sb_feedback.services.closing.facts import HeardForm, PeriodFacts
from sb_feedback.services.closing.leaving import NotesLeft
from sb_feedback.services.closing.notes import leaving, notes_left
from tests.unit.closing.cases import decided, facts, form, meeting, meetings, verdict, wait

FAMILIES = 14


def left(known: PeriodFacts, forms: Iterable[HeardForm]) -> list[str]:
    return sorted(leaving(decided(known, forms).written, known.floor))


def parents(writers: int, *, families: int = FAMILIES) -> tuple[PeriodFacts, list[HeardForm]]:
    """Every family answers, and so many write a note."""
    held = meetings(families)
    return facts(held), [
        form(at, note=f"note {number}" if number < writers else "")
        for number, at in enumerate(held)
    ]


@pytest.mark.parametrize(("writers", "number"), [(14, 14), (10, 10), (9, 0), (1, 0), (0, 0)])
def test_from_ten_families_up(writers: int, number: int) -> None:
    known, forms = parents(writers)
    assert verdict(decided(known, forms)) == "released"
    assert left(known, forms) == sorted(f"note {at}" for at in range(number))


def test_a_site_that_raised_the_floor_waits_for_as_many_notes() -> None:
    held = meetings(20)
    known = facts(held, floor=12)
    assert left(known, [form(at, note="x" * (n < 11)) for n, at in enumerate(held)]) == []
    assert len(left(known, [form(at, note="x" * (n < 12)) for n, at in enumerate(held)])) == 12


def test_many_notes_of_few_families_are_few() -> None:
    held = [meeting(family, came={"parent": 2}) for family in range(FAMILIES)]
    sent = [form(at, note="n" * (number < 9)) for number, at in enumerate(held) for _ in range(2)]
    assert left(facts(held), sent) == []


def test_all_notes_of_a_family_are_read_not_those_of_a_drawn_form() -> None:
    held = [meeting(family, came={"parent": 2}) for family in range(FAMILIES)]
    sent = [form(at, note=f"{at.id} {turn}") for at in held for turn in ("first", "second")]
    assert left(facts(held), sent) == sorted(one.answers.note for one in sent)


def test_a_note_beyond_attendance_is_not_read() -> None:
    known, forms = parents(FAMILIES)
    extra = form(forms[0].meeting, note="note 0")
    assert left(known, [*forms, extra]) == left(known, forms)


def test_notes_of_a_batch_that_waits_wait_with_all_its_forms() -> None:
    held = meetings(FAMILIES)
    sent = [form(at, note=at.id) for at in held[:9]]
    decision = decided(facts(held), sent)
    assert verdict(decision) == "waits"
    assert decision.written == []
    assert sorted(one.answers.note for one in decision.resealed) == sorted(at.id for at in held[:9])


def test_where_nobody_would_read_them_what_waits_has_no_notes() -> None:
    held = meetings(FAMILIES)
    decision = decided(facts(held, notes=False), [form(at, note="x") for at in held[:9]])
    assert [one.answers.note for one in decision.resealed] == [""] * 9
    assert all(one.answers.ratings for one in decision.resealed)


def test_waiting_notes_leave_with_the_batch_that_is_released() -> None:
    early, late = meetings(7), meetings(7, at=1, first=7)
    known = facts([*early, *late], at=1, waits=[wait()])
    sent = [form(at, note=at.id) for at in (*early, *late)]
    assert left(known, sent) == sorted(at.id for at in (*early, *late))


def test_notes_of_a_batch_that_waited_too_long_are_destroyed() -> None:
    held = meetings(5)
    known = facts(held, at=7, waits=[wait()])
    decision = decided(known, [form(at, note="x") for at in held])
    assert verdict(decision) == "waited_too_long"
    assert (decision.written, decision.resealed) == ([], [])


def test_each_batch_is_counted_by_itself_and_all_leave_together() -> None:
    """Ten parents' notes leave; nine of caregivers' do not help, and are not read."""
    came = {"parent": 1, "caregiver": 1}
    held = [meeting(family, came=came) for family in range(FAMILIES)]
    sent = [form(at, note=f"p{number}") for number, at in enumerate(held)]
    nine = [form(at, "caregiver", note="c" * (number < 9)) for number, at in enumerate(held)]
    assert left(facts(held), [*sent, *nine]) == sorted(one.answers.note for one in sent)
    ten = [form(at, "caregiver", note="c" * (number < 10)) for number, at in enumerate(held)]
    assert len(left(facts(held), [*sent, *ten])) == FAMILIES + 10


@pytest.mark.parametrize(("first", "number"), [(10, 12), (9, 0)])
def test_a_professional_counts_once_and_every_note_is_read(first: int, number: int) -> None:
    held = [meeting("a", came={"professional": 20})]
    known = facts(held, stated={"maple": 20})
    sent = [form(held[0], "professional", note="n" * (at < first)) for at in range(13)]
    again = [form(held[0], "professional", note="again", before=True) for _ in range(2)]
    assert verdict(decided(known, [*sent, *again]), "professionals") == "released"
    assert len(left(known, [*sent, *again])) == number


def test_professionals_who_are_too_few_leave_no_notes() -> None:
    held = [meeting("a", came={"professional": 12})]
    known = facts(held, stated={"maple": 12})
    assert left(known, [form(held[0], "professional", note="n") for _ in range(12)]) == []


def test_notes_leave_in_no_order() -> None:
    known, forms = parents(FAMILIES)
    orders = {tuple(leaving(decided(known, forms).written, 10)) for _ in range(5)}
    assert len(orders) == 5


def result(decision: Decision, known: PeriodFacts, folder: Path) -> NotesLeft | None:
    waits = bool(decision.waits)
    keys = NoteKeys(folder)
    return notes_left(known, decision.written, waits=waits, keys=keys, of="maple.2026-01-01")


def test_what_leaves_is_sealed_in_boxes_of_one_size(tmp_path: Path) -> None:
    known, forms = parents(12)
    found = result(decided(known, forms), known, tmp_path)
    assert found is not None
    key = NoteKeys(tmp_path).get("maple.2026-01-01")
    assert found.state == "reading"
    assert len({row.id for row in found.rows}) == 12
    assert {len(row.box) for row in found.rows} == {NOTE_BYTES + 40}
    opened = sorted(str(open_note(key, row.box)) for row in found.rows)
    assert opened == sorted(f"note {at}" for at in range(12))
    assert open_note(bytes(32), found.rows[0].box) is None
    assert open_note(None, found.rows[0].box) is None


@pytest.mark.parametrize(
    ("writers", "answered", "state"), [(9, 14, "few"), (0, 14, "few"), (9, 9, "wait")]
)
def test_else_a_word_is_all_that_is_said(
    writers: int, answered: int, state: str, tmp_path: Path
) -> None:
    known, forms = parents(writers)
    assert result(decided(known, forms[:answered]), known, tmp_path) == NotesLeft(state)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_released_and_nothing_waits(tmp_path: Path) -> None:
    held = [meeting("a", at=1, came={"professional": 3})]
    known = facts(held, at=1)
    decision = decided(known, [form(held[0], "professional", note="x")])
    assert result(decision, known, tmp_path) == NotesLeft("none")


def test_where_notes_are_off_nothing_is_said_at_all(tmp_path: Path) -> None:
    held = meetings(FAMILIES)
    known = facts(held, notes=False)
    decision = decided(known, [form(at, note="x") for at in held])
    assert result(decision, known, tmp_path) is None
    assert list(tmp_path.iterdir()) == []
