"""The improvement loop: one practice is picked, tried, and kept, changed or dropped."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.staff import ImprovementForm, VerdictForm
from forms.staff_fields import given
from sb_feedback.services.improvements import (
    being_tried,
    improvements_of,
    judge_improvement,
    pick_improvement,
)
from sb_feedback.services.overview import family_groups
from sb_feedback.web.access import my_scope_id
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.practices import practices
from sb_feedback.web.coordinator.words import DOERS, GROUPS, VERDICTS
from sb_feedback.web.here import workplace


@blueprint.get("/improvement")
def improvement() -> ResponseReturnValue:
    """What was picked and what came before it, or the form to pick."""
    form = _pick_form()
    form.started_on.data = workplace().clock.today()
    return _page(form, VerdictForm())


@blueprint.post("/improvement")
def pick() -> ResponseReturnValue:
    """Pick a practice; one at a time, so that it can be seen whether it moved."""
    form = _pick_form()
    if not form.validate_on_submit():
        return _page(form, VerdictForm(formdata=None)), 422
    with workplace().db.write() as session:
        if being_tried(session, my_scope_id()) is None:
            pick_improvement(
                session,
                my_scope_id(),
                group=form.group.data,
                item=form.item.data,
                what=given(form.what.data),
                who=form.who.data,
                started_on=given(form.started_on.data),
                by_when=given(form.by_when.data),
            )
    return redirect(url_for("coordinator.improvement"), 303)


@blueprint.post("/improvement/<row:improvement_id>")
def judge(improvement_id: str) -> ResponseReturnValue:
    """Keep, change or drop it."""
    form = VerdictForm()
    if not form.validate_on_submit():
        return _page(_pick_form(blank=True), form), 422
    with workplace().db.write() as session:
        judge_improvement(session, my_scope_id(), improvement_id, form.verdict.data)
    flash(_("Saved. You can pick the next practice now."))
    return redirect(url_for("coordinator.improvement"), 303)


def _pick_form(*, blank: bool = False) -> ImprovementForm:
    place = workplace()
    with place.db.read() as session:
        groups = family_groups(session, my_scope_id())
    form = ImprovementForm(formdata=None) if blank else ImprovementForm()
    form.offer(
        groups=[(group, GROUPS[group]) for group in groups],
        items=[(practice.key, practice.label) for practice in practices().values()],
        who=list(DOERS.items()),
        today=place.clock.today(),
    )
    return form


def _page(form: ImprovementForm, verdict: VerdictForm) -> str:
    with workplace().db.read() as session:
        rows = improvements_of(session, my_scope_id())
    current = next((row for row in rows[:1] if row.verdict is None), None)
    return render_template(
        "coordinator/improvement.html",
        form=form,
        verdict=verdict,
        current=current,
        earlier=[row for row in rows if row is not current],
        practices=practices(),
        hints={key: one.practice for key, one in practices().items()},
        groups=GROUPS,
        verdicts=VERDICTS,
    )
