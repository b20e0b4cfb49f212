"""What is suggested to be hidden, and a part of a note, which only ever leaves words out."""

from __future__ import annotations

import pytest

from sb_feedback.services.notes.masking import GAP, NotAPart, part_of, suggestions, without


def found(note: str) -> list[str]:
    return [note[start:stop] for start, stop in suggestions(note)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Please tell Maria Lopez to call.", ["Maria Lopez"]),
        ("La señora Ana Peña no vino. Nadie dijo nada.", ["Ana Peña"]),
        ("Mrs. Smith was late. She had no car.", ["Smith"]),
        ("I think O'Neil and Jean-Luc helped.", ["O'Neil", "Jean-Luc"]),
        ("We moved (Bob knows). Then we waited.", ["Bob"]),
        ("Call 555-010-0199 or (555) 010 0199 or +1 555.010.0199.",
         ["555-010-0199", "(555) 010 0199", "+1 555.010.0199"]),
        ("Write to mom.2@mail.example.org please", ["mom.2@mail.example.org"]),
        ("See https://example.org/me now", ["https://example.org/me"]),
        ("My case is 24-JV-00123, hers JD-2024-117 and 4471923.",
         ["24-JV-00123", "JD-2024-117", "4471923"]),
        ("It was on May 3, 2026 and on 5/3/26.", ["May 3, 2026", "5/3/26"]),
        ("Fue el 3 de mayo de 2026, el lunes.", ["3 de mayo de 2026"]),
        ("On Monday I was at the FTM in English.", []),
        ("Room 12 has 3 kids. Good!", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_suggested(note: str, expected: list[str]) -> None:
    assert found(note) == expected


def test_a_note_all_in_capitals_is_not_all_names() -> None:
    assert found("PLEASE CALL US MORE, CASE 99812") == ["99812"]


def test_a_gap_stands_for_each_place() -> None:
    note = "Tell Ana Ruiz and Bob."
    assert without(note, suggestions(note)) == f"Tell {GAP} and {GAP}."


@pytest.mark.parametrize(
    ("edited", "part"),
    [
        ("We met Ann and Bob.", "We met Ann and Bob."),
        ("We met […] and Bob.", "We met […] and Bob."),
        ("We met [...] and [....].", "We met […] and […]."),
        ("We met and Bob.", "We met […] and Bob."),
        ("We met", "We met […]"),
        ("  Bob .", "[…] Bob."),
        ("", "[…]"),
        ("[…]", "[…]"),
    ],
)
def test_whatever_was_left_out_is_a_gap(edited: str, part: str) -> None:
    assert part_of("We met Ann and Bob.", edited) == part


@pytest.mark.parametrize(
    ("edited", "piece"),
    [
        ("We met Ann and Bill.", "Bill"),
        ("We never met Ann.", "never"),
        ("Bob and Ann.", "and"),
        ("we met", "we"),
        ("We met Ann and Bob. Bob.", "Bob"),
        ("We me", "me"),
        ("We met Ann and Bob!", "!"),
    ],
)
def test_nothing_can_be_added_changed_or_moved(edited: str, piece: str) -> None:
    with pytest.raises(NotAPart) as fault:
        part_of("We met Ann and Bob.", edited)
    assert fault.value.piece == piece


def test_lines_of_a_note_stay_lines() -> None:
    assert part_of("First Ann.\n\nThen Bob.", "First.\n\nThen Bob.") == "First […].\n\nThen Bob."
