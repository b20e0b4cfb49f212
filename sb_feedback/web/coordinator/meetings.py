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
from sb_feedback.services.meeting_list import (
    ORDERS,
    meetings_of,
    same_meeting,
)
from sb_feedback.services.meetings import (
    Attendance,
    change_attendance,
    families_of,
    find_meeting,
    hold_meeting,
    is_new_meeting,
    last_day_for_cards,
)
from sb_feedback.web.access import my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.meeting_page import (
    attendance_form,
    meeting_page,
    my_meeting,
    recorded,
)
from sb_feedback.web.coordinator.settings import my_habits
from sb_feedback.web.coordinator.words import LANGUAGES
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not

#: No list has more parts.
FURTHEST = 10_000


@blueprint.get("/meetings")
def meetings() -> ResponseReturnValue:
    """The meetings of periods that are still open, newest first unless asked otherwise."""
    place, words = workplace(), request.args.get("q", "")[:40]
    order = request.args.get("by", ORDERS[0])
    order = order if order in ORDERS else ORDERS[0]
    with place.db.read() as session:
        page = meetings_of(
            session,
            my_site_id(),
            words=words,
            order=order,
            number=min(request.args.get("page", 1, type=int), FURTHEST),
        )
    return render_template(
        "coordinator/meetings.html",
        page=page,
        words=words,
        order=order,
        many=page.is_long or bool(words),
        last_day_for_cards=last_day_for_cards,
        today=place.clock.today(),
    )


@blueprint.route("/meetings/new", methods=["GET", "POST"])
def new_meeting() -> ResponseReturnValue:
    """One page: when, which family, who came, which languages."""
    form, double = _meeting_form(), None
    if form.validate_on_submit() and (double := _double(form)) is None:
        meeting_id = _held(form)
        if meeting_id is not None:
            return redirect(url_for("coordinator.meeting", meeting_id=meeting_id), 303)
    elif request.method == "GET":
        form.begin(workplace().clock.today())
        form.languages.data = my_habits().languages.split()
    return render_template(
        "coordinator/new_meeting.html", form=form, double=double
    ), 422 if form.errors else 200


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
        stored = find_meeting(session, my_site_id(), meeting_id)
        before = recorded(stored)
        late = form.overtaken(before, _counts(form))
        if not late:
            change_attendance(
                session, place.code_maker(), stored, _counts(form), place.clock.today()
            )
            note(session, "meeting_changed")
    if late:
        form.parents.errors = [_changed_meanwhile(before)]
        return meeting_page(found, people=form), 409
    flash(_saved(before, _counts(form)))
    return redirect(url_for("coordinator.meeting", meeting_id=meeting_id), 303)


def _saved(before: Attendance, now: Attendance) -> str:
    if before == now:
        return _("The numbers are saved.")
    return _(
        "The numbers are saved. Before: %(parents)s parents, %(caregivers)s caregivers,"
        " %(professionals)s professionals.",
        **vars(before),
    )


def _changed_meanwhile(stored: Attendance) -> str:
    return _(
        "Somebody else has changed these numbers meanwhile. Stored are now %(parents)s parents,"
        " %(caregivers)s caregivers, %(professionals)s professionals. Look at yours and save"
        " again.",
        **vars(stored),
    )


def _double(form: MeetingForm) -> Meeting | None:
    """Another meeting of the same family on the same day, unless that is meant."""
    if form.another.data:
        return None
    held_on = given(form.held_on.data)
    with workplace().db.read() as session:
        if not is_new_meeting(session, my_site_id(), form.new_id):
            return None
        found = same_meeting(session, my_site_id(), form.family.data or None, held_on, form.new_id)
    if found is not None:
        form.family.errors = [
            _(
                "You already made a meeting of this family on this day. Open it, or say below that"
                " it is another one."
            )
        ]
    return found


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
    return (held.held_on, recorded(held)) == (form.held_on.data, _counts(form)) and (
        form.family.data in ("", held.family_id)
    )


def _counts(form: AttendanceForm) -> Attendance:
    return Attendance(**form.counts)
