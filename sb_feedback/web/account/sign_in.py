"""Signing in and out."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from forms.staff import SignInForm
from forms.staff_fields import given
from sb_feedback.models import User
from sb_feedback.services.accounts import has_second_step
from sb_feedback.web.access import let_out, my_home
from sb_feedback.web.account.arriving import arrive
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.checking import WRONG, check_password
from sb_feedback.web.account.code import ask_for_code
from sb_feedback.web.kept_form import kept_from
from sb_feedback.web.way_back import safe_path


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
            return ask_for_code(user, back) if has_second_step(user) else arrive(user, back)
    kept = kept_from(request.form)
    return render_template("account/sign_in.html", form=form, back=back, kept=kept), status


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
        return None, WRONG
    wrong = _("This e-mail address and password do not fit together.")
    return check_password(given(form.email.data), form.password, wrong)
