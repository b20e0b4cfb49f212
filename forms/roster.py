"""Forms of a team's roster: a seat, the day of leaving, and a file to import."""

from datetime import date, timedelta

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, StopValidation

from forms.email_address import is_email, tidy_email
from forms.staff_fields import Choices, Day, clean, one_of, options

#: Somebody can be entered before joining; older dates are mistakes.
LONGEST_AHEAD = timedelta(days=366)
EARLIEST = date(2000, 1, 1)


class SeatForm(FlaskForm):
    """One member: address, sector, and since when."""

    email = StringField(
        _("E-mail address"),
        filters=[clean],
        validators=[DataRequired(_("Type the e-mail address."))],
    )
    sector = SelectField(_("Sector"), validate_choice=False)
    joined_on = Day(_("Member since"), validators=[InputRequired(_("Type the day of joining."))])

    def offer(self, sectors: Choices, today: date) -> None:
        """Set what can be chosen, and what day it is."""
        self.sector.choices = options([("", _("Choose a sector")), *sectors])
        self.today = today

    @property
    def address(self) -> str:
        """The address as it is kept."""
        return tidy_email(self.email.data or "")

    def validate_email(self, _field: StringField) -> None:
        """A plain address."""
        if not is_email(self.address):
            raise StopValidation(_("This is no e-mail address. Type one like jo@example.org."))

    def validate_sector(self, field: SelectField) -> None:
        """One of the sectors."""
        one_of(field, _("Choose a sector."))

    def validate_joined_on(self, field: Day) -> None:
        """A day that can be meant."""
        check_day(field, self.today)


class ChangeSeatForm(SeatForm):
    """The same for a member who is there, and whether the invitation goes out once more."""

    again = BooleanField(_("The invitation did not arrive: send it again to the new address"))


class LeaveForm(FlaskForm):
    """The first day on which somebody is no member any more."""

    left_on = Day(_("No member from this day on"), validators=[InputRequired(_("Type the day."))])

    def begin(self, today: date) -> None:
        """Set what day it is."""
        self.today = today

    def validate_left_on(self, field: Day) -> None:
        """A day that can be meant."""
        check_day(field, self.today)


class ImportForm(FlaskForm):
    """A file with members."""

    file = FileField(_("File (CSV)"))

    def validate_file(self, field: FileField) -> None:
        """Some file must have been picked."""
        if not getattr(field.data, "filename", None):
            raise StopValidation(_("Pick a file."))


class ConfirmImportForm(FlaskForm):
    """What was shown in the preview, sent back to be checked anew and written."""

    rows = HiddenField()
    seen = HiddenField()


def check_day(field: Day, today: date) -> None:
    """Refuse a day that is years away. Raises StopValidation."""
    message: LazyString = _("Check the year of this date.")
    if field.data is not None and not EARLIEST <= field.data <= today + LONGEST_AHEAD:
        raise StopValidation(message)
