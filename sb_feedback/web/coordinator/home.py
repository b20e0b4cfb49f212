"""The coordinator's first page: this period, what is missing, what waits, what was picked."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.db import Rows
from sb_feedback.services.box import BoxCheck, check_box
from sb_feedback.services.first_steps import first_steps
from sb_feedback.services.improvements import improvements_of
from sb_feedback.services.ledger import readable_releases
from sb_feedback.services.overview import family_groups, periods_at, waiting_batches
from sb_feedback.services.shelf import shelf_of
from sb_feedback.services.state_editions.reference import StateReference, state_reference
from sb_feedback.services.teams import team_of_site
from sb_feedback.services.wave_view import WaveView, wave_views
from sb_feedback.web.access import moment, my_scope_id, my_site_id
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.help_page import confirmed_on, lines_are_old
from sb_feedback.web.coordinator.period import SITE_EDITION
from sb_feedback.web.coordinator.practices import rounds
from sb_feedback.web.coordinator.settings import clock_at, my_habits
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
            reference=_reference(session),
            picked=next(iter(rounds(session, improvements_of(session, my_scope_id())[:1])), None),
            doers=DOERS,
            help_confirmed=(tried := confirmed_on()),
            help_is_old=lines_are_old(tried, today),
            box=_box(session),
            clock_at_site=clock_at(my_habits()),
            next_wave=_next_wave(session),
            has_team=team_of_site(session, my_site_id()) is not None,
            groups=GROUPS,
            roles=ROLES,
        )


def _box(session: Rows) -> BoxCheck:
    place = workplace()
    return check_box(
        session,
        my_site_id(),
        place.slots,
        place.pulse.last(),
        today=place.clock.today(),
        now=moment(),
    )


def _reference(session: Rows) -> StateReference | None:
    """What the whole state says, for a site that has no results of its own yet."""
    if readable_releases(session, my_scope_id()):
        return None
    place = workplace()
    groups = family_groups(session, my_scope_id(), place.clock.today())
    return state_reference(session, groups, place.questionnaires)


def _next_wave(session: Rows) -> WaveView | None:
    """The survey of the site's team that is open or comes next."""
    team = team_of_site(session, my_site_id())
    if team is None:
        return None
    views = wave_views(session, team, workplace().clock.today())
    return next((view for view in views if view.is_open or view.is_planned), None)
