"""The forms about who has access."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField

from forms.staff_fields import Choices, one_of, options


class RoleForm(FlaskForm):
    """Another role for somebody."""

    role = RadioField(_("Role"), validate_choice=False)

    def offer(self, roles: Choices) -> None:
        """Set the roles that can be given."""
        self.role.choices = options(roles)

    def validate_role(self, field: RadioField) -> None:
        """One of the roles."""
        one_of(field, _("Choose a role."))
