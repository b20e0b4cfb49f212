"""Whether a site asks for notes: one button for its meetings and one for its team."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from sb_feedback.services.notes.choice import notes_settings, turn_off_notes, turn_on_notes
from sb_feedback.services.notes.ending import DAYS_TO_READ
from sb_feedback.services.overview import floor_of
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.here import workplace
from sb_feedback.web.notes.blueprint import blueprint
from sb_feedback.web.notes.words import KINDS


@blueprint.get("/notes/choice")
def choice() -> ResponseReturnValue:
    """How notes stand, and what is missing."""
    with workplace().db.read() as session:
        return render_template(
            "notes/choice.html",
            settings=notes_settings(session, my_site_id()),
            floor=floor_of(session, my_scope_id()),
            days=DAYS_TO_READ,
            kinds=KINDS,
        )


@blueprint.post("/notes/choice/<kind>/<any(on, off):wanted>")
def choose(kind: str, wanted: str) -> ResponseReturnValue:
    """Turn them on or off; the other way is the other button."""
    if kind not in KINDS:
        abort(404)
    with workplace().db.write() as session:
        if wanted == "on":
            turn_on_notes(session, my_site_id(), kind)
            note(session, "notes_turned_on")
        else:
            turn_off_notes(session, my_site_id(), kind)
            note(session, "notes_turned_off")
    flash(_("Saved."))
    return redirect(url_for("notes.choice"), 303)
