"""The improvement loop: one thing is picked, tried, and kept, changed or dropped."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from analysis import MARGIN
from forms.plans import VerdictForm
from sb_feedback.db import Rows
from sb_feedback.services.actions import actions_for
from sb_feedback.services.choosing import suggestions
from sb_feedback.services.improvements import (
    AlreadyDecided,
    TooLate,
    improvements_of,
    judge_improvement,
    may_decide_again,
    may_pick_again,
    take_pick_back,
    take_verdict_back,
)
from sb_feedback.services.ledger import readable_releases
from sb_feedback.services.overview import family_groups, floor_of, periods_at
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.practices import Round, aims, rounds
from sb_feedback.web.coordinator.words import DOERS, GROUPS, STATE_WORDS, VERDICTS
from sb_feedback.web.here import workplace
from sb_feedback.web.staff_language import page_code, report_language


@blueprint.get("/improvement")
def improvement() -> ResponseReturnValue:
    """What was picked and what came before it, or what the newest results suggest to pick."""
    return show_improvement()


@blueprint.post("/improvement/<row:improvement_id>")
def judge(improvement_id: str) -> ResponseReturnValue:
    """Keep, change or drop it."""
    form, today = VerdictForm(), workplace().clock.today()
    if not form.validate_on_submit():
        return show_improvement(form), 422
    try:
        with workplace().db.write() as session:
            if judge_improvement(session, my_scope_id(), improvement_id, form.verdict.data, today):
                note(session, "improvement_judged")
    except AlreadyDecided:
        told = _("Somebody else has decided this meanwhile. Nothing was changed. See below.")
        return show_improvement(told=told), 409
    flash(_("Saved. You can take it back until the next report comes out."))
    return redirect(url_for("coordinator.improvement"), 303)


@blueprint.post("/improvement/<row:improvement_id>/again")
def decide_again(improvement_id: str) -> ResponseReturnValue:
    """Take the newest decision back."""
    try:
        with workplace().db.write() as session:
            take_verdict_back(session, my_scope_id(), improvement_id, workplace().clock.today())
            note(session, "verdict_taken_back")
    except TooLate:
        return show_improvement(told=_too_late()), 409
    return redirect(url_for("coordinator.improvement"), 303)


@blueprint.post("/improvement/<row:improvement_id>/back")
def pick_again(improvement_id: str) -> ResponseReturnValue:
    """Take the pick itself back."""
    try:
        with workplace().db.write() as session:
            take_pick_back(session, my_scope_id(), improvement_id, workplace().clock.today())
            note(session, "pick_taken_back")
    except TooLate:
        return show_improvement(told=_too_late()), 409
    flash(_("Taken back. You can pick again."))
    return redirect(url_for("coordinator.improvement"), 303)


def show_improvement(form: VerdictForm | None = None, *, told: str = "", typed: str = "") -> str:
    """The page; `told` is what somebody else did meanwhile, `typed` what shall not be lost."""
    today = workplace().clock.today()
    with workplace().db.read() as session:
        shown = rounds(session, improvements_of(session, my_scope_id()))
        newest = shown[0] if shown else None
        current = newest if newest and newest.row.verdict is None else None
        return render_template(
            "coordinator/improvement.html",
            verdict=form or VerdictForm(formdata=None),
            current=current,
            newest=newest,
            earlier=[one for one in shown if one is not current],
            may_pick_again=current is not None and may_pick_again(session, current.row, today),
            may_decide_again=newest is not None and may_decide_again(session, newest.row, today),
            told=told,
            typed=typed,
            actions=actions_for(session, my_site_id(), current.row.id) if current else [],
            states=STATE_WORDS,
            doers=DOERS,
            groups=GROUPS,
            verdicts=VERDICTS,
            **({} if current else _choice(session, newest)),
        )


def _choice(session: Rows, newest: Round | None) -> dict[str, object]:
    """What the page shows where something can be picked."""
    place, language = workplace(), page_code()
    groups = family_groups(session, my_scope_id(), place.clock.today())
    known, floor = aims(), floor_of(session, my_scope_id())
    periods = periods_at(session, my_site_id(), place.clock.today())
    return {
        "suggested": suggestions(
            readable_releases(session, my_scope_id()), groups, known, report_language()
        ),
        "aims": known.values(),
        "language": language,
        "to_change": newest if newest and newest.row.verdict == "change" else None,
        "next_closing": next((one.closes_on for one in periods), None),
        "least_answered": floor,
        "least_asked": floor + MARGIN,
    }


def _too_late() -> str:
    return _("This can no longer be taken back: it was printed, or something hangs on it.")
