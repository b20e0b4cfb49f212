"""The period: how many different professionals came, and closing it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from forms.staff import CloseForm, ProfessionalsForm
from sb_feedback.models import SitePeriod
from sb_feedback.models.period import CLOSED
from sb_feedback.queue import wake
from sb_feedback.services.errors import NotFound
from sb_feedback.services.overview import AT_WORK, PeriodView, periods_at
from sb_feedback.services.periods import ask_to_close, state_professionals, unfinished_periods
from sb_feedback.services.shelf import ShelfPlace, shelf_of
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.hand_out import Sent
from sb_feedback.web.here import workplace
from sb_feedback.web.progress import looks_again, page_that_looks_again

#: The edition of reports that a coordinator reads.
SITE_EDITION = "site"


@blueprint.get("/period")
def period() -> ResponseReturnValue:
    """Periods that are not closed, and what became of the last one."""
    return _page()


@blueprint.post("/period/<period_id>/professionals")
def professionals(period_id: str) -> ResponseReturnValue:
    """State how many different professionals came."""
    view = _my_period(period_id)
    form = _professionals_form(view, sent=request.form)
    if not form.validate_on_submit():
        return _page(form), 422
    if not _stated(form, view):
        return _page(form), 409
    flash(_("The number is saved."))
    return redirect(url_for("coordinator.period"), 303)


@blueprint.post("/period/<period_id>/close")
def close(period_id: str) -> ResponseReturnValue:
    """Ask for the closing, which the job does."""
    view = _my_period(period_id)
    form = _close_form(view, sent=request.form)
    if not form.validate_on_submit():
        return _page(form), 422
    place = workplace()
    with place.db.write() as session:
        for part in _parts(unfinished_periods(session, my_site_id()), period_id):
            ask_to_close(part.period, today=place.clock.today())
            note(session, "closing_asked", period=view.label)
    wake(place)
    return redirect(url_for("coordinator.period"), 303)


def _stated(form: ProfessionalsForm, view: PeriodView) -> bool:
    with workplace().db.write() as session:
        for part in _parts(unfinished_periods(session, my_site_id()), view.id):
            if form.overtaken(part.professionals, form.professionals.data):
                form.professionals.errors = [_changed_meanwhile(part.professionals)]
                return False
            state_professionals(part, form.professionals.data)
            note(session, "professionals_stated", period=view.label)
    return True


def _changed_meanwhile(stored: int | None) -> str:
    return _(
        "Somebody else has changed this number meanwhile. Stored is now: %(now)s. Look at yours and"
        " save again.",
        now=_("no number") if stored is None else stored,
    )


def _parts(parts: list[SitePeriod], period_id: str) -> Iterator[SitePeriod]:
    return (part for part in parts if part.period_id == period_id)


def _my_periods() -> list[PeriodView]:
    with workplace().db.read() as session:
        return periods_at(session, my_site_id(), workplace().clock.today())


def _my_period(period_id: str) -> PeriodView:
    for view in _my_periods():
        if view.id == period_id:
            return view
    raise NotFound


def _professionals_form(view: PeriodView, *, sent: Sent = None) -> ProfessionalsForm:
    form = ProfessionalsForm(sent, prefix=f"of-{view.first_day}", professionals=view.professionals)
    if sent is None:
        form.remember(view.professionals)
    form.limit(view.records.most_professionals, view.records.came.professionals)
    return form


def _close_form(view: PeriodView, *, sent: Sent = None) -> CloseForm:
    return CloseForm(sent, prefix=f"close-{view.first_day}")


def _last_closed() -> ShelfPlace | None:
    place = workplace()
    with place.db.read() as session:
        shelf = shelf_of(session, my_scope_id(), SITE_EDITION, place.clock.today())
    return next((one for one in shelf if one.state == CLOSED), None)


def _page(faulty: FlaskForm | None = None) -> Response:
    views = _my_periods()
    again = looks_again(working=any(view.stage in AT_WORK for view in views))
    page = render_template(
        "coordinator/period.html",
        periods=[(view, _professionals_form(view), _close_form(view)) for view in views],
        faulty=faulty,
        closed=_last_closed(),
        looks_again=again,
    )
    return page_that_looks_again(page, again=again)
