"""The second page of signing in: the code after the password."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from forms.codes import CodeForm
from sb_feedback.models import User
from sb_feedback.services.accounts import (
    LONGEST_WAIT_FOR_CODE,
    end_session,
    find_session,
    start_session,
)
from sb_feedback.web.access import let_out, moment
from sb_feedback.web.account.arriving import arrive
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.checking import FITS, WRONG, check_code
from sb_feedback.web.here import workplace
from sb_feedback.web.kept_form import kept_from
from sb_feedback.web.staff_language import chosen_language, remember_language
from sb_feedback.web.way_back import safe_path

#: The place in the cookie for the token of a sign-in that awaits its code.
_AWAITED = "awaits_code"


def ask_for_code(user: User, back: str | None) -> ResponseReturnValue:
    """Remember that the password was right, and ask for the code."""
    chosen = chosen_language()
    let_out()
    remember_language(chosen)
    with workplace().db.write() as rows:
        session[_AWAITED] = start_session(rows, user, moment(), awaits_code=True)
    return _page(CodeForm(formdata=None), back)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Check the code and begin the session."""
    back, user = safe_path(request.args.get("next")), _awaited()
    if user is None:
        return redirect(url_for("account.sign_in", next=back))
    form = CodeForm()
    if not form.is_submitted():
        return _page(form, back)
    status = check_code(user.id, form.code) if form.validate() else WRONG
    if status != FITS:
        return _page(form, back), status
    with workplace().db.write() as rows:
        end_session(rows, session.pop(_AWAITED))
    return arrive(user, back)


def _awaited() -> User | None:
    """Whose password was right a short while ago in this browser."""
    token = session.get(_AWAITED)
    if token is None:
        return None
    with workplace().db.read() as rows:
        found = find_session(rows, token, moment(), awaits_code=True)
    if found is None or moment() - found.started_at > LONGEST_WAIT_FOR_CODE:
        return None
    return found.user


def _page(form: CodeForm, back: str | None) -> str:
    return render_template("account/code.html", form=form, back=back, kept=kept_from(request.form))
