"""Hiding never adds: whatever is left out of a note, what is left is the note's own, in order."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forms import clean_note
from sb_feedback.note_boxes import NOTE_BYTES, open_note, seal_note
from sb_feedback.services.notes.masking import GAP, NotAPart, part_of, suggestions, without

KEY = bytes(32)
PIECE = re.compile(r"\w+|[^\w\s]")
words = st.sampled_from(
    [
        "Ana",
        "met",
        "Bob",
        "we",
        "555-010-0199",
        "May 3",
        "mom@x.org",
        "[…]",
        ".",
        "\n",
        "¿",
        "JD-21",
    ]
)
notes = (st.text(max_size=500) | st.lists(words, max_size=60).map(" ".join)).map(clean_note)


def pieces(text: str) -> list[str]:
    return PIECE.findall(text.replace(GAP, " "))


def is_part(small: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(piece in rest for piece in small)


@given(notes, notes)
def test_a_part_has_nothing_that_the_note_has_not(note: str, edited: str) -> None:
    try:
        part = part_of(note, edited)
    except NotAPart:
        return
    assert is_part(pieces(part), PIECE.findall(note))


@given(notes, st.data())
def test_leaving_words_out_is_always_a_part(note: str, data: st.DataObject) -> None:
    own = PIECE.findall(note.replace(GAP, " "))
    kept = [piece for piece in own if data.draw(st.booleans())]
    part = part_of(note, " ".join(kept))
    assert pieces(part) == kept
    assert part_of(note, part) == part or GAP in note


@given(notes)
@example("0Aa")
def test_what_is_suggested_lies_in_the_note_and_can_be_hidden(note: str) -> None:
    spans = suggestions(note)
    assert all(0 <= start < stop <= len(note) for start, stop in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    hidden = part_of(note, without(note, spans))
    assert is_part(pieces(hidden), PIECE.findall(note))


@given(notes)
def test_a_note_and_any_part_of_it_come_out_of_a_box_as_they_went_in(note: str) -> None:
    every_other = " ".join(PIECE.findall(note.replace(GAP, " "))[::2])
    for text in (note, part_of(note, every_other)):
        box = seal_note(KEY, text)
        assert len(box) == NOTE_BYTES + 40
        assert open_note(KEY, box) == text


@pytest.mark.parametrize("letter", ["a", "ß", "あ", "\U0001f337"])
def test_the_longest_note_with_the_most_gaps_fits(letter: str) -> None:
    note = clean_note(f"{letter} " * 500)
    assert open_note(KEY, seal_note(KEY, part_of(note, ""))) is not None
    dense = clean_note(f"{letter}." * 500)
    edited = " ".join(["."] * 250)
    assert len(part_of(dense, edited).encode()) <= NOTE_BYTES
