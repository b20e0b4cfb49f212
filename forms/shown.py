"""Forms that know what stood on the page when it was shown, so that nobody overwrites unseen."""

import hashlib

from flask_wtf import FlaskForm
from wtforms import HiddenField


class Shown(FlaskForm):
    """Carries a mark of the stored values that were shown with it."""

    shown = HiddenField()

    def remember(self, stored: object) -> None:
        """Note what is stored at the moment, as a value whose text says all of it."""
        self.shown.data = _mark(stored)

    def overtaken(self, stored: object, sent: object) -> bool:
        """True if something else is stored now than was shown, and it is not what was sent.

        The next time this form is sent, what is stored now has been seen.
        """
        late = bool(self.shown.data) and self.shown.data != _mark(stored) and stored != sent
        self.remember(stored)
        return late


def _mark(stored: object) -> str:
    return hashlib.sha256(repr(stored).encode()).hexdigest()[:16]
