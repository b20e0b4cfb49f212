"""Extensions of Flask that all pages share: templates, languages, forged requests, guessing."""

from __future__ import annotations

from flask import Flask, g
from flask_babel import Babel
from flask_limiter import Limiter
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from sb_feedback.web.audience import is_staff

STAFF_LANGUAGE = "en"

babel = Babel()
#: Protects the forms of staff. A survey has no session: its signed one-time number protects it.
csrf = CSRFProtect()
#: Counts in this process's memory, for everybody together: no address is looked at or kept.
limiter = Limiter(key_func=lambda: "everybody", storage_uri="memory://")


def start_extensions(app: Flask) -> None:
    """Start them for an application."""
    from sb_feedback.web.survey import blueprint

    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    babel.init_app(app, locale_selector=interface_language)
    csrf.init_app(app)
    csrf.exempt(blueprint)
    limiter.init_app(app)


def interface_language() -> str:
    """The language of the words around what is asked, as Babel writes it."""
    from sb_feedback.web.survey.language import respondent_language

    if "language" not in g and is_staff():
        return STAFF_LANGUAGE
    return respondent_language().replace("-", "_")
