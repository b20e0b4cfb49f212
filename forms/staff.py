"""The forms of staff: sign-in, meetings, cards and periods.

Each fault is told in plain words beside its field; what was typed is kept.
"""

import re
from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from forms.email_address import LONGEST_EMAIL
from forms.shown import Shown
from forms.staff_fields import (
    Choices,
    Day,
    HeadCount,
    Ticks,
    Whole,
    between,
    clean,
    one_of,
    options,
    values_of,
)

#: A meeting can be entered ahead, so that its cards can be printed before it begins.
DAYS_AHEAD = 14

_FORM_ID = re.compile(r"[0-9a-f]{32}")


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = StringField(
        _("E-mail address"),
        filters=[clean],
        validators=[
            DataRequired(_("Type your e-mail address.")),
            Length(max=LONGEST_EMAIL, message=_("This e-mail address is too long.")),
        ],
    )
    password = PasswordField(_("Password"), validators=[InputRequired(_("Type your password."))])


class OccasionForm(FlaskForm):
    """When a meeting is held, and with which family.

    Its random id becomes the id of the meeting: sent twice, it makes one.
    """

    form_id = HiddenField()
    held_on = Day(
        _("Date of the meeting"),
        validators=[InputRequired(_("Type the date of the meeting."))],
    )
    family = SelectField(_("Family"), validate_choice=False)

    def begin(self, today: date) -> None:
        """Give a blank form its id and today's date."""
        self.form_id.data, self.held_on.data = uuid4().hex, today

    @property
    def new_id(self) -> str:
        """The id for the meeting."""
        sent = self.form_id.data or ""
        return sent if _FORM_ID.fullmatch(sent) else uuid4().hex

    def choose_from(self, families: Choices, today: date) -> None:
        """Set which families there are, and the last day that can be typed."""
        self.latest = today + timedelta(days=DAYS_AHEAD)
        self.family.choices = options([("", _("New family – we make up a name")), *families])

    def validate_held_on(self, field: Day) -> None:
        """A meeting cannot be entered long before it is held."""
        if field.data is not None and field.data > self.latest:
            raise StopValidation(
                _("This date is more than %(days)s days ahead. Check it.", days=DAYS_AHEAD)
            )

    def validate_family(self, field: SelectField) -> None:
        """A family of this site, or a new one."""
        if field.data:
            one_of(field, _("Choose a family from the list."))


class AttendanceForm(Shown):
    """How many people of each role came. Call `limit` before it is shown or checked."""

    roles: ClassVar[tuple[str, ...]] = ("parents", "caregivers", "professionals")

    parents = HeadCount(_("Parents"), default=0)
    caregivers = HeadCount(_("Caregivers"), default=0)
    professionals = HeadCount(_("Professionals"), default=0)

    def limit(self, most: int) -> None:
        """Set the highest count that can be typed."""
        for name in self.roles:
            field = self[name]
            message = _(
                "%(who)s: type a number from 0 to %(most)s.", who=field.label.text, most=most
            )
            field.validators = [*field.validators, between(0, most, message)]
            field.render_kw = {"min": 0, "max": most, "inputmode": "numeric"}

    @property
    def counts(self) -> dict[str, int]:
        """How many came, by role."""
        return {name: self[name].data or 0 for name in self.roles}


class MeetingForm(OccasionForm, AttendanceForm):
    """A meeting: when, which family, who came, and the languages of the cards."""

    languages = Ticks(_("Languages on the cards"), validate_choice=False)
    another = BooleanField(_("It is another meeting on the same day: make it"))

    def offer(self, languages: Choices) -> None:
        """Set the languages that cards can have."""
        self.languages.choices = options(languages)

    def validate_languages(self, field: Ticks) -> None:
        """A card without words helps nobody."""
        sent = field.data or ()
        field.data = [value for value in values_of(field) if value in sent]
        if not field.data:
            raise StopValidation(_("Tick at least one language."))

    def validate_professionals(self, _field: HeadCount) -> None:
        """Somebody must have come; told at the last of the three counts."""
        if not any(self[name].errors for name in self.roles) and not any(self.counts.values()):
            raise StopValidation(_("Type how many people came. At least one must have come."))


class CardsForm(FlaskForm):
    """How many cards to print, and on what paper."""

    number = Whole(_("Cards"), validators=[InputRequired(_("Type how many cards to print."))])
    paper = SelectField(
        _("Paper"),
        choices=options([("letter", _("US Letter")), ("a4", _("A4"))]),
        default="letter",
        validate_choice=False,
    )

    def limit(self, most: int) -> None:
        """Set the most that can be printed at a time."""
        message = _("Print 1 to %(most)s cards at a time.", most=most)
        self.number.validators = [*self.number.validators, between(1, most, message)]
        self.number.render_kw = {"min": 1, "max": most, "inputmode": "numeric"}

    @property
    def size(self) -> str:
        """The paper that was chosen; what is not on the list is the usual one."""
        return self.paper.data if self.paper.data in values_of(self.paper) else "letter"


class PaperForm(CardsForm):
    """How many survey forms to print on paper, and in which language."""

    number = Whole(_("Paper forms"), validators=[InputRequired(_("Type how many to print."))])
    language = SelectField(_("Language"), validate_choice=False)

    def offer(self, languages: Choices) -> None:
        """Set the languages that a form can have."""
        self.language.choices = options(languages)

    def validate_language(self, field: SelectField) -> None:
        """One of the languages."""
        one_of(field, _("Choose a language."))


class ProfessionalsForm(Shown):
    """How many different professionals came to the meetings of a period."""

    professionals = Whole(
        _("Number of different professionals"),
        validators=[InputRequired(_("Type how many different professionals came."))],
    )

    def limit(self, least: int, most: int) -> None:
        """Between the largest single meeting and everyone who came, each counted every time."""
        low = _(
            "One meeting had %(least)s professionals, so the number is at least %(least)s.",
            least=least,
        )
        high = _(
            "All your meetings together had %(most)s professionals, even counting the same person"
            " each time. So the number is at most %(most)s. Is a meeting missing?",
            most=most,
        )
        self.professionals.validators = [
            *self.professionals.validators,
            between(least, 10**6, low),
            between(0, most, high),
        ]
        self.professionals.render_kw = {"min": least, "max": most, "inputmode": "numeric"}


class CloseForm(FlaskForm):
    """Closing a period, which nobody can undo."""

    sure = BooleanField(_("I know that closing cannot be undone."))

    def validate_sure(self, field: BooleanField) -> None:
        """Read before it is done."""
        if not field.data:
            raise StopValidation(_("Tick the box to close the period."))
