"""What an administrator sees: sites, where their periods stand, and who has an account."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from sb_feedback.models.account import ADMINISTRATOR, COORDINATOR, JUDGE
from sb_feedback.services.overview import all_sites
from sb_feedback.web.access import allowed
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.coordinator.words import STAGES
from sb_feedback.web.here import workplace

ROLE_NAMES: Mapping[str, LazyString] = {
    COORDINATOR: _("coordinator"),
    JUDGE: _("judge"),
    ADMINISTRATOR: _("administrator"),
}


@blueprint.get("/sites")
@allowed(ADMINISTRATOR)
def sites() -> ResponseReturnValue:
    """All sites; no content and no answers."""
    place = workplace()
    with place.db.read() as session:
        lines = all_sites(session, place.clock.today())
    return render_template("account/sites.html", sites=lines, roles=ROLE_NAMES, stages=STAGES)
