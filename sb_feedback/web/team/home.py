"""The first page of the team: what matters now."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sb_feedback.models.account import COORDINATOR
from sb_feedback.services.teams import found_team, roster_size, team_of_site
from sb_feedback.web.access import allowed, my_site_id
from sb_feedback.web.here import workplace
from sb_feedback.web.team.blueprint import blueprint


@blueprint.get("")
@allowed(COORDINATOR)
def home() -> ResponseReturnValue:
    """The team, or how to begin one."""
    place = workplace()
    with place.db.read() as session:
        team = team_of_site(session, my_site_id())
        members = roster_size(session, team.scope_id, place.clock.today()) if team else 0
    return render_template("team/home.html", team=team, members=members)


@blueprint.post("/begin")
@allowed(COORDINATOR)
def begin() -> ResponseReturnValue:
    """Begin the team of this site."""
    place = workplace()
    with place.db.write() as session:
        found_team(session, site_id=my_site_id(), today=place.clock.today())
    return redirect(url_for("team.home"), 303)
