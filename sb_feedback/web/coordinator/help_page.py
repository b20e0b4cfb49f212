"""The site's help lines: every one is tried before the site hands out a card, and each quarter."""

from __future__ import annotations

import json
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms import HelpLines, QuestionnaireError, own_help_lines
from forms.help_form import PARTS, HelpLinesForm, help_lines_form
from sb_feedback.services.site_help import TRIED_EVERY, confirm_help, confirmed_help
from sb_feedback.web.access import my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.language import language_of
from sb_feedback.web.survey.stationery import stationery


def site_help_lines() -> HelpLines:
    """The lines of the visitor's site; those of the product before it has any."""
    around = stationery().help_lines
    with workplace().db.read() as session:
        found = confirmed_help(session, my_site_id())
    try:
        return own_help_lines(around, found.lines) if found else around
    except QuestionnaireError:  # a language was added since
        return around


def confirmed_on() -> date | None:
    """When the visitor's site last tried its lines; None before it ever has."""
    with workplace().db.read() as session:
        found = confirmed_help(session, my_site_id())
        return found.confirmed_on if found else None


def lines_are_old(confirmed: date | None, today: date) -> bool:
    """True if the lines were never tried, or not for a quarter."""
    return confirmed is None or today - confirmed > TRIED_EVERY


@blueprint.route("/help-lines", methods=["GET", "POST"])
def help_lines() -> ResponseReturnValue:
    """Read, change and confirm them, all at once."""
    around = stationery().help_lines
    form = help_lines_form(around.languages)()
    if not form.is_submitted():
        form.fill(site_help_lines().lines)
        form.remember(_stored())
    elif form.validate():
        text = json.dumps(form.lines, ensure_ascii=False)
        own_help_lines(around, text)  # what the form lets through is what pages can show
        if _confirmed(form, text):
            flash(_("The help lines are confirmed."))
            return redirect(url_for("coordinator.help_lines"), 303)
    page = render_template(
        "coordinator/help_lines.html",
        form=form,
        confirmed=confirmed_on(),
        names={code: language_of(code).name for code in around.languages},
        parts=PARTS,
    )
    return page, 422 if form.is_submitted() else 200


def _stored() -> str | None:
    with workplace().db.read() as session:
        found = confirmed_help(session, my_site_id())
        return found.lines if found else None


def _confirmed(form: HelpLinesForm, text: str) -> bool:
    place = workplace()
    with place.db.write() as session:
        found = confirmed_help(session, my_site_id())
        if form.overtaken(found.lines if found else None, text):
            form.sure.errors = [
                _(
                    "Somebody else has changed the help lines meanwhile. Open this page in a second"
                    " window to see them, then save again if yours are right."
                )
            ]
            return False
        confirm_help(session, my_site_id(), text, place.clock.today())
        note(session, "help_lines_checked")
    return True
