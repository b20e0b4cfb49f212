"""Picking one thing to make better: what will be tried, who by role, by when, what should move."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from analysis.condition import Condition
from forms.plans import ImprovementForm
from forms.staff_fields import given
from sb_feedback.services.improvements import (
    AnotherPicked,
    Plan,
    being_tried,
    find_improvement,
    pick_improvement,
    was_sent,
)
from sb_feedback.services.meetings import families_of
from sb_feedback.services.overview import family_groups
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.improvement import show_improvement
from sb_feedback.web.coordinator.practices import Round, aims, rounds
from sb_feedback.web.coordinator.words import DOERS, GROUPS
from sb_feedback.web.here import workplace
from sb_feedback.web.staff_language import page_code


@blueprint.get("/improvement/pick")
def plan() -> ResponseReturnValue:
    """The form, with what was picked from the list filled in."""
    with workplace().db.read() as session:
        if being_tried(session, my_scope_id()):
            return redirect(url_for("coordinator.improvement"))
    form = _form(blank=True)
    form.begin()
    form.started_on.data = workplace().clock.today()
    form.aim.data = request.args.get("aim", "")
    form.group.data = form.group.data or request.args.get("group")
    form.follows.data = request.args.get("follows", "")
    return _page(form)


@blueprint.post("/improvement/pick")
def pick() -> ResponseReturnValue:
    """Pick it; one at a time, so that it can be seen whether it moved."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    aim = Condition.parse(form.aim.data)
    plan = Plan(
        group=form.group.data,
        kind=str(aim.kind),
        item=aim.target,
        what=given(form.what.data),
        who=form.role,
        started_on=given(form.started_on.data),
        by_when=given(form.by_when.data),
    )
    try:
        with workplace().db.write() as session:
            if not was_sent(session, my_scope_id(), form.new_id):
                pick_improvement(
                    session,
                    my_scope_id(),
                    plan,
                    picked_on=workplace().clock.today(),
                    entry_id=form.new_id,
                    follows=form.follows.data,
                )
                note(session, "improvement_picked")
    except AnotherPicked:
        told = _("Somebody else has picked this meanwhile. Only one thing is tried at a time.")
        return show_improvement(told=told, typed=plan.what), 409
    return redirect(url_for("coordinator.improvement"), 303)


def _form(*, blank: bool = False) -> ImprovementForm:
    place, language = workplace(), page_code()
    with place.db.read() as session:
        groups = family_groups(session, my_scope_id(), place.clock.today())
        families = [family.label for family in families_of(session, my_site_id())]
    form = ImprovementForm(formdata=None) if blank else ImprovementForm()
    form.offer_roles(list(DOERS.items()), place.clock.today(), families)
    known = aims().values()
    form.offer(
        groups=[(group, GROUPS[group]) for group in groups],
        aims={
            _("Practices"): [
                (str(one.condition), one.words[language]) for one in known if not one.is_help
            ],
            _("Help that is hard to get"): [
                (str(one.condition), one.words[language]) for one in known if one.is_help
            ],
        },
    )
    return form


def _page(form: ImprovementForm) -> str:
    picked = next((one for one in aims().values() if str(one.condition) == form.aim.data), None)
    return render_template(
        "coordinator/improvement_plan.html",
        form=form,
        picked=picked,
        language=page_code(),
        changed=_changed(form.follows.data),
    )


def _changed(improvement_id: str | None) -> Round | None:
    """The round that is being changed."""
    if not improvement_id:
        return None
    with workplace().db.read() as session:
        return rounds(session, [find_improvement(session, my_scope_id(), improvement_id)])[0]
