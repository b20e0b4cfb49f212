"""One-click sign-in and the button that moves the calendar, for the SAMPLE state alone."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from sb_feedback.demo.founding import email_of
from sb_feedback.demo.live import move_to_the_end, survey_urls, team_survey_url
from sb_feedback.demo.story import MAIN
from sb_feedback.services.accounts import user_of
from sb_feedback.web.access import let_in
from sb_feedback.web.extensions import csrf
from sb_feedback.web.here import workplace
from sb_feedback.web.rules import HOMES

blueprint = Blueprint("demo", __name__, url_prefix="/demo")
# The first page belongs to respondents and keeps no session that a token could be bound to; the
# worst that a forged request does here is to move an invented calendar.
csrf.exempt(blueprint)


class Desk:
    """What the first page offers in the demo."""

    #: Who can be tried.
    roles = tuple(HOMES)

    @property
    def surveys(self) -> dict[str, str]:
        """A live survey for each role."""
        return survey_urls(workplace())

    @property
    def team_survey(self) -> str | None:
        """The open survey of the team, if there is one."""
        return team_survey_url(workplace())


@blueprint.app_context_processor
def _desk() -> dict[str, object]:
    return {"demo": Desk()}


@blueprint.post("/sign-in/<role>")
def sign_in(role: str) -> ResponseReturnValue:
    """Be the invented person of this role."""
    if role not in HOMES:
        abort(404)
    with workplace().db.read() as session:
        user = user_of(session, email_of(role, MAIN)) or abort(404)
    let_in(user)
    return redirect(url_for(HOMES[role]), 303)


@blueprint.post("/move-to-the-end")
def move() -> ResponseReturnValue:
    """Move to the period's end and close."""
    move_to_the_end(workplace())
    return redirect(url_for("survey.landing"), 303)
