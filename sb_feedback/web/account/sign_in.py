"""Signing in and out."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from forms.staff import SignInForm
from forms.staff_fields import given
from sb_feedback.models import User
from sb_feedback.services.accounts import MustWait
from sb_feedback.web.access import let_in, let_out, moment, my_home
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.way_back import safe_path
from sb_feedback.web.here import workplace


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for e-mail address and password."""
    back = safe_path(request.args.get("next"))
    if current_user.is_authenticated and request.method == "GET":
        return redirect(back or my_home())
    form = SignInForm()
    status = 200
    if form.is_submitted():
        user, status = _checked(form)
        if user is not None:
            let_in(user)
            return redirect(back or my_home())
    return render_template("account/sign_in.html", form=form, back=back), status


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session, and have the browser forget what it kept."""
    let_out()
    response = redirect(url_for("account.sign_in", left="yes"))
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _checked(form: SignInForm) -> tuple[User | None, int]:
    """Who this is, or nobody, with the faults in the form and the status that tells them."""
    if not form.validate():
        return None, 422
    place = workplace()
    try:
        user = place.accounts.check_password(
            place.db, given(form.email.data), given(form.password.data), moment()
        )
    except MustWait as wait:
        form.password.errors = [_wait(wait.seconds)]
        return None, 429
    if user is None:
        form.password.errors = [_("This e-mail address and password do not fit together.")]
        return None, 422
    return user, 200


def _wait(seconds: int) -> str:
    return ngettext(
        "Wait %(num)s second and try again. This slows down guessing.",
        "Wait %(num)s seconds and try again. This slows down guessing.",
        seconds,
    )
