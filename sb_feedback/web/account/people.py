"""Who has access: the list, and one person whose role changes or whose access ends."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.people import RoleForm
from forms.staff_fields import clean
from sb_feedback.models import User
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.people import (
    CAN_COME_BACK,
    Actor,
    change_role,
    end_access,
    find_person,
    give_back,
    lately_ended,
    people_of,
    roles_for,
)
from sb_feedback.web.access import me, moment, my_site_or_all
from sb_feedback.web.account.blueprint import blueprint
from sb_feedback.web.account.role_words import CAN_SEE, ROLE_NAMES
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not

_LAST = 10**6


def actor() -> Actor:
    """The visitor, as the services about people know one."""
    return Actor(me().email, me().role, my_site_or_all())


@blueprint.get("/people")
def people() -> ResponseReturnValue:
    """Everybody with access to the site, or to anything."""
    who, words = actor(), clean(request.args.get("q"))[:100]
    number = min(request.args.get("page", 1, type=int), _LAST)
    with workplace().db.read() as session:
        page = people_of(session, who.site_id, number, words)
        ended = lately_ended(session, who.site_id, moment())
    return render_template(
        "account/people.html",
        page=page,
        words=words,
        many=page.is_long or bool(words),
        ended=ended,
        can_come_back=CAN_COME_BACK.days,
        actor=who,
        roles=ROLE_NAMES,
        can_see=CAN_SEE,
    )


@blueprint.get("/people/<row:user_id>")
def person(user_id: str) -> ResponseReturnValue:
    """One person."""
    found = _found(user_id)
    return _page(found, _role_form(found, blank=True))


@blueprint.post("/people/<row:user_id>/role")
def change_role_of(user_id: str) -> ResponseReturnValue:
    """Give another role."""
    found = _found(user_id)
    form = _role_form(found)
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        with workplace().db.write() as session:
            change_role(session, actor(), user_id, form.role.data, workplace().clock.today())
    except NotAllowed as refusal:
        form.role.errors = [why_not(refusal)]
        return _page(found, form), 409
    flash(_("The role is changed. Whoever it is must sign in again."))
    return redirect(url_for("account.person", user_id=user_id), 303)


@blueprint.post("/people/<row:user_id>/end")
def end_access_of(user_id: str) -> ResponseReturnValue:
    """End the access at once; it can be given back."""
    found = _found(user_id)
    try:
        with workplace().db.write() as session:
            end_access(session, actor(), user_id, moment())
    except NotAllowed as refusal:
        form = _role_form(found, blank=True)
        form.role.errors = [why_not(refusal)]
        return _page(found, form), 409
    flash(_("The access of %(person)s has ended. You can undo this here.", person=found.email))
    return redirect(url_for("account.people", _anchor="ended"), 303)


@blueprint.post("/people/<row:user_id>/back")
def give_back_to(user_id: str) -> ResponseReturnValue:
    """Undo the end of an access."""
    with workplace().db.write() as session:
        found = give_back(session, actor(), user_id, moment())
    flash(_("%(person)s has access again.", person=found.email))
    return redirect(url_for("account.people"), 303)


def _found(user_id: str) -> User:
    with workplace().db.read() as session:
        return find_person(session, actor(), user_id)


def _role_form(found: User, *, blank: bool = False) -> RoleForm:
    form = RoleForm(formdata=None, obj=found) if blank else RoleForm()
    form.offer([(role, ROLE_NAMES[role]) for role in roles_for(actor(), found)])
    return form


def _page(found: User, form: RoleForm) -> str:
    return render_template(
        "account/person.html",
        person=found,
        form=form,
        actor=actor(),
        roles=ROLE_NAMES,
        can_see=CAN_SEE,
    )
