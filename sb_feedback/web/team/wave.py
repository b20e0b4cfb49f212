"""One wave: its days, its door, its link, and how far its closing is."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from forms.staff_fields import given
from forms.waves import DoorForm, ExtendForm, OpeningForm
from sb_feedback.services.wave_view import WaveView, wave_view
from sb_feedback.services.waves import change_opening, choose_door, extend, find_wave
from sb_feedback.web.coordinator.hand_out import Sent
from sb_feedback.web.coordinator.help_page import confirmed_on
from sb_feedback.web.here import workplace
from sb_feedback.web.progress import looks_again, page_that_looks_again
from sb_feedback.web.qr import qr_picture
from sb_feedback.web.team.blueprint import blueprint, my_team
from sb_feedback.web.team.link import wave_link
from sb_feedback.web.team.words import DOORS, VERDICTS


@blueprint.get("/waves/<label>")
def wave(label: str) -> ResponseReturnValue:
    """Everything about one wave."""
    return _page(label)


@blueprint.post("/waves/<label>/opens")
def opens(label: str) -> ResponseReturnValue:
    """Open it on another day."""
    place, team = workplace(), my_team()
    form = opening_form(my_wave(label), sent=request.form)
    if not form.validate_on_submit():
        return _page(label, form), 422
    with place.db.write() as session:
        found = find_wave(session, team.scope_id, label)
        change_opening(session, found, given(form.first_day.data), place.clock.today())
    flash(_("The day is saved."))
    return _back(label)


@blueprint.post("/waves/<label>/extend")
def longer(label: str) -> ResponseReturnValue:
    """Keep it open for longer."""
    place, team = workplace(), my_team()
    form = extend_form(my_wave(label), sent=request.form)
    if not form.validate_on_submit():
        return _page(label, form), 422
    with place.db.write() as session:
        found = find_wave(session, team.scope_id, label)
        extend(session, found, given(form.last_day.data), place.clock.today())
    flash(_("The survey stays open until the new day."))
    return _back(label)


@blueprint.post("/waves/<label>/door")
def door(label: str) -> ResponseReturnValue:
    """Choose how members come in."""
    place, team = workplace(), my_team()
    form = door_form(my_wave(label), sent=request.form)
    if not form.validate_on_submit():
        return _page(label, form), 422
    with place.db.write() as session:
        here = session.merge(team, load=False)
        choose_door(session, place.code_maker(), here, form.door.data, place.clock.today())
    flash(_("The way in is saved."))
    return _back(label)


def my_wave(label: str) -> WaveView:
    """A wave of the visitor's own team; any other is not there."""
    place, team = workplace(), my_team()
    with place.db.read() as session:
        return wave_view(session, team, label, place.clock.today())


def opening_form(view: WaveView, *, sent: Sent = None) -> OpeningForm:
    """The form for the day on which a planned wave opens."""
    form = OpeningForm(sent, first_day=view.first_day)
    form.limit(*view.openings)
    return form


def extend_form(view: WaveView, *, sent: Sent = None) -> ExtendForm:
    """The form for a later last day."""
    form = ExtendForm(sent, last_day=view.quarter.last_day)
    form.limit(view.last_day + timedelta(days=1), view.quarter.last_day)
    return form


def door_form(view: WaveView, *, sent: Sent = None) -> DoorForm:
    """The form for the way in."""
    form = DoorForm(sent, door=view.door)
    form.offer(DOORS.items())
    return form


def _back(label: str) -> ResponseReturnValue:
    return redirect(url_for("team.wave", label=label), 303)


def _page(label: str, faulty: FlaskForm | None = None) -> Response:
    view = my_wave(label)
    again = looks_again(working=view.is_at_work)
    link = wave_link(view) if view.is_shared else None
    page = render_template(
        "team/wave.html",
        wave=view,
        link=link,
        picture=qr_picture(link.address.in_picture, _("Code of the survey")) if link else None,
        opening=_with_faults(faulty, opening_form(view)),
        extending=_with_faults(faulty, extend_form(view)),
        door=_with_faults(faulty, door_form(view)),
        faulty=faulty,
        help_confirmed=confirmed_on() is not None,
        doors=DOORS,
        verdicts=VERDICTS,
        looks_again=again,
    )
    return page_that_looks_again(page, again=again)


def _with_faults(faulty: FlaskForm | None, form: FlaskForm) -> FlaskForm:
    return faulty if faulty is not None and type(faulty) is type(form) else form
