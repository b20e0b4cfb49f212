"""Choosing the language of one's pages."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from sb_feedback.services.accounts import choose_language
from sb_feedback.web.access import me
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.here import workplace
from sb_feedback.web.staff_language import remember_language, staff_languages
from sb_feedback.web.way_back import safe_path


@blueprint.post("/language")
def language() -> ResponseReturnValue:
    """Use it from now on, and go back to the page that showed the switch."""
    code = request.form.get("language")
    if code is not None and code in staff_languages():
        remember_language(code)
        if current_user.is_authenticated:
            with workplace().db.write() as session:
                choose_language(session, me().id, code)
    return redirect(safe_path(request.form.get("back")) or url_for("account.sign_in"), 303)
