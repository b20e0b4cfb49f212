"""The language of the words around what is asked: staff choose theirs, respondents the page's."""

from __future__ import annotations

from flask import g

from sb_feedback.web.audience import is_staff
from sb_feedback.web.staff_language import staff_language
from sb_feedback.web.survey.language import respondent_language


def interface_language() -> str:
    """The language of this page, as Babel writes it."""
    if "language" not in g and is_staff():
        g.language = staff_language()
    return respondent_language().replace("-", "_")
