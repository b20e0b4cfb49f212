"""Fields and checks that the forms of staff share."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget, NumberInput

Words = str | LazyString
Choices = Iterable[tuple[str, Words]]
Check = Callable[[FlaskForm, Field], None]
T = TypeVar("T")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
#: More digits than any number that is asked for.
_TOO_LONG = 7


def clean(text: str | None) -> str:
    """Text without blanks around it and without characters that no keyboard makes."""
    return _CONTROL.sub("", text or "").strip()


def given(value: T | None) -> T:
    """What a field holds in a form that was checked. Raises AssertionError before that."""
    assert value is not None
    return value


class Whole(IntegerField):
    """A whole number between two bounds, with buttons for one more and one less."""

    widget = NumberInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed; only plain digits are a number."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            if not (text.isascii() and text.isdigit() and len(text) < _TOO_LONG):
                raise ValueError(_("Type a whole number, for example 3."))
            self.data = int(text)


class HeadCount(Whole):
    """How many people; blank means nobody."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed."""
        super().process_formdata(valuelist)
        self.data = self.data or 0


class Day(DateField):
    """A day of the calendar."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed or picked."""
        try:
            self.data = date.fromisoformat(valuelist[0].strip()) if valuelist else None
        except ValueError:
            self.data = None
            raise ValueError(_("Type a date as year-month-day, for example 2026-03-31.")) from None


class Ticks(SelectMultipleField):
    """Any of several choices, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def between(least: int, most: int, message: Words) -> Check:
    """A number must lie between two bounds, both allowed."""

    def check(_form: FlaskForm, field: Field) -> None:
        if field.data is not None and not least <= field.data <= most:
            raise StopValidation(message)

    return check


def options(choices: Choices) -> list[SelectChoice]:
    """What can be picked, as WTForms wants it."""
    return [SelectChoice(value, words) for value, words in choices]


def one_of(field: SelectField | RadioField, message: Words) -> None:
    """One of the choices must be picked; the blank one is none of them."""
    if field.data not in set(values_of(field)) - {""}:
        raise StopValidation(message)


def values_of(field: SelectField | RadioField | SelectMultipleField) -> list[str]:
    """The values that can be picked."""
    return [str(next(iter(choice))) for choice in field.choices or ()]
