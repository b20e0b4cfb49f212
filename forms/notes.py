"""The form in which a reviewer hides a part of a note: a copy of it, to take words out of."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

#: More than any note with all its gaps.
LONGEST_COPY = 2_000


class PartForm(FlaskForm):
    """What is left of a note."""

    rest = TextAreaField(
        _("Take words out"),
        validators=[Length(max=LONGEST_COPY, message=_("This is longer than the note."))],
    )
