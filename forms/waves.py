"""The forms of a team's wave: when it opens, by which door, and until when."""

from datetime import date

from flask_babel import format_date
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired, StopValidation

from forms.staff_fields import Choices, Day, one_of, options


class DayForm(FlaskForm):
    """A day between two others. Call `limit` before it is shown or checked."""

    def limit(self, first: date, last: date) -> None:
        """Set the first and the last day that can be typed."""
        self.first, self.last = first, last
        for field in self:
            if isinstance(field, Day):
                field.render_kw = {"min": first.isoformat(), "max": last.isoformat()}

    def check(self, field: Day) -> None:
        """One of those days."""
        if field.data is not None and not self.first <= field.data <= self.last:
            first, last = format_date(self.first, "long"), format_date(self.last, "long")
            raise StopValidation(
                _("Choose a day from %(first)s to %(last)s.", first=first, last=last)
            )


class OpeningForm(DayForm):
    """When the wave opens."""

    first_day = Day(_("Opens on"), validators=[InputRequired(_("Type the day when it opens."))])

    def validate_first_day(self, field: Day) -> None:
        """Early enough for 14 days."""
        self.check(field)


class ExtendForm(DayForm):
    """Until when the wave is open."""

    last_day = Day(_("Open until"), validators=[InputRequired(_("Type the new last day."))])

    def validate_last_day(self, field: Day) -> None:
        """Within the quarter."""
        self.check(field)


class DoorForm(FlaskForm):
    """How members come in."""

    door = RadioField(_("How do members come in?"), validate_choice=False)

    def offer(self, doors: Choices) -> None:
        """Set which doors there are."""
        self.door.choices = options(doors)

    def validate_door(self, field: RadioField) -> None:
        """One of them."""
        one_of(field, _("Choose one link for everybody, or a link of one's own."))
