"""Entry point for the web server and for the command line."""

from __future__ import annotations

import os

import click

from sb_feedback import create_app
from sb_feedback.config import Settings, check_web_start
from sb_feedback.workplace import Workplace


def _is_a_command() -> bool:
    # The flask program runs commands of the job's account too; those may read the key folder. It
    # also marks the environment, but a web server that a command starts inherits that mark.
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name != "run"


settings = Settings.from_environment(os.environ)
serves = not _is_a_command()
if serves:
    check_web_start(settings)
app = create_app(Workplace(settings), serves=serves)
