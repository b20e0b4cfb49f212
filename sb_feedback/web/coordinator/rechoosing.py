"""Choosing anew, after the year, how families are counted and how long a period is."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from forms.settings import CountingForm
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.overview import waiting_batches
from sb_feedback.services.rechoosing import choose_anew, take_back
from sb_feedback.services.set_up import APART, TOGETHER, SetUpView, set_up_of
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.set_up import somebody_else
from sb_feedback.web.coordinator.settings import BATCHES, LENGTHS
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not


@blueprint.route("/settings/counting", methods=["GET", "POST"])
def counting() -> ResponseReturnValue:
    """Choose for a period to come, once the year is over."""
    today = workplace().clock.today()
    with workplace().db.read() as session:
        view = set_up_of(session, my_site_id(), today)
        waits = bool(waiting_batches(session, my_scope_id()))
    if not view.has_begun:
        return redirect(url_for("coordinator.set_up"))
    form, frozen = CountingForm(), view.is_frozen(today)
    if not frozen and form.validate_on_submit():
        if _chosen(form):
            return redirect(url_for("coordinator.counting"), 303)
    elif not form.is_submitted():
        form.family_batch.data, form.months.data = _values(view)
        form.remember(_values(view))
    page = render_template(
        "coordinator/settings_counting.html",
        form=form,
        view=view,
        frozen=frozen,
        waits=waits,
        lengths=LENGTHS,
        batches=BATCHES,
    )
    return page, 422 if form.errors else 200


@blueprint.post("/settings/counting/undo")
def undo_counting() -> ResponseReturnValue:
    """Take the choice back before it holds."""
    with workplace().db.write() as session:
        take_back(session, my_site_id(), workplace().clock.today())
        note(session, "counting_taken_back")
    flash(_("Taken back. Everything stays as it is."))
    return redirect(url_for("coordinator.counting"), 303)


def _values(view: SetUpView) -> tuple[str, str]:
    return TOGETHER if view.choice.together else APART, str(view.choice.months)


def _chosen(form: CountingForm) -> bool:
    today, sent = workplace().clock.today(), (form.family_batch.data, form.months.data)
    try:
        with workplace().db.write() as session:
            stored = _values(set_up_of(session, my_site_id(), today))
            if form.overtaken(stored, sent):
                now = f"{BATCHES[stored[0]]}; {LENGTHS[int(stored[1])]}"
                form.family_batch.errors = [somebody_else(now)]
                return False
            day = choose_anew(
                session,
                my_site_id(),
                together=sent[0] == TOGETHER,
                months=int(sent[1]),
                today=today,
            )
            if day is not None:
                note(session, "counting_changed")
    except NotAllowed as refusal:
        form.months.errors = [why_not(refusal)]
        return False
    if day is None:
        flash(_("That is how it is already. Nothing was changed."))
    else:
        flash(_("Saved. It holds from %(day)s on.", day=format_date(day, "long")))
    return True
