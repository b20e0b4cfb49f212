"""Where the reviewer of notes begins."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.web.account.blueprint import blueprint


@blueprint.get("/reviewer")
def reviewer() -> ResponseReturnValue:
    """Say that there is nothing to read yet."""
    return render_template("account/reviewer.html")
