"""The shelf of reports, one report, and its files: all stored, nothing computed here."""

from __future__ import annotations

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sb_feedback.models.account import COORDINATOR, JUDGE
from sb_feedback.services.errors import NotFound
from sb_feedback.services.shelf import StoredFile, find_file, shelf_of
from sb_feedback.web.access import allowed, me, my_scope_id
from sb_feedback.web.here import workplace
from sb_feedback.web.progress import looks_again, page_that_looks_again

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

#: Each reader's own edition. A judge's has nothing that could be traced to a case.
EDITION_OF = {COORDINATOR: "site", JUDGE: "judge"}
FILE_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("")
@allowed(COORDINATOR, JUDGE)
def index() -> ResponseReturnValue:
    """All reports, newest first."""
    place = workplace()
    with place.db.read() as session:
        shelf = shelf_of(session, my_scope_id(), EDITION_OF[me().role], place.clock.today())
    again = looks_again(working=any(one.is_being_made for one in shelf))
    page = render_template(
        "reports/index.html", shelf=shelf, edition=EDITION_OF[me().role], looks_again=again
    )
    return page_that_looks_again(page, again=again)


@blueprint.get("/<label>")
@allowed(COORDINATOR, JUDGE)
def show(label: str) -> ResponseReturnValue:
    """One report as a page, in the language asked for."""
    language = request.args.get("language", "en")
    place = workplace()
    with place.db.read() as session:
        shelf = shelf_of(session, my_scope_id(), EDITION_OF[me().role], place.clock.today())
    found = _find(label, language, "html")
    shown = next(one for one in shelf if one.term.label == label)
    return render_template(
        "reports/report.html",
        body=Markup(found.path.read_text(encoding="utf-8")),  # noqa: S704 (made by our own template)
        place=shown,
        language=language,
    )


@blueprint.get("/<label>/<language>.<kind>")
@allowed(COORDINATOR, JUDGE)
def download(label: str, language: str, kind: str) -> ResponseReturnValue:
    """The stored PDF or Excel file."""
    if kind not in FILE_TYPES:
        raise NotFound
    found = _find(label, language, kind)
    return send_file(
        found.path.resolve(),
        mimetype=FILE_TYPES[kind],
        as_attachment=True,
        download_name=found.name,
    )


def _find(label: str, language: str, kind: str) -> StoredFile:
    place = workplace()
    with place.db.read() as session:
        return find_file(
            session,
            place.settings.documents,
            scope_id=my_scope_id(),
            label=label,
            edition=EDITION_OF[me().role],
            language=language,
            kind=kind,
        )
