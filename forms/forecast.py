"""The form of the calculator: what a site expects of a quarter. Nothing of it is kept."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired, StopValidation

from forms.staff_fields import Whole, between, given, one_of, options

MOST_FAMILIES = 300
#: How many families in ten answer, as a person would say it.
TURNOUTS = {"3": 0.3, "5": 0.5, "7": 0.7, "9": 0.9}


class ForecastForm(FlaskForm):
    """Families in a quarter, how many of them are new, and how many may answer."""

    class Meta:
        """It is sent as an address, to look at again or to show to somebody; it changes nothing."""

        csrf = False

    families = Whole(
        _("Families with a meeting in a quarter"),
        validators=[
            InputRequired(_("Type how many families you expect.")),
            between(1, MOST_FAMILIES, _("Type a number from 1 to %(most)s.", most=MOST_FAMILIES)),
        ],
    )
    newcomers = Whole(
        _("How many of them are new each quarter"),
        validators=[InputRequired(_("Type how many are new. Type 0 if all stay."))],
    )
    turnout = RadioField(
        _("How many may answer"),
        choices=options(
            [
                ("3", _("About 3 in 10 families")),
                ("5", _("About half of them")),
                ("7", _("About 7 in 10")),
                ("9", _("Nearly all: 9 in 10")),
            ]
        ),
        default="5",
        validate_choice=False,
    )

    def validate_newcomers(self, field: Whole) -> None:
        """Nobody is new who is not there."""
        if None not in (field.data, self.families.data) and given(field.data) > given(
            self.families.data
        ):
            raise StopValidation(_("There cannot be more new families than families."))

    def validate_turnout(self, field: RadioField) -> None:
        """One of the choices."""
        one_of(field, _("Choose how many may answer."))

    @property
    def share(self) -> float:
        """The share of families who may answer in a quarter; of a form that was checked."""
        return TURNOUTS[self.turnout.data]
