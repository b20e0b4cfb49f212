"""One edition of the whole state, and its files: all stored, nothing computed here."""

from __future__ import annotations

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from analysis.language import LANGUAGES
from sb_feedback.services.errors import NotFound
from sb_feedback.services.shelf import StoredFile
from sb_feedback.services.state_editions.shelf import find_edition_file
from sb_feedback.web.here import workplace
from sb_feedback.web.reports.state_shelf import state_shelf
from sb_feedback.web.reports.views import FILE_TYPES, blueprint
from sb_feedback.web.staff_language import code_among


@blueprint.get("/state/<label>")
def edition(label: str) -> ResponseReturnValue:
    """One edition as a page, in the language asked for."""
    language = request.args.get("language") or code_among(LANGUAGES)
    found = _find(label, language, "html")
    place = next(one for one in state_shelf() if one.term.label == label)
    return render_template(
        "reports/state_report.html",
        body=Markup(found.path.read_text(encoding="utf-8")),  # noqa: S704 (made by our own template)
        place=place,
        language=language,
    )


@blueprint.get("/state/<label>/<language>.<kind>")
def edition_file(label: str, language: str, kind: str) -> ResponseReturnValue:
    """The stored file."""
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
        return find_edition_file(
            session, place.settings.documents, label=label, language=language, kind=kind
        )
