"""Behind the link of an invitation: somebody chooses a password, once."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.accounts import NewPasswordForm
from forms.staff_fields import given
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.invitations import (
    Standing,
    accept,
    find_invitation,
    standing_of,
    who_can_invite,
)
from sb_feedback.web.access import let_out
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.role_words import ROLE_NAMES
from sb_feedback.web.here import workplace


@blueprint.route("/invited/<token>", methods=["GET", "POST"])
def invited(token: str) -> ResponseReturnValue:
    """Choose a password and have an account; or the one thing to do instead."""
    place, form, now = workplace(), NewPasswordForm(), workplace().clock.now()
    with place.db.read() as session:
        invitation = find_invitation(session, token)
        standing = standing_of(session, invitation, now)
        asks = who_can_invite(session, invitation) if invitation else None
    if invitation is None or standing is not Standing.OPEN:
        used = standing is Standing.USED
        return render_template("account/invitation_over.html", used=used, asks=asks), 410
    if form.validate_on_submit():
        password_hash = place.accounts.hashed(given(form.password.data))
        try:
            with place.db.write() as session:
                accept(session, token, password_hash, now, place.clock.today())
        except NotAllowed:  # somebody was quicker
            return redirect(url_for("account.invited", token=token), 303)
        let_out()
        flash(_("Your account is ready. Sign in with your new password."))
        return redirect(url_for("account.sign_in"), 303)
    page = render_template(
        "account/invited.html", form=form, token=token, invitation=invitation, roles=ROLE_NAMES
    )
    return page, 422 if form.errors else 200
