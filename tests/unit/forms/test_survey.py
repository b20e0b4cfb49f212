"""The web form of a questionnaire: takes anything, keeps what the questionnaire names."""

from typing import get_args

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from forms import NOTE_CHARACTERS, Answers
from forms.items import AnyItem
from forms.survey import FIELDS, SurveyForm, answers_from, survey_form
from tests.unit.forms.tiny import tiny

TINY = tiny()
FULL_WIDTH_ONE = "\uff11"


def filled(*sent: tuple[str, object], notes: bool = True) -> SurveyForm:
    """A form that was sent with these names and values."""
    return survey_form(TINY, notes=notes)(formdata=MultiDict(sent))


def answers(*sent: tuple[str, object], notes: bool = True) -> Answers:
    """The answers in such a form."""
    return answers_from(filled(*sent, notes=notes))


def test_every_kind_of_item_has_a_field() -> None:
    union = get_args(AnyItem)[0]
    kinds = {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(union)}
    assert set(FIELDS) == kinds


def test_fields_are_named_by_item_ids_and_notes_are_a_choice_of_the_site() -> None:
    assert [field.name for field in filled()] == ["P-V1", "P-V2", "P-B1", "P-O1", "P-A1"]
    assert [field.name for field in filled(notes=False)] == ["P-V1", "P-V2", "P-B1", "P-A1"]


def test_everything_answered() -> None:
    ratings, named = [("P-V1", "1"), ("P-V2", "2")], [("P-B1", "B02"), ("P-B1", "B01")]
    everything = answers(*ratings, *named, ("P-O1", "Hi"), ("P-A1", "yes"))
    assert everything == Answers({"V1": 1, "V2": 2}, ("B01", "B02"), "Hi", answered_before=True)


def test_nothing_is_required_and_the_form_never_has_an_error() -> None:
    assert answers() == Answers()
    form = filled(("P-V1", "seven"), ("P-O1", "x" * 9_999))
    assert form.validate() is True
    assert form.errors == {}


def test_a_blank_form_holds_nothing() -> None:
    form = survey_form(TINY, notes=True)(formdata=None)
    assert answers_from(form) == Answers()
    assert [field.data for field in form] == [(), (), (), "", ()]


@pytest.mark.parametrize(
    "value", ["3", "-1", "1 ", "01", FULL_WIDTH_ONE, "1.0", "", "true", "\0", None, 1, []]
)
def test_an_unknown_rating_is_dropped(value: object) -> None:
    assert answers(("P-V1", value)) == Answers()


def test_a_skipped_rating_is_blank_but_stays_picked_on_the_page() -> None:
    form = filled(("P-V1", "0"))
    assert form["P-V1"].data == ("0",)
    assert answers_from(form) == Answers()


def test_the_first_known_rating_wins() -> None:
    assert answers(("P-V1", "9"), ("P-V1", "2"), ("P-V1", "1")).ratings == {"V1": 2}
    assert answers(("P-V1", "0"), ("P-V1", "2")).ratings == {}


def test_kinds_of_help_are_joined_in_order_each_once() -> None:
    sent = [("P-B1", code) for code in ("B02", "B99", "B01", "B02", "")]
    assert answers(*sent).help == ("B01", "B02")


def test_nothing_is_hard_to_get_is_dropped_beside_another() -> None:
    assert answers(("P-B1", "B03"), ("P-B1", "B02")).help == ("B02",)
    assert answers(("P-B1", "B03")).help == ("B03",)


@pytest.mark.parametrize(
    ("value", "means"), [("yes", True), ("no", False), ("on", None), ("", None)]
)
def test_yes_and_no(value: str, means: bool | None) -> None:
    assert answers(("P-A1", value)).answered_before is means


def test_a_note_is_dropped_where_notes_are_off() -> None:
    assert answers(("P-O1", "Hi"), notes=False) == Answers()


def test_the_first_note_wins_and_is_cleaned() -> None:
    assert answers(("P-O1", " a\0b\r\nc\x1b \ud800"), ("P-O1", "d")).note == "ab\nc"
    assert len(answers(("P-O1", "é" * 600)).note) == NOTE_CHARACTERS


@pytest.mark.parametrize(
    "name", ["P-V1[]", "p-v1", "V1", "C-V1", "csrf_token", "data", "_fields", ""]
)
def test_names_that_the_questionnaire_does_not_have_are_ignored(name: str) -> None:
    assert answers((name, "1"), (name, "B01")) == Answers()


def test_a_file_in_place_of_an_answer_is_dropped() -> None:
    names = ("P-V1", "P-B1", "P-O1", "P-A1")
    assert answers(*((name, FileStorage(filename="1")) for name in names)) == Answers()


def test_no_token_of_a_session_is_needed_or_made() -> None:
    assert "csrf_token" not in filled()
