"""The one page for everybody: no account, no cookie, and nothing but what was released."""

from __future__ import annotations

import re

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sb_feedback.services.briefs import StoredBrief, newest_brief
from sb_feedback.services.errors import NotFound
from sb_feedback.web.access import public
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.language import language_of

blueprint = Blueprint("brief", __name__, url_prefix="/brief")

_TITLE = re.compile(r"<h1>(.*?)</h1>")


@blueprint.get("/<scope_id>")
@public
def show(scope_id: str) -> ResponseReturnValue:
    """The page in the reader's language."""
    brief = _newest(scope_id)
    offered = sorted(brief.pages)
    asked = request.args.get("lang", "")
    best = request.accept_languages.best_match(offered) or offered[0]
    language = asked if asked in offered else best
    body = brief.pages[language].read_text(encoding="utf-8")
    title = _TITLE.search(body)
    return render_template(
        "reports/brief.html",
        body=Markup(body),  # noqa: S704 (made by our own template)
        title=Markup(title.group(1)) if title else "",  # noqa: S704 (out of the same)
        language=language_of(language),
        others=[language_of(code) for code in offered if code != language],
        scope_id=scope_id,
    )


@blueprint.get("/<scope_id>/brief.pdf")
@public
def sheet(scope_id: str) -> ResponseReturnValue:
    """All languages on one sheet, to print."""
    path = _newest(scope_id).sheet.resolve()
    return send_file(
        path, mimetype="application/pdf", as_attachment=True, download_name=f"{scope_id}-brief.pdf"
    )


def _newest(scope_id: str) -> StoredBrief:
    place = workplace()
    with place.db.read() as session:
        found = newest_brief(session, place.settings.documents, scope_id)
    if found is None:
        raise NotFound
    return found
