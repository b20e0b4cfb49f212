"""Answers in the small dictionary in which they are sealed."""

import json

import pytest

from forms import NOTE_CHARACTERS, Answers, clean_note, load_all
from tests.unit.forms.tiny import tiny

TINY = tiny()
FULL = Answers({"V1": 1, "V2": 2}, ("B01", "B02"), "Hi", answered_before=False)


def test_the_dictionary_is_small() -> None:
    assert FULL.to_dict() == {"r": {"V1": 1, "V2": 2}, "h": ["B01", "B02"], "n": "Hi", "b": False}
    assert Answers().to_dict() == {}


@pytest.mark.parametrize("answers", [FULL, Answers(), Answers(answered_before=True)])
def test_answers_come_back_as_they_were(answers: Answers) -> None:
    assert Answers.from_dict(json.loads(json.dumps(answers.to_dict())), TINY) == answers


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "r",
        {"r": {"V9": 1, "P-V1": 1}},
        {"r": {"V1": 0, "V2": 3}},
        {"r": {"V1": True, "V2": "2"}},
        {"r": {"V1": 1.0, "V2": [1]}},
        {"r": [["V1", 1]]},
        {"h": "B01"},
        {"h": ["B04", 1, None, ["B01"]]},
        {"n": 5},
        {"n": "\0 \n"},
        {"b": 1},
        {"b": "yes"},
        {"x": 1},
    ],
)
def test_what_the_questionnaire_does_not_name_is_dropped(data: object) -> None:
    assert Answers.from_dict(data, TINY) == Answers()


def test_a_questionnaire_without_the_last_question_takes_no_answer_to_it() -> None:
    assert Answers.from_dict({"b": True}, load_all()["ftm-parent-1"]) == Answers()


def test_a_code_that_stands_alone_is_dropped_beside_another() -> None:
    assert Answers.from_dict({"h": ["B03", "B01"]}, TINY).help == ("B01",)


@pytest.mark.parametrize("letter", ["x", "é", "漢", "😀", '"', "\\", "\n"])
def test_the_longest_note_fits_into_2000_bytes_of_json(letter: str) -> None:
    note = clean_note("a" + letter * 9_000 + "z")
    assert len(note) <= NOTE_CHARACTERS
    assert len(json.dumps(note, ensure_ascii=False).encode()) <= 2_000 + len('""')


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  a  ", "a"),
        ("a\r\nb", "a\nb"),
        ("a\tb", "a\tb"),
        ("\0\x07 a\x7f\x85b", "ab"),
        ("\ud83da", "a"),
        ("¿Qué? 👪", "¿Qué? 👪"),
        ("\n\0\n", ""),
        (" " * 600 + "a", "a"),
        ("a" * 499 + " b", "a" * 499),
    ],
)
def test_a_note_is_cleaned(sent: str, kept: str) -> None:
    assert clean_note(sent) == kept
    assert clean_note(clean_note(sent)) == kept
