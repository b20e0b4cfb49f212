"""Forms of accounts: inviting somebody, choosing a password, and asking for a new one."""

import re
from collections.abc import Collection
from typing import ClassVar
from uuid import uuid4

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from forms.email_address import is_email, tidy_email
from forms.password_rule import LONGEST_PASSWORD, SHORTEST_PASSWORD
from forms.staff_fields import Choices, clean, one_of, options

_FORM_ID = re.compile(r"[0-9a-f]{32}")


class AddressForm(FlaskForm):
    """An e-mail address."""

    email = StringField(
        _("E-mail address"),
        filters=[clean],
        validators=[DataRequired(_("Type the e-mail address."))],
    )

    @property
    def address(self) -> str:
        """The address as it is kept."""
        return tidy_email(self.email.data or "")

    def validate_email(self, _field: StringField) -> None:
        """A plain address."""
        if not is_email(self.address):
            raise StopValidation(_("This is no e-mail address. Type one like jo@example.org."))


class InviteForm(AddressForm):
    """Whom to invite, as what, and where. Its random id becomes that of the invitation."""

    form_id = HiddenField()
    role = RadioField(_("Role"), validate_choice=False)
    site = SelectField(_("Site"), validate_choice=False)

    def begin(self) -> None:
        """Give a blank form its id."""
        self.form_id.data = uuid4().hex

    def offer(self, roles: Choices, sites: Choices | None, without_site: Collection[str]) -> None:
        """Set what can be chosen; no sites for somebody who invites to one site alone."""
        self.role.choices = options(roles)
        self.without_site = without_site
        if sites is None:
            del self.site
        else:
            self.site.choices = options([("", _("The whole state")), *sites])

    @property
    def new_id(self) -> str:
        """The id for the invitation."""
        sent = self.form_id.data or ""
        return sent if _FORM_ID.fullmatch(sent) else uuid4().hex

    def validate_role(self, field: RadioField) -> None:
        """One of the roles."""
        one_of(field, _("Choose a role."))

    def validate_site(self, field: SelectField) -> None:
        """A site where the role has one, and none where it has none."""
        if self.role.data in self.without_site:
            if field.data:
                raise StopValidation(_("This role is for the whole state."))
        else:
            one_of(field, _("Choose a site for this role."))


class NewPasswordForm(FlaskForm):
    """A password of one's own, typed twice."""

    shortest: ClassVar[int] = SHORTEST_PASSWORD

    password = PasswordField(
        _("Password"),
        validators=[
            InputRequired(_("Type a password.")),
            Length(
                SHORTEST_PASSWORD,
                LONGEST_PASSWORD,
                _(
                    "A password needs %(least)s to %(most)s characters.",
                    least=SHORTEST_PASSWORD,
                    most=LONGEST_PASSWORD,
                ),
            ),
        ],
    )
    again = PasswordField(_("The same password again"))

    def validate_again(self, field: PasswordField) -> None:
        """A slip of the finger would lock its owner out."""
        if field.data != self.password.data:
            raise StopValidation(_("The two passwords differ. Type the same one twice."))


class ChangePasswordForm(NewPasswordForm):
    """A new password in place of the one before."""

    before = PasswordField(
        _("Your password now"), validators=[InputRequired(_("Type your password."))]
    )


class MailWishesForm(FlaskForm):
    """Which mail somebody wants."""

    notices = BooleanField(_("Tell me by e-mail when a report is ready"))
