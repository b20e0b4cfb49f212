"""Meetings: the list, a new one, one with everything to hand out, and who came."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.staff import AttendanceForm, MeetingForm
from forms.staff_fields import given
from sb_feedback.models import Meeting
from sb_feedback.models.meeting import MOST_IN_A_MEETING
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.meetings import (
    Attendance,
    change_attendance,
    families_of,
    find_meeting,
    hold_meeting,
    is_new_meeting,
    last_day_for_cards,
    recent_meetings,
)
from sb_feedback.web.access import my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.meeting_page import attendance_form, meeting_page, my_meeting
from sb_feedback.web.coordinator.settings import my_habits
from sb_feedback.web.coordinator.words import LANGUAGES
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not


@blueprint.get("/meetings")
def meetings() -> ResponseReturnValue:
    """The meetings of periods that are still open, newest first."""
    place = workplace()
    with place.db.read() as session:
        found = recent_meetings(session, my_site_id())
    return render_template(
        "coordinator/meetings.html",
        meetings=found,
        last_day_for_cards=last_day_for_cards,
        today=place.clock.today(),
    )


@blueprint.route("/meetings/new", methods=["GET", "POST"])
def new_meeting() -> ResponseReturnValue:
    """One page: when, which family, who came, which languages."""
    form = _meeting_form()
    if form.validate_on_submit():
        meeting_id = _held(form)
        if meeting_id is not None:
            return redirect(url_for("coordinator.meeting", meeting_id=meeting_id), 303)
    elif request.method == "GET":
        form.begin(workplace().clock.today())
        form.languages.data = my_habits().languages.split()
    return render_template("coordinator/new_meeting.html", form=form), 422 if form.errors else 200


@blueprint.get("/meetings/<row:meeting_id>")
def meeting(meeting_id: str) -> ResponseReturnValue:
    """Everything to hand out, and who came."""
    return meeting_page(my_meeting(meeting_id))


@blueprint.post("/meetings/<row:meeting_id>/attendance")
def attendance(meeting_id: str) -> ResponseReturnValue:
    """Correct who came."""
    found = my_meeting(meeting_id)
    form = attendance_form(found, sent=request.form)
    if not form.validate_on_submit():
        return meeting_page(found, people=form), 422
    place = workplace()
    with place.db.write() as session:
        change_attendance(
            session,
            place.code_maker(),
            find_meeting(session, my_site_id(), meeting_id),
            _counts(form),
            place.clock.today(),
        )
        note(session, "meeting_changed")
    flash(_("The numbers are saved."))
    return redirect(url_for("coordinator.meeting", meeting_id=meeting_id), 303)


def _meeting_form() -> MeetingForm:
    place = workplace()
    with place.db.read() as session:
        families = families_of(session, my_site_id())
    form = MeetingForm()
    form.choose_from([(family.id, family.label) for family in families], place.clock.today())
    form.limit(MOST_IN_A_MEETING)
    form.offer(LANGUAGES)
    return form


def _held(form: MeetingForm) -> str | None:
    place, meeting_id = workplace(), form.new_id
    try:
        with place.db.write() as session:
            is_new = is_new_meeting(session, my_site_id(), meeting_id)
            held = hold_meeting(
                session,
                place.code_maker(),
                site_id=my_site_id(),
                family_id=form.family.data or None,
                held_on=given(form.held_on.data),
                attendance=_counts(form),
                languages=given(form.languages.data),
                meeting_id=meeting_id,
            )
            if is_new:
                note(session, "meeting_made")
    except NotAllowed as refusal:
        form.held_on.errors = [why_not(refusal)]
        return None
    if not _says_the_same(held, form):
        flash(
            _(
                "This meeting was saved before, so what you changed was not saved."
                " Correct the numbers below, or begin a new meeting."
            )
        )
    return held.id


def _says_the_same(held: Meeting, form: MeetingForm) -> bool:
    recorded = Attendance(held.parents, held.caregivers, held.professionals)
    return (held.held_on, recorded) == (form.held_on.data, _counts(form)) and (
        form.family.data in ("", held.family_id)
    )


def _counts(form: AttendanceForm) -> Attendance:
    return Attendance(**form.counts)
