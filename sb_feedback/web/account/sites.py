"""What an administrator sees: sites, where their periods stand, and who has an account."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.services.overview import all_sites
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.role_words import ROLE_NAMES
from sb_feedback.web.coordinator.words import STAGES
from sb_feedback.web.here import workplace


@blueprint.get("/sites")
def sites() -> ResponseReturnValue:
    """All sites; no content and no answers."""
    place = workplace()
    with place.db.read() as session:
        lines = all_sites(session, place.clock.today())
    return render_template("account/sites.html", sites=lines, roles=ROLE_NAMES, stages=STAGES)
