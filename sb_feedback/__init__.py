"""The web application of sb_feedback: ask, seal, tally, release, show."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from sb_feedback.config import Settings, SettingsError
from sb_feedback.headers import set_headers
from sb_feedback.workplace import Workplace

ROOT = Path(__file__).resolve().parent.parent
LARGEST_BODY = 256 * 1024


def create_app(workplace: Workplace | None = None, *, serves: bool = True) -> Flask:
    """Put the application together; a command that serves no page needs no secret."""
    workplace = workplace or Workplace(Settings.from_environment(os.environ))
    app = Flask("sb_feedback", template_folder=str(_templates()))
    configure(app, workplace)
    if serves:
        app.secret_key = workplace.session_key
    set_headers(app, https=workplace.settings.base_url.startswith("https"))
    register_pages(app)
    register_commands(app)
    return app


def configure(app: Flask, workplace: Workplace) -> None:
    """Settings of Flask and its extensions."""
    settings = workplace.settings
    app.extensions["workplace"] = workplace
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https"),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=300,
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages ask browsers to send no referrer, so it cannot be required.
        WTF_CSRF_SSL_STRICT=False,
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    if not settings.is_demo:
        app.config["TRUSTED_HOSTS"] = [urlsplit(settings.base_url).hostname]
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def register_pages(app: Flask) -> None:
    """Every page, by audience."""
    from sb_feedback.web import register

    register(app)


def register_commands(app: Flask) -> None:
    """What an administrator types."""
    from sb_feedback.cli import COMMANDS

    for command in COMMANDS:
        app.cli.add_command(command)


def _templates() -> Path:
    folder = ROOT / "templates"
    if not folder.is_dir():
        raise SettingsError([f"The templates are missing: {folder} is not a folder"])
    return folder
