"""The register: shared priorities step by step, and the log of changes. No names, all undoable."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.register import ChangeForm, PriorityForm, StepForm
from forms.staff_fields import given
from sb_feedback.services.register import (
    STEPS,
    find_priority,
    identify,
    is_ended,
    latest_step,
    log_change,
    register_of,
    take_back,
    take_off,
    take_step,
)
from sb_feedback.web.here import workplace
from sb_feedback.web.team.blueprint import blueprint, my_team
from sb_feedback.web.team.words import KINDS, OWNERS

#: What was taken off last, until the next page shows how to put it back.
_TAKEN_OFF = "taken_off"


@blueprint.get("/register")
def register() -> ResponseReturnValue:
    """Everything on record."""
    team = my_team()
    with workplace().db.read() as rows:
        kept = register_of(rows, team.scope_id)
    return render_template(
        "team/register.html",
        kept=kept,
        kinds=KINDS,
        owners=OWNERS,
        taken_off=session.pop(_TAKEN_OFF, None),
    )


@blueprint.get("/register/priority")
def new_priority() -> ResponseReturnValue:
    """The form for a shared priority."""
    my_team()
    form = _priority_form(blank=True)
    form.begin()
    form.identified_on.data = workplace().clock.today()
    return render_template("team/new_priority.html", form=form)


@blueprint.post("/register/priority")
def add_priority() -> ResponseReturnValue:
    """Put it on record."""
    team, form = my_team(), _priority_form()
    if not form.validate_on_submit():
        return render_template("team/new_priority.html", form=form), 422
    with workplace().db.write() as rows:
        identify(
            rows,
            team.scope_id,
            entry_id=form.new_id,
            what=given(form.what.data),
            who=form.who.data,
            identified_on=given(form.identified_on.data),
        )
    flash(_("The priority is on record."))
    return redirect(url_for("team.register"), 303)


@blueprint.get("/register/<row:priority_id>")
def priority(priority_id: str) -> ResponseReturnValue:
    """One priority and its next step."""
    form = _step_form(priority_id, blank=True)
    form.day.data = workplace().clock.today()
    return _priority_page(priority_id, form)


@blueprint.post("/register/<row:priority_id>")
def step(priority_id: str) -> ResponseReturnValue:
    """Take the next step."""
    team, form = my_team(), _step_form(priority_id)
    if not form.validate_on_submit():
        return _priority_page(priority_id, form), 422
    taken = next(step for step in STEPS if step == form.step.data)
    with workplace().db.write() as rows:
        take_step(rows, team.scope_id, priority_id, taken, given(form.day.data))
    flash(_("Saved. You can take this step back."))
    return redirect(url_for("team.priority", priority_id=priority_id), 303)


@blueprint.post("/register/<row:priority_id>/back")
def step_back(priority_id: str) -> ResponseReturnValue:
    """Take the last step back, or the whole entry off."""
    team = my_team()
    with workplace().db.write() as rows:
        gone = take_back(rows, team.scope_id, priority_id)
    if gone is None:
        flash(_("The last step is taken back."))
        return redirect(url_for("team.priority", priority_id=priority_id), 303)
    session[_TAKEN_OFF] = {
        "address": url_for("team.add_priority"),
        "fields": {
            "what": gone.what,
            "who": gone.who,
            "identified_on": gone.identified_on.isoformat(),
        },
    }
    return redirect(url_for("team.register"), 303)


@blueprint.get("/register/change")
def new_change() -> ResponseReturnValue:
    """The form for a change of the system."""
    my_team()
    form = _change_form(blank=True)
    form.begin()
    form.happened_on.data = workplace().clock.today()
    return render_template("team/new_change.html", form=form)


@blueprint.post("/register/change")
def add_change() -> ResponseReturnValue:
    """Put it on record."""
    team, form = my_team(), _change_form()
    if not form.validate_on_submit():
        return render_template("team/new_change.html", form=form), 422
    with workplace().db.write() as rows:
        log_change(
            rows,
            team.scope_id,
            entry_id=form.new_id,
            kind=form.kind.data,
            what=given(form.what.data),
            happened_on=given(form.happened_on.data),
        )
    flash(_("The change is on record."))
    return redirect(url_for("team.register"), 303)


@blueprint.post("/register/change/<row:change_id>/off")
def change_off(change_id: str) -> ResponseReturnValue:
    """Take a change off the record."""
    team = my_team()
    with workplace().db.write() as rows:
        gone = take_off(rows, team.scope_id, change_id)
    session[_TAKEN_OFF] = {
        "address": url_for("team.add_change"),
        "fields": {
            "what": gone.what,
            "kind": gone.kind,
            "happened_on": gone.happened_on.isoformat(),
        },
    }
    return redirect(url_for("team.register"), 303)


def _priority_form(*, blank: bool = False) -> PriorityForm:
    form = PriorityForm(formdata=None) if blank else PriorityForm()
    form.offer(list(OWNERS.items()), workplace().clock.today())
    return form


def _change_form(*, blank: bool = False) -> ChangeForm:
    form = ChangeForm(formdata=None) if blank else ChangeForm()
    form.offer(list(KINDS.items()), workplace().clock.today())
    return form


def _step_form(priority_id: str, *, blank: bool = False) -> StepForm:
    team = my_team()
    with workplace().db.read() as rows:
        shown = find_priority(rows, team.scope_id, priority_id)
    form = StepForm(formdata=None) if blank else StepForm()
    form.offer(
        workplace().clock.today(),
        since=latest_step(shown),
        is_monitored=shown.monitored_on is not None,
    )
    return form


def _priority_page(priority_id: str, form: StepForm) -> str:
    team = my_team()
    with workplace().db.read() as rows:
        shown = find_priority(rows, team.scope_id, priority_id)
    return render_template(
        "team/priority.html", form=form, priority=shown, owners=OWNERS, is_ended=is_ended(shown)
    )
