"""The one page for everybody: no account, no cookie, and nothing but what was released."""

from __future__ import annotations

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sb_feedback.services.briefs import StoredBrief, newest_brief
from sb_feedback.services.errors import NotFound
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.language import choose_language, language_of, respondent_language

blueprint = Blueprint("brief", __name__, url_prefix="/brief")


@blueprint.get("/<scope_id>")
def show(scope_id: str) -> ResponseReturnValue:
    """The page in the reader's language."""
    brief = _newest(scope_id)
    choose_language(sorted(brief.pages))
    language = respondent_language()
    body = brief.pages[language].read_text(encoding="utf-8")
    return render_template(
        "reports/brief.html",
        body=Markup(body),  # noqa: S704 (made by our own template)
        language=language_of(language),
        others=[language_of(code) for code in sorted(brief.pages) if code != language],
        scope_id=scope_id,
    )


@blueprint.get("/<scope_id>/brief.pdf")
def sheet(scope_id: str) -> ResponseReturnValue:
    """All languages on one sheet, to print."""
    brief = _newest(scope_id)
    return send_file(
        brief.sheet.resolve(),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{scope_id}-{brief.label}-brief.pdf",
    )


def _newest(scope_id: str) -> StoredBrief:
    place = workplace()
    with place.db.read() as session:
        found = newest_brief(session, place.settings.documents, scope_id)
    if found is None:
        raise NotFound
    return found
