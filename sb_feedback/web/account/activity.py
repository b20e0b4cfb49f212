"""The activity log: what people did at the own site, or everywhere for an administrator."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sb_feedback.services.activity import activity_of
from sb_feedback.services.people import names_of_sites
from sb_feedback.web.access import my_site_or_all
from sb_feedback.web.account.activity_words import sentence
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.here import workplace

_LAST = 10**6


@blueprint.get("/activity")
def activity() -> ResponseReturnValue:
    """The newest lines first, in parts."""
    number = min(request.args.get("page", 1, type=int), _LAST)
    site_id = my_site_or_all()
    with workplace().db.read() as session:
        page = activity_of(session, site_id, number)
        sites = names_of_sites(session) if site_id is None else {}
    return render_template(
        "account/activity.html",
        page=page,
        sites=sites,
        sentence=sentence,
        zone=workplace().settings.zone,
    )
