"""Turns a questionnaire into a web form that cannot be filled in wrongly.

Nothing is required, and what the questionnaire does not name is dropped without a word.
"""

from collections.abc import Mapping, Sequence
from gettext import NullTranslations
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field

from forms.answers import Answers, clean_note
from forms.items import AnyItem, Item, OpenText, PickAny, YesNo
from forms.questionnaire import SKIP, YES, Questionnaire


class SurveyForm(FlaskForm):
    """What all forms made from questionnaires share. Its fields are named by item ids."""

    questionnaire: ClassVar[Questionnaire]
    notes: ClassVar[bool]

    class Meta(FlaskForm.Meta):
        """Settings of WTForms."""

        # A token of Flask-WTF lives in a session cookie, and a survey page sets no cookie: a
        # respondent's phone keeps nothing. The signed one-time number in the page protects it.
        csrf = False

        def get_translations(self, _form: object) -> NullTranslations:
            """No words of WTForms are ever shown, so it needs no application to look them up."""
            return NullTranslations()


class SurveyField(Field):
    """The answer to one item. `data` holds only what the item knows."""

    blank: ClassVar[tuple[str, ...] | str] = ()

    def __init__(
        self,
        item: AnyItem,
        questionnaire: Questionnaire,
        **names: Any,  # noqa: ANN401 - what WTForms hands on when it binds a field to its form
    ) -> None:
        super().__init__(default=self.blank, **names)
        self.item = item
        self.known = tuple(choice.value for choice in questionnaire.choices(item))


class OneChoice(SurveyField):
    """One of several choices. `data` has the first known value, or nothing."""

    data: tuple[str, ...]

    def process_formdata(self, valuelist: Sequence[object]) -> None:
        """Take what was sent."""
        self.data = tuple(v for v in valuelist if isinstance(v, str) and v in self.known)[:1]


class AnyChoice(SurveyField):
    """Any number of choices."""

    data: tuple[str, ...]
    item: PickAny

    def process_formdata(self, valuelist: Sequence[object]) -> None:
        """Take what was sent."""
        self.data = self.item.kept(valuelist)


class Note(SurveyField):
    """A note in own words."""

    blank = ""
    data: str

    def process_formdata(self, valuelist: Sequence[object]) -> None:
        """Take what was sent."""
        self.data = clean_note(next(iter(valuelist), ""))


FIELDS: Mapping[str, type[SurveyField]] = {
    "rating": OneChoice,
    "pick_any": AnyChoice,
    "text": Note,
    "yes_no": OneChoice,
}


def survey_form(questionnaire: Questionnaire, *, notes: bool = False) -> type[SurveyForm]:
    """The form that asks `questionnaire`; a note only if `notes` are turned on at the site.

    `survey_form(q)(formdata=request.form)` takes what was sent, `(formdata=None)` is a blank form.
    """
    fields = {
        item.id: FIELDS[item.kind](item, questionnaire)
        for item in questionnaire.questions(notes=notes)
    }
    return type("Survey", (SurveyForm,), {"questionnaire": questionnaire, "notes": notes} | fields)


def answers_from(form: SurveyForm) -> Answers:
    """The answers in a form that was filled in. Never fails: what is blank or skipped is absent."""
    asked = form.questionnaire
    before = _sent(form, asked.first(YesNo))
    return Answers(
        ratings={
            item.key: int(value)
            for item in asked.ratings
            for value in _sent(form, item)
            if value != SKIP
        },
        help=tuple(_sent(form, asked.first(PickAny))),
        note="".join(_sent(form, asked.first(OpenText))),
        answered_before=before[0] == YES if before else None,
    )


def _sent(form: SurveyForm, item: Item | None) -> Sequence[str]:
    """What was sent for an item, if the form asks it."""
    return form[item.id].data if item is not None and item.id in form else ()
