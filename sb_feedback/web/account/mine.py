"""One's own account: what it is, signing out everywhere, and the password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.accounts import ChangePasswordForm
from forms.staff_fields import given
from sb_feedback.services.accounts import end_all_sessions
from sb_feedback.services.second_step import recovery_codes_left
from sb_feedback.web.access import let_in, let_out, me
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.checking import FITS, WRONG, check_password
from sb_feedback.web.account.role_words import CAN_SEE, ROLE_NAMES
from sb_feedback.web.acts import note
from sb_feedback.web.here import workplace
from sb_feedback.web.rules import TOLD


@blueprint.get("/account")
def mine() -> ResponseReturnValue:
    """Address, role, and how the account is kept safe."""
    with workplace().db.read() as session:
        left = recovery_codes_left(session, me().id)
    return render_template(
        "account/mine.html", roles=ROLE_NAMES, can_see=CAN_SEE, left=left, told=TOLD
    )


@blueprint.post("/account/sign-out-everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of this account."""
    with workplace().db.write() as session:
        end_all_sessions(session, me().id)
        note(session, "signed_out_everywhere")
    let_out()
    return redirect(url_for("account.sign_in", left="yes"), 303)


@blueprint.route("/account/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Another password, for who knows the one before; all other sessions end."""
    form, status = ChangePasswordForm(), FITS
    if form.is_submitted():
        status = _changed(form) if form.validate() else WRONG
        if status == FITS:
            flash(_("The password is changed. You were signed out on all other devices."))
            return redirect(url_for("account.mine"), 303)
    return render_template("account/password.html", form=form), status


def _changed(form: ChangePasswordForm) -> int:
    user, status = check_password(me().email, form.before, _("This is not your password."))
    if user is None:
        return status
    place = workplace()
    hashed = place.accounts.hashed(given(form.password.data))
    with place.db.write() as session:
        place.accounts.set_password(session, session.merge(user), hashed)
        note(session, "password_changed")
    let_in(user)
    return status
