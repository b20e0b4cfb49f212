"""Which mail somebody with an account wants."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.accounts import MailWishesForm
from sb_feedback.services.staff_letters import takes_notices, wish_notices
from sb_feedback.web.access import me
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.here import workplace


@blueprint.route("/account/mail", methods=["GET", "POST"])
def mail_wishes() -> ResponseReturnValue:
    """Turn the notice of a new report on or off."""
    place, form = workplace(), MailWishesForm()
    if form.validate_on_submit():
        with place.db.write() as session:
            wish_notices(session, me().id, wanted=bool(form.notices.data))
        flash(_("Saved."))
        return redirect(url_for("account.mail_wishes"), 303)
    if request.method == "GET":
        with place.db.read() as session:
            form.notices.data = takes_notices(session, me().id)
    sends = place.settings.sends_mail
    return render_template("account/mail_wishes.html", form=form, sends=sends)
