"""A refusal of the services in the language of the page."""

from __future__ import annotations

from datetime import date

from flask_babel import format_date, gettext

from sb_feedback.services.errors import NotAllowed


def why_not(refusal: NotAllowed) -> str:
    """Why it cannot be done; days are written as people write them."""
    return gettext(refusal.message, **{name: _shown(one) for name, one in refusal.values.items()})


def _shown(value: object) -> object:
    return format_date(value, "long") if isinstance(value, date) else value
