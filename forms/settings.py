"""Forms of what a site sets: how it is reported, the smallest number of answers, and its paper."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from forms.shown import Shown
from forms.staff_fields import Choices, Ticks, Whole, between, clean, one_of, options, values_of

LONGEST_NAME = 80
YES, NO = "yes", "no"


class SharingForm(Shown):
    """Whether the sums of a site go to the state's pool."""

    shares = RadioField(
        _("Share with the state?"),
        choices=options([(YES, _("Yes")), (NO, _("No"))]),
        validate_choice=False,
    )

    def validate_shares(self, field: RadioField) -> None:
        """One of the two."""
        one_of(field, _("Choose yes or no."))


class CountingForm(FlaskForm):
    """How families are counted, and how long a period is."""

    family_batch = RadioField(
        _("How are families counted?"),
        choices=options(
            [
                ("apart", _("Parents and caregivers apart")),
                ("together", _("Parents and caregivers together, as families")),
            ]
        ),
        validate_choice=False,
    )
    months = RadioField(
        _("How long is a period?"),
        choices=options([("3", _("A quarter")), ("6", _("Half a year")), ("12", _("A year"))]),
        validate_choice=False,
    )

    def validate_family_batch(self, field: RadioField) -> None:
        """One of the two."""
        one_of(field, _("Choose how families are counted."))

    def validate_months(self, field: RadioField) -> None:
        """One of the three."""
        one_of(field, _("Choose how long a period is."))


class SetUpForm(CountingForm, SharingForm):
    """The set-up choice: made before any answer."""

    name = StringField(
        _("Name of the site"),
        filters=[clean],
        validators=[
            DataRequired(_("Type the name of the site.")),
            Length(
                max=LONGEST_NAME, message=_("Use %(most)s letters or fewer.", most=LONGEST_NAME)
            ),
        ],
    )


class FloorForm(Shown):
    """How many must have answered before anything is shown."""

    floor = Whole(
        _("Smallest number of answers"),
        validators=[InputRequired(_("Type a number."))],
    )
    sure = BooleanField(_("I know that this number can be raised and never lowered."))

    def limit(self, least: int, most: int) -> None:
        """It can only go up."""
        message = _(
            "Type a number from %(least)s to %(most)s. It can be raised, never lowered.",
            least=least,
            most=most,
        )
        self.floor.validators = [*self.floor.validators, between(least, most, message)]
        self.floor.render_kw = {"min": least, "max": most, "inputmode": "numeric"}

    def validate_sure(self, field: BooleanField) -> None:
        """Read before it is done."""
        if not field.data:
            raise StopValidation(_("Tick the box to raise the number."))


class HabitsForm(Shown):
    """What a site prints on, in which languages, and where its clocks are."""

    languages = Ticks(_("Languages on your cards"), validate_choice=False)
    paper = RadioField(
        _("Paper in your printer"),
        choices=options([("letter", _("US Letter")), ("a4", _("A4"))]),
        validate_choice=False,
    )
    time_zone = SelectField(_("Time zone"), validate_choice=False)

    def offer(self, languages: Choices, zones: Choices) -> None:
        """Set what can be chosen."""
        self.languages.choices, self.time_zone.choices = options(languages), options(zones)

    def validate_languages(self, field: Ticks) -> None:
        """A card without words helps nobody."""
        sent = field.data or ()
        field.data = [value for value in values_of(field) if value in sent]
        if not field.data:
            raise StopValidation(_("Tick at least one language."))

    def validate_paper(self, field: RadioField) -> None:
        """One of the two."""
        one_of(field, _("Choose the paper."))

    def validate_time_zone(self, field: SelectField) -> None:
        """One of the list; the blank one is the zone of the installation."""
        if field.data:
            one_of(field, _("Choose a time zone from the list."))
