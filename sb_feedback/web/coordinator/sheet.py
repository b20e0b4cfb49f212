"""The practice behind each question, as a sheet on which a team can note how it works today."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sb_feedback.services.instruments import practices_asked
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.here import workplace


@blueprint.get("/practices")
def sheet() -> ResponseReturnValue:
    """In the language asked for, if the questions have it."""
    place = workplace()
    asked = practices_asked(place.questionnaires, place.versions)
    language = request.args.get("language", asked.languages[0])
    return render_template(
        "coordinator/sheet.html",
        asked=asked,
        language=language if language in asked.languages else asked.languages[0],
    )
