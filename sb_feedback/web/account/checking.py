"""Checks passwords and codes, and says beside the field why not; both are slowed down alike."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import Field

from sb_feedback.models import User
from sb_feedback.services.accounts import MustWait
from sb_feedback.services.activity import note_activity
from sb_feedback.services.second_step import Used
from sb_feedback.web.access import moment
from sb_feedback.web.here import workplace

FITS, WRONG, TOO_SOON = 200, 422, 429


def check_password(email: str, field: Field, wrong: str) -> tuple[User | None, int]:
    """Whose password this is, or nobody; and the status that tells what happened."""
    place = workplace()
    try:
        user = place.accounts.check_password(place.db, email, field.data or "", moment())
    except MustWait as wait:
        field.errors = [_wait(wait.seconds)]
        return None, TOO_SOON
    if user is None:
        field.errors = [wrong]
        return None, WRONG
    return user, FITS


def check_code(user_id: str, field: Field) -> int:
    """The status that tells whether the code was right; it is used up then."""
    place, name = workplace(), f"code of {user_id}"
    try:
        with place.db.write() as session:
            place.accounts.count_try(session, name, moment())
    except MustWait as wait:
        field.errors = [_wait(wait.seconds)]
        return TOO_SOON
    with place.db.write() as session:
        user = session.get_one(User, user_id)
        used = place.second_step.used(session, user, field.data or "", moment())
        if used is not None:
            place.accounts.forget_tries(session, name)
            if used is Used.RECOVERY:
                note_activity(session, user.email, user.site_id, "recovery_code_used")
            return FITS
    field.errors = [_("This code does not fit. Each code counts once, and only for a minute.")]
    return WRONG


def _wait(seconds: int) -> str:
    return ngettext(
        "Wait %(num)s second and try again. This slows down guessing.",
        "Wait %(num)s seconds and try again. This slows down guessing.",
        seconds,
    )
