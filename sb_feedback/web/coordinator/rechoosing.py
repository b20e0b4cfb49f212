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
from sb_feedback.services.set_up import APART, TOGETHER, set_up_of
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
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
        form.family_batch.data = TOGETHER if view.choice.together else APART
        form.months.data = str(view.choice.months)
    page = render_template(
        "coordinator/settings_counting.html",
        form=form,
        view=view,
        frozen=frozen,
        waits=waits,
        lengths=LENGTHS,
        batches=BATCHES,
    )
    if frozen and form.is_submitted():  # somebody else has chosen meanwhile: the page says what
        return page, 409
    return page, 422 if form.errors else 200


@blueprint.post("/settings/counting/undo")
def undo_counting() -> ResponseReturnValue:
    """Take the choice back before it holds."""
    with workplace().db.write() as session:
        take_back(session, my_site_id(), workplace().clock.today())
        note(session, "counting_taken_back")
    flash(_("Taken back. Everything stays as it is."))
    return redirect(url_for("coordinator.counting"), 303)


def _chosen(form: CountingForm) -> bool:
    try:
        with workplace().db.write() as session:
            day = choose_anew(
                session,
                my_site_id(),
                together=form.family_batch.data == TOGETHER,
                months=int(form.months.data),
                today=workplace().clock.today(),
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
