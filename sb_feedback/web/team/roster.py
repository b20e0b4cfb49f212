"""The roster: the list, a new member, and what changes about one."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.roster import ChangeSeatForm, LeaveForm, SeatForm
from forms.staff_fields import given
from sb_feedback.models import Seat
from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.mailing.delivery import mail_goes_out, send_anew
from sb_feedback.services.roster import (
    ORDERS,
    add_seat,
    change_seat,
    find_seat,
    leave,
    rejoin,
    seats_of,
)
from sb_feedback.services.teams import roster_size
from sb_feedback.web.acts import note
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not
from sb_feedback.web.team.blueprint import blueprint, my_team
from sb_feedback.web.team.member_words import SECTORS


class _Typed(TypedDict):
    email: str
    sector: str
    joined_on: date


@blueprint.get("/roster")
def roster() -> ResponseReturnValue:
    """Who is on the roster, twenty on a page."""
    place, team_id = workplace(), my_team().scope_id
    words, order = request.args.get("q", "")[:100], request.args.get("by", "email")
    order = order if order in ORDERS else "email"
    number = request.args.get("page", 1, type=int)
    with place.db.read() as session:
        page = seats_of(
            session,
            team_id,
            words=words,
            order=order,
            number=min(number, MOST_MEMBERS),
        )
        members = roster_size(session, team_id, place.clock.today())
    return render_template(
        "team/roster.html",
        page=page,
        words=words,
        order=order,
        members=members,
        sectors=SECTORS,
        today=place.clock.today(),
        many=page.is_long or bool(words),
    )


@blueprint.route("/roster/new", methods=["GET", "POST"])
def new_seat() -> ResponseReturnValue:
    """One more member."""
    place, form, team_id = workplace(), SeatForm(), my_team().scope_id
    form.offer(SECTORS.items(), place.clock.today())
    if form.validate_on_submit():
        try:
            with place.db.write() as session:
                add_seat(session, team_id, **_typed(form))
                note(session, "roster_changed")
        except NotAllowed as refusal:
            form.email.errors = [why_not(refusal)]
        else:
            flash(_("The member is on the roster."))
            return redirect(url_for("team.roster"), 303)
    elif request.method == "GET":
        form.joined_on.data = place.clock.today()
    return render_template("team/new_seat.html", form=form), 422 if form.errors else 200


@blueprint.get("/roster/<row:seat_id>")
def seat(seat_id: str) -> ResponseReturnValue:
    """One member."""
    found, mailed = _found(seat_id)
    return _page(found, _change_form(found), mailed=mailed)


@blueprint.post("/roster/<row:seat_id>")
def change(seat_id: str) -> ResponseReturnValue:
    """Put right what was typed; a new address gets the invitation that its wave owes it."""
    place, team_id = workplace(), my_team().scope_id
    now, today = place.clock.now(), place.clock.today()
    found, mailed = _found(seat_id)
    form = _change_form(None)
    if not form.validate_on_submit():
        return _page(found, form, mailed=mailed), 422
    try:
        with place.db.write() as session:
            member = find_seat(session, team_id, seat_id)
            moved = change_seat(session, member, **_typed(form))
            note(session, "roster_changed")
            again = moved and send_anew(session, member, now, today, also_sent=form.again.data)
    except NotAllowed as refusal:
        form.email.errors = [why_not(refusal)]
        return _page(found, form, mailed=mailed), 409
    flash(_("Saved. The invitation goes out again.") if again else _("Saved."))
    return redirect(url_for("team.seat", seat_id=seat_id), 303)


@blueprint.post("/roster/<row:seat_id>/leave")
def leave_seat(seat_id: str) -> ResponseReturnValue:
    """The day from which somebody is no member."""
    place, form = workplace(), _leave_form()
    found, mailed = _found(seat_id)
    if not form.validate_on_submit():
        return _page(found, _change_form(found), form, mailed=mailed), 422
    try:
        with place.db.write() as session:
            leave(find_seat(session, my_team().scope_id, seat_id), given(form.left_on.data))
            note(session, "roster_changed")
    except NotAllowed as refusal:
        form.left_on.errors = [why_not(refusal)]
        return _page(found, _change_form(found), form, mailed=mailed), 409
    flash(_("Saved. You can undo this here."))
    return redirect(url_for("team.seat", seat_id=seat_id), 303)


@blueprint.post("/roster/<row:seat_id>/back")
def come_back(seat_id: str) -> ResponseReturnValue:
    """A member again."""
    place = workplace()
    try:
        with place.db.write() as session:
            rejoin(session, find_seat(session, my_team().scope_id, seat_id), place.clock.today())
            note(session, "roster_changed")
        flash(_("A member again."))
    except NotAllowed as refusal:
        flash(why_not(refusal))
    return redirect(url_for("team.seat", seat_id=seat_id), 303)


@blueprint.post("/roster/<row:seat_id>/mail/<any(on, off):wanted>")
def take_mail(seat_id: str, wanted: str) -> ResponseReturnValue:
    """Whether a member wants mail; who wants none stays on the roster."""
    with workplace().db.write() as session:
        find_seat(session, my_team().scope_id, seat_id).takes_mail = wanted == "on"
    flash(_("This member gets mail.") if wanted == "on" else _("This member gets no more mail."))
    return redirect(url_for("team.seat", seat_id=seat_id), 303)


def _found(seat_id: str) -> tuple[Seat, bool]:
    with workplace().db.read() as session:
        found = find_seat(session, my_team().scope_id, seat_id)
        return found, mail_goes_out(session, found)


def _typed(form: SeatForm) -> _Typed:
    return _Typed(
        email=form.address, sector=given(form.sector.data), joined_on=given(form.joined_on.data)
    )


def _change_form(found: Seat | None) -> ChangeSeatForm:
    form = ChangeSeatForm(formdata=None, obj=found) if found else ChangeSeatForm()
    form.offer(SECTORS.items(), workplace().clock.today())
    return form


def _leave_form() -> LeaveForm:
    form = LeaveForm()
    form.begin(workplace().clock.today())
    return form


def _page(
    found: Seat, form: ChangeSeatForm, leaving: LeaveForm | None = None, *, mailed: bool
) -> str:
    today = workplace().clock.today()
    if leaving is None:
        leaving = LeaveForm(formdata=None)
        leaving.left_on.data = found.left_on or today
    return render_template(
        "team/seat.html", seat=found, form=form, leaving=leaving, mailed=mailed, today=today
    )
