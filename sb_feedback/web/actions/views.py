"""The action log: what will be done, by whom, by when, and how it stands. Nothing is removed."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.plans import ActionForm, ActionLineForm
from forms.staff_fields import given
from sb_feedback.db import Rows
from sb_feedback.models.account import COORDINATOR
from sb_feedback.models.action import OPEN, STATES
from sb_feedback.services.actions import (
    ChangedMeanwhile,
    Entry,
    Written,
    actions_of,
    add_action,
    add_line,
    count_by_state,
    history_of,
)
from sb_feedback.services.improvements import being_tried, improvements_of
from sb_feedback.services.meetings import families_of
from sb_feedback.web.access import me, my_scope_id, my_site_id
from sb_feedback.web.account.role_words import ROLE_NAMES
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.practices import Round, rounds, titles_of
from sb_feedback.web.coordinator.words import DOERS, STATE_WORDS
from sb_feedback.web.here import workplace

blueprint = Blueprint("actions", __name__)
EVERY = "all"
AnyForm = TypeVar("AnyForm", bound=ActionForm)


@blueprint.get("/actions")
def index() -> ResponseReturnValue:
    """The log, those due first; open ones unless another state is asked for."""
    state = request.args.get("state", OPEN)
    state = state if state in (*STATES, EVERY) else OPEN
    number = request.args.get("page", 1, int)
    with workplace().db.read() as session:
        listed = actions_of(session, my_site_id(), number, None if state == EVERY else state)
        return render_template(
            "actions/index.html",
            listed=listed,
            state=state,
            counts=count_by_state(session, my_site_id()),
            picked=_picked(session),
            titles=_titles(session),
            states=STATE_WORDS,
            doers=DOERS,
            today=workplace().clock.today(),
        )


@blueprint.get("/actions/new")
def new() -> ResponseReturnValue:
    """The form for an action."""
    form = _form(ActionForm, blank=True)
    form.begin()
    form.belongs.data = True
    return _new_page(form)


@blueprint.post("/actions/new")
def add() -> ResponseReturnValue:
    """Begin it. A reader's action belongs to what was picked."""
    form = _form(ActionForm)
    if not form.validate_on_submit():
        return _new_page(form), 422
    with workplace().db.write() as session:
        picked = being_tried(session, my_scope_id())
        if picked is None and not _writes():
            return _new_page(form), 409
        belongs = picked is not None and (form.belongs.data or not _writes())
        entry = _entry(form, improvement_id=picked.id if picked and belongs else None)
        if add_action(session, my_site_id(), entry, _written(), line_id=form.new_id):
            note(session, "action_added")
    flash(_("The action is in the log."))
    return redirect(url_for("actions.index"), 303)


@blueprint.get("/actions/<row:action_id>")
def show(action_id: str) -> ResponseReturnValue:
    """An action with all its lines; for who writes, the form for the next one."""
    with workplace().db.read() as session:
        newest = history_of(session, my_site_id(), action_id)[0]
    form = _form(ActionLineForm, blank=True)
    form.begin()
    is_listed = newest.who in DOERS
    form.what.data, form.by_when.data = newest.what, newest.by_when
    form.who.data, form.other_who.data = (newest.who, "") if is_listed else ("", newest.who)
    form.state.data = newest.state
    form.follow(newest.number)
    return _page(action_id, form)


@blueprint.post("/actions/<row:action_id>")
def write(action_id: str) -> ResponseReturnValue:
    """Write the next line."""
    form = _form(ActionLineForm)
    with workplace().db.read() as session:
        newest = history_of(session, my_site_id(), action_id)[0]
    if not form.validate_on_submit():
        return _page(action_id, form), 422
    entry = _entry(form, improvement_id=newest.improvement_id, state=form.state.data)
    try:
        with workplace().db.write() as session:
            if add_line(
                session,
                my_site_id(),
                action_id,
                entry,
                _written(),
                line_id=form.new_id,
                after=form.after.data or 0,
            ):
                note(session, "action_changed")
    except ChangedMeanwhile:
        with workplace().db.read() as session:
            form.follow(history_of(session, my_site_id(), action_id)[0].number)
        return _page(action_id, form, changed=True), 409
    flash(_("Saved. The line before stays in the log."))
    return redirect(url_for("actions.show", action_id=action_id), 303)


def _form(kind: type[AnyForm], *, blank: bool = False) -> AnyForm:
    place = workplace()
    with place.db.read() as session:
        families = [family.label for family in families_of(session, my_site_id())]
    form = kind(formdata=None) if blank else kind()
    form.offer_roles(list(DOERS.items()), place.clock.today(), families)
    return form


def _entry(form: ActionForm, *, improvement_id: str | None, state: str = OPEN) -> Entry:
    return Entry(given(form.what.data), form.role, given(form.by_when.data), state, improvement_id)


def _written() -> Written:
    return Written(workplace().clock.today(), me().role)


def _writes() -> bool:
    """Whether the visitor writes the log; others read it, and add to what was picked."""
    return me().role == COORDINATOR


def _new_page(form: ActionForm) -> str:
    with workplace().db.read() as session:
        return render_template(
            "actions/new.html", form=form, picked=_picked(session), writes=_writes()
        )


def _page(action_id: str, form: ActionLineForm, *, changed: bool = False) -> str:
    with workplace().db.read() as session:
        lines = history_of(session, my_site_id(), action_id)
        return render_template(
            "actions/action.html",
            form=form,
            lines=lines,
            changed=changed,
            writes=_writes(),
            titles=_titles(session),
            states=STATE_WORDS,
            doers=DOERS,
            roles=ROLE_NAMES,
        )


def _picked(session: Rows) -> Round | None:
    """What the team tries now."""
    row = being_tried(session, my_scope_id())
    return rounds(session, [row])[0] if row else None


def _titles(session: Rows) -> dict[str, str]:
    """What was picked, in words, by its id."""
    return titles_of(improvements_of(session, my_scope_id()))
