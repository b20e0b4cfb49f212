"""Whatever is posted, an answer holds only what its questionnaire names; and nothing valid is lost.

Also for questionnaires that nobody wrote: any valid one builds a form for its own answers.
"""

import json
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms import NOTE_CHARACTERS, Answers, Questionnaire, clean_note, load_all
from forms.items import OpenText, PickAny, YesNo
from forms.page import survey_page
from forms.survey import answers_from, survey_form
from tests.unit.forms.generated import questionnaires

REAL = st.sampled_from(list(load_all().values()))
NAMES = sorted({item.id for asked in load_all().values() for item in asked.items})
VALUES = ("0", "1", "5", "6", "B01", "B14", "B15", "yes", "no", "")

names = st.sampled_from(NAMES) | st.sampled_from([f"{name}[]" for name in NAMES]) | st.text()
# Text as a server may decode it from any bytes: control characters and lone surrogates too.
values = (
    st.sampled_from(VALUES)
    | st.text(st.characters(), max_size=40)
    | st.binary().map(lambda sent: sent.decode("utf-8", "surrogateescape"))
)
odd = st.none() | st.integers() | st.booleans() | st.floats() | st.lists(st.text(), max_size=3)
posts = st.dictionaries(names, st.lists(values | odd, max_size=4), max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("rhnbx") | st.text(), inner),
)


def assert_only_named(answers: Answers, asked: Questionnaire) -> None:
    """Nothing in `answers` that `asked` does not name, and a note that fits its box."""
    keys = {item.key for item in asked.ratings}
    assert set(answers.ratings) <= keys
    assert all(type(v) is int and 1 <= v <= asked.points for v in answers.ratings.values())
    question = asked.first(PickAny)
    assert answers.help == (question.kept(answers.help) if question else ())
    assert asked.first(OpenText) or answers.note == ""
    assert len(answers.note) <= NOTE_CHARACTERS
    assert len(answers.note.encode("utf-8")) <= 2_000
    assert "\0" not in answers.note
    assert asked.first(YesNo) or answers.answered_before is None


@given(REAL, posts, st.booleans())
def test_any_post_gives_an_answer_that_names_only_what_was_asked(
    asked: Questionnaire, post: dict[str, list[object]], notes: bool
) -> None:
    form = survey_form(asked, notes=notes)(formdata=MultiDict[str, object](post))
    assert form.validate()
    answers = answers_from(form)
    assert_only_named(answers, asked)
    assert notes or answers.note == ""
    for language in asked.languages:
        survey_page(form, language, floor=10, since="")
    json.dumps(answers.to_dict(), ensure_ascii=False).encode("utf-8")


@given(REAL, json_values)
def test_any_sealed_dictionary_gives_an_answer_that_names_only_what_was_asked(
    asked: Questionnaire, data: object
) -> None:
    assert_only_named(Answers.from_dict(data, asked), asked)


@st.composite
def answered(
    draw: st.DrawFn, asks: st.SearchStrategy[Questionnaire]
) -> tuple[Questionnaire, Answers]:
    """A questionnaire and valid answers to it."""
    asked = draw(asks)
    values = st.integers(1, asked.points)
    ratings = draw(st.fixed_dictionaries({}, optional={i.key: values for i in asked.ratings}))
    question, note, before = asked.first(PickAny), asked.first(OpenText), asked.first(YesNo)
    notes, yes_no = st.text(max_size=NOTE_CHARACTERS), st.none() | st.booleans()
    return asked, Answers(
        ratings=ratings,
        help=question.kept(draw(st.sets(st.sampled_from(asked.help_codes)))) if question else (),
        note=clean_note(draw(notes)) if note else "",
        answered_before=draw(yes_no) if before else None,
    )


def posted(answers: Answers, asked: Questionnaire) -> Mapping[str, list[str]]:
    """What a browser sends for these answers."""
    sent: dict[str, list[str]] = {}
    for item in asked.items:
        if item.key in answers.ratings:
            sent[item.id] = [str(answers.ratings[item.key])]
        elif isinstance(item, PickAny):
            sent[item.id] = list(answers.help)
        elif isinstance(item, OpenText):
            sent[item.id] = [answers.note.replace("\n", "\r\n")]
        elif isinstance(item, YesNo) and answers.answered_before is not None:
            sent[item.id] = ["yes" if answers.answered_before else "no"]
    return sent


@given(answered(REAL | questionnaires()))
def test_valid_answers_come_back_from_the_form_and_from_the_box(
    both: tuple[Questionnaire, Answers],
) -> None:
    asked, answers = both
    form = survey_form(asked, notes=True)(formdata=MultiDict[str, str](posted(answers, asked)))
    assert answers_from(form) == answers
    boxed = json.loads(json.dumps(answers.to_dict(), ensure_ascii=False))
    assert Answers.from_dict(boxed, asked) == answers


@given(questionnaires(), st.booleans())
def test_any_valid_questionnaire_shows_every_question_in_every_language(
    asked: Questionnaire, notes: bool
) -> None:
    form = survey_form(asked, notes=notes)(formdata=None)
    expected = [item.id for item in asked.questions(notes=notes)]
    for language in asked.languages:
        page = survey_page(form, language, floor=10, since="")
        shown = [question for block in page.blocks for question in block.questions]
        assert [question.name for question in shown] == expected
        assert [question.number for question in shown] == list(range(1, len(expected) + 1))


@given(st.text(st.characters()))
def test_cleaning_a_note_twice_changes_nothing(text: str) -> None:
    assert clean_note(clean_note(text)) == clean_note(text)
