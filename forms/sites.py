"""The form with which an administrator adds a site."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length, StopValidation

from forms.settings import LONGEST_NAME
from forms.staff_fields import Choices, clean, one_of, options

_TOO_LONG = Length(max=LONGEST_NAME, message=_("Use %(most)s letters or fewer.", most=LONGEST_NAME))


class NewSiteForm(FlaskForm):
    """A site: its name, and with whom it is counted together."""

    name = StringField(
        _("Name of the site"),
        filters=[clean],
        validators=[DataRequired(_("Type the name of the site.")), _TOO_LONG],
    )
    with_site = SelectField(_("Counted together with"), validate_choice=False)
    pool = StringField(_("Name of the sites together"), filters=[clean], validators=[_TOO_LONG])

    def offer(self, sites: Choices) -> None:
        """Set with which sites it can be counted."""
        self.with_site.choices = options([("", _("Nobody: it is counted alone")), *sites])

    def validate_with_site(self, field: SelectField) -> None:
        """One of the sites that have not begun, or none."""
        if field.data:
            one_of(field, _("Choose a site from the list."))

    def validate_pool(self, field: StringField) -> None:
        """A name is needed only for sites that are counted together."""
        if self.with_site.data and not field.data:
            raise StopValidation(_("Type a name for the sites that are counted together."))
