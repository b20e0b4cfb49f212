"""Families: their made-up names, and a sheet on which the coordinator notes by hand who is who."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.services.meeting_list import family_lines
from sb_feedback.web.access import my_site_id
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.here import workplace


@blueprint.get("/families")
def families() -> ResponseReturnValue:
    """All of them, and what happens when the coordinator changes."""
    place = workplace()
    with place.db.read() as session:
        lines = family_lines(session, my_site_id())
    return render_template("coordinator/families.html", families=lines, today=place.clock.today())
