"""The forms about one's own account: codes at sign-in, and the password."""

import re

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, StopValidation

from forms.staff_fields import clean

_APP_SECRET = re.compile(r"[A-Z2-7]{32}")


class CodeForm(FlaskForm):
    """A code of the app, or a recovery code."""

    code = StringField(_("Code"), filters=[clean], validators=[InputRequired(_("Type the code."))])


class AppForm(CodeForm):
    """The first code of an app; its secret stands on the page until then, and nowhere else."""

    app_secret = HiddenField()

    @property
    def sent_secret(self) -> str | None:
        """The secret that came back, if it is one."""
        sent = self.app_secret.data or ""
        return sent if _APP_SECRET.fullmatch(sent) else None


class ConfirmForm(CodeForm):
    """Password and code together: for what makes signing in weaker."""

    password = PasswordField(
        _("Your password"), validators=[InputRequired(_("Type your password."))]
    )


class NewPasswordForm(FlaskForm):
    """A new password, typed twice. Call `limit` before it is shown or checked."""

    new = PasswordField(_("New password"), validators=[InputRequired(_("Type a new password."))])
    again = PasswordField(
        _("The same again"), validators=[InputRequired(_("Type the new password once more."))]
    )

    def limit(self, least: int, most: int) -> None:
        """Set how long a password is."""
        self.least, self.most = least, most

    def validate_new(self, field: PasswordField) -> None:
        """Long enough; nothing else is asked of it."""
        if not self.least <= len(field.data or "") <= self.most:
            message = _("Use %(least)s to %(most)s letters.", least=self.least, most=self.most)
            raise StopValidation(message)

    def validate_again(self, field: PasswordField) -> None:
        """Typed as before."""
        if field.data != self.new.data:
            raise StopValidation(_("The two are not the same. Type both again."))


class ChangePasswordForm(NewPasswordForm):
    """A new password in place of the old one."""

    password = PasswordField(
        _("Your password now"), validators=[InputRequired(_("Type your password."))]
    )
