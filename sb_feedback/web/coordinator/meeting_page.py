"""The page of one meeting, also when one of its forms has a fault."""

from __future__ import annotations

from flask import render_template

from forms.staff import AttendanceForm, CardsForm
from sb_feedback.models import Meeting
from sb_feedback.models.meeting import MOST_IN_A_MEETING
from sb_feedback.services.meetings import COLUMNS, Attendance, find_meeting, last_day_for_cards
from sb_feedback.web.access import my_site_id
from sb_feedback.web.coordinator.hand_out import Sent, cards_still_work, hand_outs, scripts
from sb_feedback.web.coordinator.help_page import confirmed_on
from sb_feedback.web.coordinator.words import ROLES
from sb_feedback.web.here import workplace


def my_meeting(meeting_id: str) -> Meeting:
    """A meeting of the visitor's own site; any other is not there."""
    with workplace().db.read() as session:
        return find_meeting(session, my_site_id(), meeting_id)


def attendance_form(meeting: Meeting, *, sent: Sent = None) -> AttendanceForm:
    """The form for who came, filled with what was recorded unless something else was sent."""
    form = AttendanceForm(sent, **{name: getattr(meeting, name) for name in COLUMNS.values()})
    form.limit(MOST_IN_A_MEETING)
    if sent is None:
        form.remember(recorded(meeting))
    return form


def recorded(meeting: Meeting) -> Attendance:
    """Who came, as it is stored."""
    return Attendance(meeting.parents, meeting.caregivers, meeting.professionals)


def meeting_page(
    meeting: Meeting, *, people: AttendanceForm | None = None, faulty: CardsForm | None = None
) -> str:
    """Everything to hand out, and who came; with the faults of the form that was sent."""
    form = people or attendance_form(meeting)
    return render_template(
        "coordinator/meeting.html",
        meeting=meeting,
        last_day=last_day_for_cards(meeting),
        still_work=cards_still_work(meeting, workplace().clock.today()),
        hand_outs=hand_outs(meeting),
        scripts=scripts(meeting),
        help_confirmed=confirmed_on() is not None,
        people=form,
        faulty=faulty or form,
        roles=ROLES,
    )
