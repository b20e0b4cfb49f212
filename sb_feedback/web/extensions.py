"""Extensions of Flask that all pages share: templates, languages, forged requests, guessing."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask_babel import Babel
from flask_limiter import Limiter
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

babel = Babel()
#: Protects the forms of staff. A survey has no session: its signed one-time number protects it.
csrf = CSRFProtect()
#: Counts in this process's memory, for everybody together: no address is looked at or kept.
limiter = Limiter(key_func=lambda: "everybody", storage_uri="memory://")


def start_extensions(app: Flask, language: Callable[[], str]) -> None:
    """Start them for an application whose pages tell their language."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    babel.init_app(app, locale_selector=language)
    csrf.init_app(app)
    limiter.init_app(app)
