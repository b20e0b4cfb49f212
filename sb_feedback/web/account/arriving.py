"""What comes right after signing in: the page that was asked for, or the form that was typed."""

from __future__ import annotations

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sb_feedback.models import User
from sb_feedback.web.access import let_in, my_home, offer_again
from sb_feedback.web.kept_form import kept_from


def arrive(user: User, back: str | None) -> ResponseReturnValue:
    """Begin the session, and go on where it ended."""
    kept = kept_from(request.form)
    let_in(user)
    if kept is None:
        return redirect(back or my_home())
    if not kept.is_of(user.id, user.role):
        flash(_("A form was typed in another account. It was not sent, and is not kept."))
        return redirect(my_home())
    return offer_again(kept)
