"""Forms of what a team will do: the one thing it picks, its decision, and its actions.

What is typed here is printed, so that no name should be in it.
"""

import re
from collections.abc import Collection
from datetime import date, timedelta
from uuid import uuid4

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation
from wtforms.widgets import HiddenInput

from forms.no_names import Suspicion, suspicion
from forms.staff_fields import Choices, Day, Words, clean, one_of, options

#: What is kept of a plan, and of a role.
LONGEST_PLAN, LONGEST_ROLE = 300, 80
LONGEST_HEAD_START, LONGEST_PLANNED = timedelta(days=366), timedelta(days=731)

_FORM_ID = re.compile(r"[0-9a-f]{32}")


class DeedForm(FlaskForm):
    """What will be done, by whom and by when. Its random id becomes that of the entry."""

    form_id = HiddenField()
    what = TextAreaField(
        _("What will you try?"),
        filters=[clean],
        validators=[
            DataRequired(_("Type what you will try.")),
            Length(
                max=LONGEST_PLAN, message=_("Use %(most)s letters or fewer.", most=LONGEST_PLAN)
            ),
        ],
    )
    who = SelectField(_("Who will do it?"), validate_choice=False)
    other_who = StringField(
        _("Or another role"),
        filters=[clean],
        validators=[
            Length(max=LONGEST_ROLE, message=_("Use %(most)s letters or fewer.", most=LONGEST_ROLE))
        ],
    )
    by_when = Day(
        _("By when will it be in place?"),
        validators=[InputRequired(_("Type the day by which it will be in place."))],
    )
    sure = BooleanField(_("I have checked: this names nobody and can be printed."))

    def begin(self) -> None:
        """Give a blank form its id."""
        self.form_id.data = uuid4().hex

    @property
    def new_id(self) -> str:
        """The id for the entry."""
        if not _FORM_ID.fullmatch(self.form_id.data or ""):
            self.begin()
        return str(self.form_id.data)

    @property
    def role(self) -> str:
        """Who will do it."""
        return self.other_who.data or self.who.data

    def offer_roles(self, who: Choices, today: date, families: Collection[str]) -> None:
        """Set the roles that can be chosen, today, and the names of families, not to be printed."""
        self.today, self.families = today, families
        self.looks_personal = False
        self.who.choices = options([("", _("Choose a role")), *who])

    def validate_what(self, field: TextAreaField) -> None:
        """Nobody is named."""
        self._names_nobody(field)

    def validate_who(self, field: SelectField) -> None:
        """One of the roles, or another one that is typed."""
        if self.other_who.data and field.data:
            raise StopValidation(_("Choose a role or type another one, not both."))
        if not self.other_who.data:
            one_of(field, _("Choose who will do it."))

    def validate_other_who(self, field: StringField) -> None:
        """Nobody is named."""
        self._names_nobody(field)

    def _names_nobody(self, field: StringField) -> None:
        found = suspicion(field.data or "", self.families)
        if found is None:
            return
        self.looks_personal = True
        if not self.sure.data:
            raise StopValidation(_look_again(found))


class ImprovementForm(DeedForm):
    """One thing to make better, from when on, and whose answers should move."""

    follows = HiddenField()
    aim = SelectField(_("Which answer should move?"), validate_choice=False)
    group = RadioField(_("Whose answers should move?"), validate_choice=False)
    started_on = Day(
        _("When do you start?"), validators=[InputRequired(_("Type the day when you start."))]
    )

    def offer(self, *, groups: Choices, aims: dict[Words, list[tuple[str, Words]]]) -> None:
        """Set what can be picked, under headings, and whose answers there are."""
        self.group.choices = options(groups)
        if len(self.group.choices) == 1:
            self.group.data = self.group.choices[0].value
        self.aims = {value for listed in aims.values() for value, _words in listed}
        self.aim.choices = {str(name): listed for name, listed in aims.items()}

    def validate_aim(self, field: SelectField) -> None:
        """One of what is asked."""
        if field.data not in self.aims:
            raise StopValidation(_("Choose which answer should move."))

    def validate_group(self, field: RadioField) -> None:
        """One of the groups."""
        one_of(field, _("Choose whose answers should move."))

    def validate_started_on(self, field: Day) -> None:
        """About now: results before and after this day are compared."""
        if field.data is not None and abs(field.data - self.today) > LONGEST_HEAD_START:
            raise StopValidation(_("This day is more than a year from today. Check it."))

    def validate_by_when(self, field: Day) -> None:
        """Not before the start, and not years away."""
        start = self.started_on.data
        if start is None or field.data is None:
            return
        if field.data < start:
            raise StopValidation(_("This day is before the start. Check both dates."))
        if field.data - start > LONGEST_PLANNED:
            raise StopValidation(
                _("This is more than two years after the start. Check both dates.")
            )


class ActionForm(DeedForm):
    """An action of the Site Implementation Team, for what was picked or on its own."""

    what = TextAreaField(
        _("What will be done?"),
        filters=[clean],
        validators=[
            DataRequired(_("Type what will be done.")),
            Length(
                max=LONGEST_PLAN, message=_("Use %(most)s letters or fewer.", most=LONGEST_PLAN)
            ),
        ],
    )
    by_when = Day(
        _("By when?"), validators=[InputRequired(_("Type the day by which it will be done."))]
    )
    belongs = BooleanField(_("It belongs to what the team picked."))

    def validate_by_when(self, field: Day) -> None:
        """Not years away."""
        if field.data is not None and abs(field.data - self.today) > LONGEST_PLANNED:
            raise StopValidation(_("This day is more than two years from today. Check it."))


class ActionLineForm(ActionForm):
    """How an action stands now. It knows the line that it was filled in from."""

    after = IntegerField(widget=HiddenInput())
    state = RadioField(
        _("How does it stand?"),
        choices=options([("open", _("Open")), ("done", _("Done")), ("dropped", _("Dropped"))]),
        validate_choice=False,
    )

    def follow(self, number: int) -> None:
        """What is saved next follows this line, whatever was sent."""
        self.after.data, self.after.raw_data = number, [str(number)]

    def validate_state(self, field: RadioField) -> None:
        """One of the three."""
        one_of(field, _("Choose open, done or dropped."))


class VerdictForm(FlaskForm):
    """What becomes of what was picked."""

    verdict = RadioField(
        _("What will you do with it?"),
        choices=options(
            [
                ("keep", _("Keep it: this is how we work from now on")),
                ("change", _("Change it: same practice, try something else")),
                ("drop", _("Drop it: pick something else")),
            ]
        ),
        validate_choice=False,
    )

    def validate_verdict(self, field: RadioField) -> None:
        """One of the three."""
        one_of(field, _("Choose keep, change or drop."))


def _look_again(found: Suspicion) -> Words:
    if found.looks == "email":
        return _(
            "“%(words)s” looks like an e-mail address. This will be printed. Take it out, or tick"
            " the box at the end.",
            words=found.words,
        )
    if found.looks == "phone":
        return _(
            "“%(words)s” looks like a phone number. This will be printed. Take it out, or tick the"
            " box at the end.",
            words=found.words,
        )
    return _(
        "“%(words)s” looks like a name. This will be printed. Write a role instead, or tick the"
        " box at the end.",
        words=found.words,
    )
