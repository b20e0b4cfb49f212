"""Inviting people, and the invitations that nobody has accepted yet."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from forms.accounts import InviteForm
from forms.staff_fields import given
from sb_feedback.models import Invitation
from sb_feedback.models.account import ADMINISTRATOR, STATE_ROLES
from sb_feedback.queue import wake
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.invitations import (
    LASTS,
    hand_over,
    invite,
    open_invitations,
)
from sb_feedback.services.invitations import invite_again as anew
from sb_feedback.services.invitations import put_back as works_again
from sb_feedback.services.invitations import withdraw as take_back
from sb_feedback.services.one_time_links import invitation_link
from sb_feedback.services.people import GIVES, names_of_sites
from sb_feedback.web.access import me, my_site_id
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.role_words import CAN_SEE, ROLE_NAMES
from sb_feedback.web.here import workplace
from sb_feedback.web.team.member_words import why

STATES: Mapping[str, LazyString] = {
    "waiting": _("Goes out within minutes"),
    "sending": _("Sent"),
    "sent": _("Sent"),
    "refused": _("Refused, will be tried again"),
    "failed": _("Could not be delivered"),
    "dropped": _("Not sent"),
}
#: What was withdrawn last, until the next page shows how to undo it.
_WITHDRAWN = "withdrawn"
#: Likewise a link to send by hand: kept by the inviter's browser alone, until it is shown once.
_TO_SEND = "link_to_send"


@blueprint.route("/people/invitations", methods=["GET", "POST"])
def invitations() -> ResponseReturnValue:
    """Invite somebody; see who has not accepted yet."""
    place, form = workplace(), _form()
    if form.validate_on_submit():
        try:
            with place.db.write() as rows:
                made = invite(
                    rows,
                    me(),
                    email=form.address,
                    role=given(form.role.data),
                    site_id=_site_of(form),
                    now=place.clock.now(),
                    invitation_id=form.new_id,
                )
                token = hand_over(rows, made, place.clock.now(), by_mail=_sends())
        except NotAllowed:
            form.email.errors = [gettext("This address cannot be invited. It may have an account.")]
        else:
            return _told(made, token)
    elif request.method == "GET":
        form.begin()
    return _page(form), 422 if form.errors else 200


@blueprint.post("/people/invitations/<row:invitation_id>/again")
def invite_again(invitation_id: str) -> ResponseReturnValue:
    """Send a new invitation in place of this one."""
    place = workplace()
    with place.db.write() as rows:
        made = anew(rows, me(), invitation_id, place.clock.now())
        token = hand_over(rows, made, place.clock.now(), by_mail=_sends())
    return _told(made, token)


@blueprint.post("/people/invitations/<row:invitation_id>/withdraw")
def withdraw(invitation_id: str) -> ResponseReturnValue:
    """Have an invitation work no more."""
    with workplace().db.write() as rows:
        invitation = take_back(rows, me(), invitation_id)
    session[_WITHDRAWN] = {"id": invitation.id, "email": invitation.email}
    return redirect(url_for("account.invitations"), 303)


@blueprint.post("/people/invitations/<row:invitation_id>/back")
def put_back(invitation_id: str) -> ResponseReturnValue:
    """Undo that."""
    place = workplace()
    with place.db.write() as rows:
        invitation = works_again(rows, me(), invitation_id, place.clock.now())
    flash(gettext("The invitation of %(email)s works again.", email=invitation.email))
    return redirect(url_for("account.invitations"), 303)


def _sends() -> bool:
    return workplace().settings.sends_mail


def _told(made: Invitation, token: str | None) -> ResponseReturnValue:
    if token is None:
        wake(workplace())
        flash(gettext("The invitation goes to %(email)s within minutes.", email=made.email))
    else:
        link = invitation_link(workplace().settings.base_url, token)
        session[_TO_SEND] = {"id": made.id, "link": link}
    return redirect(url_for("account.invitations"), 303)


def _form() -> InviteForm:
    form = InviteForm()
    sites = None
    if me().role == ADMINISTRATOR:
        with workplace().db.read() as rows:
            sites = names_of_sites(rows).items()
    roles = [(role, ROLE_NAMES[role]) for role in GIVES[me().role]]
    form.offer(roles, sites, STATE_ROLES)
    return form


def _site_of(form: InviteForm) -> str | None:
    return (form.site.data or None) if me().role == ADMINISTRATOR else my_site_id()


def _page(form: InviteForm) -> str:
    place = workplace()
    with place.db.read() as rows:
        found = open_invitations(rows, me())
    to_send = session.pop(_TO_SEND, {})
    return render_template(
        "account/invitations.html",
        form=form,
        invitations=found,
        made=next((one for one, _letter in found if one.id == to_send.get("id")), None),
        withdrawn=session.pop(_WITHDRAWN, None),
        link=to_send.get("link"),
        now=place.clock.now(),
        sends=_sends(),
        lasts=LASTS.days,
        roles=ROLE_NAMES,
        hints={role: CAN_SEE[role] for role in GIVES[me().role]},
        states=STATES,
        why=why,
    )
