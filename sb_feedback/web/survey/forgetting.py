"""Makes a browser without JavaScript forget the page that was left, which Back would show.

Browsers keep a page in memory, with what was picked on it, at the moment when the next one
begins. An answer can have that memory emptied, but the answer that shows the next page comes just
before it. So another request has to follow: a picture that is none, or a second step.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from sb_feedback.web.survey.blueprint import blueprint
from sb_feedback.web.survey.language import language_of, respondent_language
from sb_feedback.web.survey.stationery import stationery

FORGET = {"Clear-Site-Data": '"cache"'}


@blueprint.get("/forget")
def forget() -> Response:
    """What every page but a survey asks for where no script runs."""
    return Response(status=204, headers=FORGET)


@blueprint.get("/leave")
def leave() -> str:
    """Leaving, first step: an empty page, which goes on to the second by itself."""
    return render_template(
        "survey/leave.html",
        language=language_of(respondent_language()),
        where=urlsplit(stationery().leave_url).hostname,
    )


@blueprint.get("/away")
def away() -> AnyResponse:
    """Leaving, second step: forget, and go somewhere else."""
    elsewhere = redirect(stationery().leave_url, 303)
    elsewhere.headers.update(FORGET)
    return elsewhere
