"""Where the pages of a team are collected, and whose team a page is about."""

from __future__ import annotations

from flask import Blueprint

from sb_feedback.models import Team
from sb_feedback.services.teams import team_at
from sb_feedback.web.access import my_team_site_id
from sb_feedback.web.here import workplace

blueprint = Blueprint("team", __name__, url_prefix="/team")


def my_team() -> Team:
    """The team of the visitor's own site; a page that needs one is not there before it begins."""
    with workplace().db.read() as session:
        return team_at(session, my_team_site_id())
