"""Help in the same place on every staff page: the guides, what the words mean, and whom to ask."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.web.guidance.blueprint import blueprint
from sb_feedback.web.guidance.facts import FACTS
from sb_feedback.web.guidance.guides import GUIDES


@blueprint.get("/help")
def words() -> ResponseReturnValue:
    """The words of these pages and of the reports, for everybody, to read or to print."""
    return render_template("help/words.html", facts=FACTS, guides=GUIDES)
