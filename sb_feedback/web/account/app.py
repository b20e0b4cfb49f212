"""The app that makes codes for signing in: set up, new recovery codes, turned off."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.codes import AppForm, ConfirmForm
from sb_feedback.models import User
from sb_feedback.services.overview import name_of_installation
from sb_feedback.services.second_step import app_address, new_app_secret, recovery_codes_left
from sb_feedback.web.access import me, moment
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.checking import FITS, WRONG, check_code, check_password
from sb_feedback.web.acts import note
from sb_feedback.web.here import workplace
from sb_feedback.web.qr import qr_picture


@blueprint.route("/account/code", methods=["GET", "POST"])
def app() -> ResponseReturnValue:
    """Set it up, or see that it is on."""
    if me().has_code:
        return _is_on(ConfirmForm(formdata=None))
    form = AppForm()
    app_secret = form.sent_secret or new_app_secret()
    if not form.is_submitted():
        return _set_up_page(form, app_secret)
    if form.validate() and form.sent_secret:
        codes = _set_up(app_secret, form.code.data or "")
        if codes:
            return render_template("account/recovery_codes.html", codes=codes)
        form.code.errors = [_("This code does not fit. Type the one that the app shows now.")]
    return _set_up_page(form, app_secret), WRONG


@blueprint.post("/account/code/off")
def app_off() -> ResponseReturnValue:
    """Turn it off, for who has both password and code."""
    form = ConfirmForm()
    status = _confirmed(form)
    if status != FITS:
        return _is_on(form), status
    with workplace().db.write() as session:
        workplace().second_step.turn_off(session, session.get_one(User, me().id))
        note(session, "second_step_turned_off")
    flash(_("The code at sign-in is off."))
    return redirect(url_for("account.mine"), 303)


@blueprint.post("/account/recovery-codes")
def new_recovery_codes() -> ResponseReturnValue:
    """New recovery codes in place of those before."""
    form = ConfirmForm()
    status = _confirmed(form)
    if status != FITS:
        return _is_on(form), status
    with workplace().db.write() as session:
        codes = workplace().second_step.new_recovery_codes(session, me().id)
        note(session, "recovery_codes_made")
    return render_template("account/recovery_codes.html", codes=codes)


def _set_up(app_secret: str, typed: str) -> tuple[str, ...] | None:
    with workplace().db.write() as session:
        user = session.get_one(User, me().id)
        codes = workplace().second_step.set_up(session, user, app_secret, typed, moment())
        if codes:
            note(session, "second_step_set_up")
    return codes


def _confirmed(form: ConfirmForm) -> int:
    if not form.validate():
        return WRONG
    wrong = _("This is not your password.")
    user, status = check_password(me().email, form.password, wrong)
    return status if user is None else check_code(user.id, form.code)


def _set_up_page(form: AppForm, app_secret: str) -> str:
    form.app_secret.data = app_secret
    with workplace().db.read() as session:
        address = app_address(app_secret, me().email, name_of_installation(session))
    return render_template(
        "account/app.html",
        form=form,
        picture=qr_picture(address, _("The secret for the app")),
        grouped=" ".join(app_secret[place : place + 4] for place in range(0, len(app_secret), 4)),
        must=me().must_set_up_code,
    )


def _is_on(form: ConfirmForm) -> str:
    with workplace().db.read() as session:
        left = recovery_codes_left(session, me().id)
    return render_template("account/app_is_on.html", form=form, left=left)
