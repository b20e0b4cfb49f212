"""The language of the words around what is asked: staff have one of their own."""

from __future__ import annotations

from flask import g

from sb_feedback.web.audience import is_staff
from sb_feedback.web.survey.language import respondent_language

STAFF_LANGUAGE = "en"


def interface_language() -> str:
    """The language of this page, as Babel writes it."""
    if "language" not in g and is_staff():
        return STAFF_LANGUAGE
    return respondent_language().replace("-", "_")
