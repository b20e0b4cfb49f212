"""The first page of the team: what matters now."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sb_feedback.services.overview import AT_WORK
from sb_feedback.services.teams import found_team, roster_size, team_of_site
from sb_feedback.services.wave_view import wave_views
from sb_feedback.web.access import my_site_id
from sb_feedback.web.coordinator.help_page import confirmed_on
from sb_feedback.web.here import workplace
from sb_feedback.web.team.blueprint import blueprint
from sb_feedback.web.team.words import DOORS, VERDICTS


@blueprint.get("")
def home() -> ResponseReturnValue:
    """The team, or how to begin one."""
    place = workplace()
    today = place.clock.today()
    with place.db.read() as session:
        team = team_of_site(session, my_site_id())
        if team is None:
            return render_template("team/begin.html")
        views = wave_views(session, team, today)
        members = roster_size(session, team.scope_id, today)
    return render_template(
        "team/home.html",
        members=members,
        waves=[view for view in views if not view.verdict and view.stage not in AT_WORK],
        at_work=[view for view in views if not view.verdict and view.stage in AT_WORK],
        over=[view for view in reversed(views) if view.verdict],
        help_confirmed=confirmed_on() is not None,
        doors=DOORS,
        verdicts=VERDICTS,
    )


@blueprint.post("/begin")
def begin() -> ResponseReturnValue:
    """Begin the team of this site."""
    place = workplace()
    with place.db.write() as session:
        found_team(session, site_id=my_site_id(), today=place.clock.today())
    return redirect(url_for("team.home"), 303)
