"""Forms of a team's register: a shared priority, a step of it, and a change of the system."""

import re
from datetime import date, timedelta
from uuid import uuid4

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from forms.staff_fields import Choices, Day, clean, one_of, options

#: What is kept of an entry.
LONGEST_ENTRY = 300
#: A record of something older than this is a slip of the pen.
OLDEST = timedelta(days=20 * 366)

_MONITORED = ("monitored", _("We look at data about it"))
_ENDS = (("achieved", _("We achieved it")), ("dropped", _("We gave it up")))
_FORM_ID = re.compile(r"[0-9a-f]{32}")


class _Entry(FlaskForm):
    """What is put on record. Its random id becomes that of the entry: sent twice, it is one."""

    form_id = HiddenField()
    what = TextAreaField(
        _("What is it?"),
        filters=[clean],
        validators=[
            DataRequired(_("Type what it is.")),
            Length(
                max=LONGEST_ENTRY, message=_("Use %(most)s letters or fewer.", most=LONGEST_ENTRY)
            ),
        ],
    )

    def begin(self) -> None:
        """Give a blank form its id."""
        self.form_id.data = uuid4().hex

    @property
    def new_id(self) -> str:
        """The id for the entry."""
        sent = self.form_id.data or ""
        return sent if _FORM_ID.fullmatch(sent) else uuid4().hex


class PriorityForm(_Entry):
    """A shared priority: what it is, who looks after it, and since when."""

    who = SelectField(_("Who looks after it?"), validate_choice=False)
    identified_on = Day(
        _("When did the team agree on it?"),
        validators=[InputRequired(_("Type the day when the team agreed on it."))],
    )

    def offer(self, who: Choices, today: date) -> None:
        """Set the roles that can be chosen, and today."""
        self.today = today
        self.who.choices = options([("", _("Choose a role")), *who])

    def validate_who(self, field: SelectField) -> None:
        """One of the roles."""
        one_of(field, _("Choose who looks after it."))

    def validate_identified_on(self, field: Day) -> None:
        """It has happened."""
        has_happened(field, self.today)


class ChangeForm(_Entry):
    """A change of policy, funding or infrastructure."""

    kind = RadioField(_("What kind of change is it?"), validate_choice=False)
    happened_on = Day(
        _("When did it happen?"), validators=[InputRequired(_("Type the day when it happened."))]
    )

    def offer(self, kinds: Choices, today: date) -> None:
        """Set the kinds that can be chosen, and today."""
        self.today = today
        self.kind.choices = options(kinds)

    def validate_kind(self, field: RadioField) -> None:
        """One of the kinds."""
        one_of(field, _("Choose a kind of change."))

    def validate_happened_on(self, field: Day) -> None:
        """It has happened."""
        has_happened(field, self.today)


class StepForm(FlaskForm):
    """The next step of a priority and its day."""

    step = RadioField(_("What happened?"), validate_choice=False)
    day = Day(_("When?"), validators=[InputRequired(_("Type the day."))])

    def offer(self, today: date, *, since: date, is_monitored: bool) -> None:
        """Set the days between which it can be; what is monitored is not offered again."""
        self.today, self.since = today, since
        self.step.choices = options(_ENDS if is_monitored else (_MONITORED, *_ENDS))

    def validate_step(self, field: RadioField) -> None:
        """One of the steps."""
        one_of(field, _("Choose what happened."))

    def validate_day(self, field: Day) -> None:
        """It has happened, and not before the step that came before."""
        has_happened(field, self.today)
        if field.data is not None and field.data < self.since:
            raise StopValidation(_("This day is before the last step. Check it."))


def has_happened(field: Day, today: date) -> None:
    """A day of the record is today at the latest, and not decades ago."""
    if field.data is None:
        return
    if field.data > today:
        raise StopValidation(_("This day is still to come. Put it on record once it is there."))
    if today - field.data > OLDEST:
        raise StopValidation(_("This day is very long ago. Check it."))
