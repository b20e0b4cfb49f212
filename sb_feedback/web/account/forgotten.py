"""A forgotten password: a link by e-mail, and the page behind it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.accounts import AddressForm, NewPasswordForm
from forms.staff_fields import given
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.new_passwords import MOST_A_DAY, NewPasswords, works
from sb_feedback.web.access import let_out
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.here import workplace


@blueprint.route("/forgot-password", methods=["GET", "POST"])
def forgot() -> ResponseReturnValue:
    """Ask for a link; the answer is the same for every address."""
    place, form = workplace(), AddressForm()
    sends = place.settings.sends_mail
    if sends and form.validate_on_submit():
        with place.db.write() as session:
            NewPasswords(place.accounts).ask(session, form.address, place.clock.now())
        # The worker is not woken: that would tell by its time that there is something to send.
        return redirect(url_for("account.forgot", asked="yes"), 303)
    asked = bool(request.args.get("asked")) and request.method == "GET"
    page = render_template(
        "account/forgot.html", form=form, sends=sends, asked=asked, most=MOST_A_DAY
    )
    return page, 422 if form.errors else 200


@blueprint.route("/new-password/<token>", methods=["GET", "POST"])
def new_password(token: str) -> ResponseReturnValue:
    """Choose a new password, which ends every session."""
    place, form, now = workplace(), NewPasswordForm(), workplace().clock.now()
    with place.db.read() as session:
        if not works(session, token, now):
            return render_template("account/reset_over.html"), 410
    if form.validate_on_submit():
        password_hash = place.accounts.hashed(given(form.password.data))
        try:
            with place.db.write() as session:
                NewPasswords(place.accounts).choose(session, token, password_hash, now)
        except NotAllowed:  # it was used a moment ago
            return redirect(url_for("account.new_password", token=token), 303)
        let_out()
        flash(_("Your new password is set. You were signed out everywhere."))
        return redirect(url_for("account.sign_in"), 303)
    page = render_template("account/new_password.html", form=form, token=token)
    return page, 422 if form.errors else 200
