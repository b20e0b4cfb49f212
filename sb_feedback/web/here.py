"""The workplace of the running process, for views."""

from __future__ import annotations

from typing import cast

from flask import current_app

from sb_feedback.workplace import Workplace


def workplace() -> Workplace:
    """Settings, database, secrets, clock and questionnaires."""
    return cast("Workplace", current_app.extensions["workplace"])
