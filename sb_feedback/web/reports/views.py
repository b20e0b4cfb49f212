"""The shelf of reports, one report, and its files: all stored, nothing computed here."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from analysis.language import LANGUAGES
from analysis.reports.long_table import dictionary
from sb_feedback.models.account import COORDINATOR, JUDGE, READER, STATE_ROLES
from sb_feedback.models.scope import MEETINGS, TEAM
from sb_feedback.services.briefs import newest_brief
from sb_feedback.services.errors import NotFound
from sb_feedback.services.shelf import ShelfPlace, StoredFile, find_file, sample_path, shelf_of
from sb_feedback.services.teams import team_at, team_of_site
from sb_feedback.web.access import me, my_scope_id, my_site_id, my_team_site_id
from sb_feedback.web.here import workplace
from sb_feedback.web.progress import looks_again, page_that_looks_again
from sb_feedback.web.reports.search import is_searched, looked_for, part_of_shelf
from sb_feedback.web.reports.state_shelf import state_shelf_page
from sb_feedback.web.staff_language import report_language

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

#: Each reader's own edition. A judge's has nothing that could be traced to a case.
EDITION_OF = {COORDINATOR: "site", READER: "site", JUDGE: "judge"}
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("")
def index() -> ResponseReturnValue:
    """All reports, newest first; to those who work for the state, its editions."""
    if me().role in STATE_ROLES:
        return state_shelf_page()
    with workplace().db.read() as session:
        has_team = team_of_site(session, my_site_id()) is not None
        brief = newest_brief(session, workplace().settings.documents, my_scope_id())
    shelf, waves = _shown(_shelf(MEETINGS)), _shown(_shelf(TEAM)) if has_team else []
    again = looks_again(working=any(one.is_being_made for one in (*shelf, *waves)))
    page = render_template(
        "reports/index.html",
        shelf=part_of_shelf(shelf),
        waves=part_of_shelf(waves, "wave_page") if has_team else None,
        words=looked_for(),
        many=is_searched(shelf, waves),
        brief=brief,
        base_url=workplace().settings.base_url,
        edition=EDITION_OF[me().role],
        looks_again=again,
    )
    return page_that_looks_again(page, again=again)


@blueprint.get("/<label>", defaults={"of": MEETINGS})
@blueprint.get("/act/<label>", defaults={"of": TEAM})
def show(of: str, label: str) -> ResponseReturnValue:
    """One report as a page, in the language asked for."""
    language = request.args.get("language") or report_language()
    found = _find(of, label, language, "html")
    shown = next(one for one in _shelf(of) if one.term.label == label)
    team = _team_of(shown) if of == MEETINGS else None
    return render_template(
        "reports/report.html",
        body=Markup(found.path.read_text(encoding="utf-8")),  # noqa: S704 (made by our own template)
        place=shown,
        of=of,
        team=team,
        language=language,
    )


@blueprint.get("/sample")
def sample() -> ResponseReturnValue:
    """What a report looks like, from invented numbers."""
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else report_language()
    path = sample_path(workplace().settings.documents, language)
    body = path.read_text(encoding="utf-8") if path.is_file() else None
    return render_template(
        "reports/sample.html",
        body=Markup(body) if body else None,  # noqa: S704 (made by our own template)
        language=language,
        languages=LANGUAGES,
    )


@blueprint.get("/columns-<language>.csv")
def columns(language: str) -> ResponseReturnValue:
    """What the columns of the long table mean."""
    if language not in LANGUAGES:
        raise NotFound
    name = f"columns-{language}.csv"
    return send_file(
        BytesIO(dictionary(language)),
        mimetype=FILE_TYPES["csv"],
        as_attachment=True,
        download_name=name,
    )


@blueprint.get("/<label>/<language>.<kind>", defaults={"of": MEETINGS})
@blueprint.get("/act/<label>/<language>.<kind>", defaults={"of": TEAM})
def download(of: str, label: str, language: str, kind: str) -> ResponseReturnValue:
    """The stored file, the newest or that of an earlier version."""
    if kind not in FILE_TYPES:
        raise NotFound
    found = _find(of, label, language, kind, request.args.get("version", type=int))
    return send_file(
        found.path.resolve(),
        mimetype=FILE_TYPES[kind],
        as_attachment=True,
        download_name=found.name,
    )


def _scope_id(of: str) -> str:
    """What a report is about: the meetings of the visitor's site or pool, or its team."""
    if of == MEETINGS:
        return my_scope_id()
    with workplace().db.read() as session:
        return team_at(session, my_team_site_id()).scope_id


def _team_of(place: ShelfPlace) -> ShelfPlace | None:
    """The newest report of the site's team that tells of no later time; None without one."""
    with workplace().db.read() as session:
        if team_of_site(session, my_team_site_id()) is None:
            return None
    ready = (wave for wave in _shelf(TEAM) if wave.is_ready)
    return next((wave for wave in ready if wave.term.last_day <= place.term.last_day), None)


def _shelf(of: str) -> list[ShelfPlace]:
    place, scope_id = workplace(), _scope_id(of)
    with place.db.read() as session:
        return shelf_of(session, scope_id, EDITION_OF[me().role], place.clock.today())


def _shown(shelf: list[ShelfPlace]) -> list[ShelfPlace]:
    """What this reader's list has; why nothing came out is told to the site alone."""
    tells_why = EDITION_OF[me().role] == "site"
    return [place for place in shelf if tells_why or place.is_ready or place.in_work]


def _find(of: str, label: str, language: str, kind: str, formula: int | None = None) -> StoredFile:
    place, scope_id = workplace(), _scope_id(of)
    with place.db.read() as session:
        return find_file(
            session,
            place.settings.documents,
            scope_id=scope_id,
            label=label,
            edition=EDITION_OF[me().role],
            language=language,
            kind=kind,
            formula=formula,
        )
