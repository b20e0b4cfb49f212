"""The coordinator's first page: this period, what is missing, what waits, what was picked."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.services.first_steps import first_steps
from sb_feedback.services.improvements import improvements_of
from sb_feedback.services.overview import periods_at, waiting_batches
from sb_feedback.services.shelf import shelf_of
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.help_page import confirmed_on, lines_are_old
from sb_feedback.web.coordinator.period import SITE_EDITION
from sb_feedback.web.coordinator.practices import rounds
from sb_feedback.web.coordinator.words import DOERS, GROUPS, ROLES
from sb_feedback.web.here import workplace


@blueprint.get("/home")
def home() -> ResponseReturnValue:
    """What matters this week on one page."""
    place = workplace()
    today = place.clock.today()
    with place.db.read() as session:
        shelf = shelf_of(session, my_scope_id(), SITE_EDITION, today)
        return render_template(
            "coordinator/home.html",
            first_steps=first_steps(session, my_site_id()),
            periods=periods_at(session, my_site_id(), today),
            waiting=waiting_batches(session, my_scope_id()),
            report=next((one for one in shelf if one.is_ready), None),
            picked=next(iter(rounds(session, improvements_of(session, my_scope_id())[:1])), None),
            doers=DOERS,
            help_confirmed=(tried := confirmed_on()),
            help_is_old=lines_are_old(tried, today),
            groups=GROUPS,
            roles=ROLES,
        )
