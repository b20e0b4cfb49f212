"""The forms about the code at sign-in."""

import re

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

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
