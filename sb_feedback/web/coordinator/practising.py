"""The way to the practice survey from the pages of staff: that somebody took it is noted once."""

from __future__ import annotations

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from sb_feedback.services.meetings import ROLES
from sb_feedback.services.settings import note_practice, settings_of
from sb_feedback.web.access import my_site_id
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.words import LANGUAGES
from sb_feedback.web.here import workplace


@blueprint.post("/practise/<role>")
def practise(role: str) -> ResponseReturnValue:
    """Note that the practice survey was opened here, and go there."""
    if role not in ROLES:
        abort(404)
    place = workplace()
    with place.db.write() as session:
        settings = settings_of(session, my_site_id(), [code for code, _name in LANGUAGES])
        note_practice(session, settings, place.clock.today())
    return redirect(url_for("survey.practice", role=role), 303)
