"""Importing members from a file: a preview first; what is confirmed is read and checked anew."""

from __future__ import annotations

from contextlib import closing

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from forms.roster import ConfirmImportForm, ImportForm
from sb_feedback.models.team import MOST_MEMBERS
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.roster_file import (
    COLUMNS,
    LARGEST_FILE,
    RosterFile,
    as_csv,
    read_roster,
    sector_key,
)
from sb_feedback.services.roster_import import PlanChanged, carry_out, plan_import
from sb_feedback.web.acts import note
from sb_feedback.web.here import workplace
from sb_feedback.web.refusal import why_not
from sb_feedback.web.staff_language import staff_languages
from sb_feedback.web.team.blueprint import blueprint, my_team
from sb_feedback.web.team.member_words import SECTORS, told

#: So much is shown of long lists.
SHOWN = 100
#: A file that is too large for us is still read this far, so that its page can say so.
_LARGEST_BODY = 4 * LARGEST_FILE
_ENDPOINTS = ("team.import_roster", "team.confirm_import")


@blueprint.url_value_preprocessor
def _let_files_in(endpoint: str | None, _values: dict[str, object] | None) -> None:
    # Runs before the proof of the form is looked for, which reads the whole body.
    if endpoint in _ENDPOINTS:
        request.max_content_length = _LARGEST_BODY
        request.max_form_memory_size = _LARGEST_BODY


@blueprint.route("/roster/import", methods=["GET", "POST"])
def import_roster() -> ResponseReturnValue:
    """Pick a file; then what it would change, and what is wrong with it."""
    my_team()
    form = ImportForm()
    if form.validate_on_submit():
        with closing(request.files["file"]) as sent:
            content = sent.read(LARGEST_FILE + 1)
        return _preview(_read(content))
    page = render_template("team/import.html", form=form, sectors=SECTORS)
    return page, 422 if form.errors else 200


@blueprint.post("/roster/import/confirm")
def confirm_import() -> ResponseReturnValue:
    """Write what the preview told; if the roster has changed since, tell anew."""
    place, form, team_id = workplace(), ConfirmImportForm(), my_team().scope_id
    file = _read((form.rows.data or "").encode())
    try:
        with place.db.write() as session:
            plan = carry_out(session, team_id, file.rows, place.clock.today(), form.seen.data or "")
            note(session, "roster_changed")
    except PlanChanged:
        flash(_("The roster has changed since. Nothing was written: look again."))
        return _preview(file)
    except NotAllowed as refusal:
        flash(why_not(refusal))
        return _preview(file)
    done = {"added": len(plan.added), "changed": len(plan.changed)}
    flash(_("Members added: %(added)s. Changed: %(changed)s.", **done))
    return redirect(url_for("team.roster"), 303)


@blueprint.get("/roster/template.csv")
def roster_template() -> ResponseReturnValue:
    """The first row of a file to fill in."""
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="roster.csv"',
    }
    return ",".join(COLUMNS) + "\r\n", 200, headers


def _read(content: bytes) -> RosterFile:
    names = {code: code for code in SECTORS}
    for language in staff_languages():  # a list can be older than the choice of a language
        with force_locale(language.replace("-", "_")):
            names |= {sector_key(str(words)): code for code, words in SECTORS.items()}
    return read_roster(content, names, workplace().clock.today())


def _preview(file: RosterFile) -> ResponseReturnValue:
    place, team_id = workplace(), my_team().scope_id
    with place.db.read() as session:
        plan = plan_import(session, team_id, file.rows, place.clock.today())
    problems = sorted((*file.problems, *plan.problems), key=lambda one: one.row or 0)
    form = ConfirmImportForm(formdata=None)
    rows = sorted((*plan.added, *plan.changed), key=lambda row: row.number)
    form.rows.data, form.seen.data = as_csv(rows), plan.mark
    page = render_template(
        "team/import_preview.html",
        plan=plan,
        problems=problems,
        is_read=file.is_read,
        most=MOST_MEMBERS,
        faulty_rows=len({one.row for one in problems if one.row}),
        told=told,
        rows=rows,
        shown=SHOWN,
        ignored=file.ignored,
        form=form,
        sectors=SECTORS,
    )
    return page, 422 if problems or plan.is_too_large else 200
