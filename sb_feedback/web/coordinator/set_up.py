"""The set-up choice with the calculator beside it, the floor, and sharing with the state."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.settings import NO, YES, FloorForm, SetUpForm, SharingForm
from forms.staff_fields import given
from sb_feedback.queue import wake
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.set_up import (
    APART,
    HIGHEST_FLOOR,
    TOGETHER,
    Choice,
    SetUpView,
    change_sharing,
    choose,
    raise_floor,
    set_up_of,
)
from sb_feedback.services.settings import note_confirmed, settings_of
from sb_feedback.web.access import my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.forecast import calculator
from sb_feedback.web.coordinator.settings import BATCHES, LENGTHS
from sb_feedback.web.coordinator.words import LANGUAGES
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not


@blueprint.route("/settings/set-up", methods=["GET", "POST"])
def set_up() -> ResponseReturnValue:
    """Choose before the first meeting, with the calculator beside it; later, read and confirm."""
    view, form = _view(), SetUpForm()
    if view.has_begun:
        if request.method == "POST":
            _confirm()
            return redirect(url_for("coordinator.settings"), 303)
    elif form.validate_on_submit():
        if _chosen(form):
            wake(workplace())
            flash(_("Saved. The choice is confirmed."))
            return redirect(url_for("coordinator.settings"), 303)
    elif not form.is_submitted():
        _fill(form, view.choice)
    page = render_template(
        "coordinator/settings_set_up.html",
        form=form,
        view=view,
        frozen=view.is_frozen(workplace().clock.today()),
        calculator=calculator(),
        lengths=LENGTHS,
        batches=BATCHES,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/settings/floor", methods=["GET", "POST"])
def floor() -> ResponseReturnValue:
    """Raise the smallest number of answers; it holds from the next closing on."""
    view, form = _view(), FloorForm()
    form.limit(view.floor + 1, HIGHEST_FLOOR)
    if form.validate_on_submit():
        if _raised(form):
            flash(_("Saved. The new number holds from the next closing on."))
            return redirect(url_for("coordinator.settings"), 303)
    elif not form.is_submitted():
        form.remember(view.floor)
    page = render_template("coordinator/settings_floor.html", form=form, view=view)
    return page, 422 if form.errors else 200


@blueprint.route("/settings/sharing", methods=["GET", "POST"])
def sharing() -> ResponseReturnValue:
    """Share with the state or stop, after the year for which the choice is frozen."""
    view, form, today = _view(), SharingForm(), workplace().clock.today()
    if not view.has_begun:
        return redirect(url_for("coordinator.set_up"))
    frozen = view.is_frozen(today)
    if not frozen and form.validate_on_submit():
        if _shared(form):
            flash(_("Saved. It holds from the next period on."))
            return redirect(url_for("coordinator.settings"), 303)
    elif not form.is_submitted():
        form.shares.data = YES if view.choice.shares else NO
        form.remember(view.choice.shares)
    page = render_template("coordinator/settings_sharing.html", form=form, view=view, frozen=frozen)
    return page, 422 if form.errors else 200


def _view() -> SetUpView:
    with workplace().db.read() as session:
        return set_up_of(session, my_site_id(), workplace().clock.today())


def _fill(form: SetUpForm, choice: Choice) -> None:
    form.name.data, form.months.data = choice.name, str(choice.months)
    form.family_batch.data = TOGETHER if choice.together else APART
    form.shares.data = YES if choice.shares else NO
    form.remember(choice)


def _sent(form: SetUpForm) -> Choice:
    return Choice(
        name=given(form.name.data),
        together=form.family_batch.data == TOGETHER,
        months=int(form.months.data),
        shares=form.shares.data == YES,
    )


def _chosen(form: SetUpForm) -> bool:
    today, sent = workplace().clock.today(), _sent(form)
    try:
        with workplace().db.write() as session:
            stored = set_up_of(session, my_site_id(), workplace().clock.today()).choice
            if form.overtaken(stored, sent):
                form.name.errors = [_somebody_else(_in_words(stored))]
                return False
            choose(session, my_site_id(), sent, today)
    except NotAllowed as refusal:
        form.name.errors = [why_not(refusal)]
        return False
    _confirm()
    return True


def _confirm() -> None:
    codes = [code for code, _name in LANGUAGES]
    with workplace().db.write() as session:
        settings = settings_of(session, my_site_id(), codes)
        note_confirmed(session, settings, workplace().clock.today())
        note(session, "set_up_confirmed")


def _raised(form: FloorForm) -> bool:
    wanted = given(form.floor.data)
    with workplace().db.write() as session:
        stored = set_up_of(session, my_site_id(), workplace().clock.today()).floor
        if form.overtaken(stored, wanted):
            form.floor.errors = [_somebody_else(str(stored))]
            return False
        try:
            raise_floor(session, my_site_id(), wanted, workplace().clock.today())
        except NotAllowed as refusal:
            form.floor.errors = [why_not(refusal)]
            return False
        note(session, "floor_raised", before=str(stored), since=str(wanted))
    return True


def _shared(form: SharingForm) -> bool:
    wanted = form.shares.data == YES
    with workplace().db.write() as session:
        stored = set_up_of(session, my_site_id(), workplace().clock.today()).choice.shares
        if form.overtaken(stored, wanted):
            form.shares.errors = [_somebody_else(_("Yes") if stored else _("No"))]
            return False
        change_sharing(session, my_site_id(), shares=wanted, today=workplace().clock.today())
        note(session, "sharing_changed")
    return True


def _somebody_else(now: str) -> str:
    return _(
        "Somebody else has changed this meanwhile. It now says: %(now)s. Look at what you chose and"
        " save again.",
        now=now,
    )


def _in_words(choice: Choice) -> str:
    batch = BATCHES[TOGETHER if choice.together else APART]
    shares = _("shares with the state") if choice.shares else _("does not share with the state")
    return f"{choice.name}; {batch}; {LENGTHS[choice.months]}; {shares}"
