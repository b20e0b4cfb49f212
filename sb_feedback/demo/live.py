"""What can be tried in the SAMPLE state: a meeting with live cards, and moving its calendar."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis import term_of
from sb_feedback.demo.story import MAIN
from sb_feedback.models import Installation, Period, Site, Wave
from sb_feedback.models.period import OPEN
from sb_feedback.models.team import SHARED
from sb_feedback.queue import wake
from sb_feedback.services.meetings import (
    ROLES,
    Attendance,
    hold_meeting,
    last_day_for_cards,
    recent_meetings,
)
from sb_feedback.services.periods import KeyKeeper, ask_to_close
from sb_feedback.services.teams import MEMBER, team_of_site
from sb_feedback.services.waves import change_opening, is_open, is_planned, openings, waves_of
from sb_feedback.workplace import Workplace

#: How the ids of live meetings begin; the day follows.
_LIVE = "0" * 24
_FAMILY = f"{MAIN}-0"
#: Many may try the shared codes at once.
_CAME = Attendance(parents=12, caregivers=12, professionals=12)


def survey_urls(place: Workplace) -> dict[str, str]:
    """The address of a live survey for each role; none before the state is built."""
    maker = place.code_maker()
    today = place.clock.today()
    with place.db.read() as session:
        if session.get(Site, MAIN) is None:
            return {}
        meeting_id = _live_meeting(session, today)
    if meeting_id is None:
        with place.db.write() as session:
            meeting_id = _live_meeting(session, today) or _hold_one(place, session, today)
    return {
        role: f"{place.settings.base_url}/q/{maker.shared(meeting_id, role).qr}" for role in ROLES
    }


def team_survey_url(place: Workplace) -> str | None:
    """The address of the main team's open survey; opened today if its quarter still allows that."""
    today = place.clock.today()
    with place.db.write() as session:
        team = team_of_site(session, MAIN)
        shared = (
            wave
            for wave in (waves_of(session, team.scope_id) if team else ())
            if wave.door == SHARED and _is_open_today(session, wave, today)
        )
        wave = next(shared, None)
    if wave is None:
        return None
    return f"{place.settings.base_url}/q/{place.code_maker().shared(wave.period_id, MEMBER).qr}"


def _is_open_today(session: Session, wave: Wave, today: date) -> bool:
    if is_planned(wave, today):
        first, last = openings(wave, today)
        if first == today <= last:
            change_opening(session, wave, today, today)
    return is_open(wave, today)


def move_to_the_end(place: Workplace) -> None:
    """Move the calendar to the day after the quarter's end and ask for everything to be closed."""
    today = place.clock.today()
    tomorrow_of_quarter = term_of(today, 3).last_day + timedelta(days=1)
    with place.db.write() as session:
        installation = session.get_one(Installation, 1)
        installation.days_ahead += (tomorrow_of_quarter - today).days
        for period in session.scalars(select(Period).where(Period.state == OPEN)):
            if period.last_day < tomorrow_of_quarter:
                ask_to_close(period, today=tomorrow_of_quarter)
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(tomorrow_of_quarter)
    wake(place)


def _live_meeting(session: Session, today: date) -> str | None:
    for meeting in recent_meetings(session, MAIN):
        if meeting.id.startswith(_LIVE) and meeting.held_on <= today <= last_day_for_cards(meeting):
            return meeting.id
    return None


def _hold_one(place: Workplace, session: Session, today: date) -> str:
    made = hold_meeting(
        session,
        place.code_maker(),
        site_id=MAIN,
        family_id=_FAMILY,
        held_on=today,
        attendance=_CAME,
        languages=("en", "es"),
        meeting_id=f"{_LIVE}{today:%Y%m%d}",
    )
    return made.id
