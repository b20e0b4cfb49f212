"""The editions of the whole state: their shelf, one edition, and its files; all stored."""

from __future__ import annotations

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sb_feedback.services.errors import NotFound
from sb_feedback.services.shelf import StoredFile
from sb_feedback.services.state_editions.shelf import (
    EditionPlace,
    editions_on_shelf,
    find_edition_file,
)
from sb_feedback.web.here import workplace
from sb_feedback.web.progress import looks_again, page_that_looks_again
from sb_feedback.web.reports.views import FILE_TYPES, blueprint


@blueprint.get("/state")
def editions() -> ResponseReturnValue:
    """All editions, newest first."""
    shelf = _shelf()
    again = looks_again(working=any(one.is_being_made for one in shelf))
    page = render_template("reports/state_index.html", shelf=shelf, looks_again=again)
    return page_that_looks_again(page, again=again)


@blueprint.get("/state/<label>")
def edition(label: str) -> ResponseReturnValue:
    """One edition as a page, in the language asked for."""
    language = request.args.get("language", "en")
    found = _find(label, language, "html")
    place = next(one for one in _shelf() if one.term.label == label)
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


def _shelf() -> list[EditionPlace]:
    with workplace().db.read() as session:
        return editions_on_shelf(session)


def _find(label: str, language: str, kind: str) -> StoredFile:
    place = workplace()
    with place.db.read() as session:
        return find_edition_file(
            session, place.settings.documents, label=label, language=language, kind=kind
        )
