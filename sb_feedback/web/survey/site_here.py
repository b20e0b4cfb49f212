"""Which site a respondent page belongs to: the card's, or the one that its address names.

A page without a code has the mark of the site in its address, so that it shows the same help
lines. It is never missing something: whatever cannot be looked up is that of the product.
"""

from __future__ import annotations

from flask import g, request

from analysis import FLOOR
from forms import HelpLines, QuestionnaireError, own_help_lines
from sb_feedback.services.answering import OpenSurvey
from sb_feedback.services.site_help import SitePage, is_mark, site_mark, site_pages
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.stationery import stationery
from sb_feedback.web.trouble import note_trouble

NO_SITE = SitePage("", FLOOR, None)


def be_at(survey: OpenSurvey) -> None:
    """Draw this request's pages for the site whose card was opened."""
    mark = site_mark(workplace().secret, survey.site_id)
    g.site_page = SitePage(
        mark, survey.floor, survey.help_lines, meeting_notes=survey.notes, team_notes=survey.notes
    )
    stationery().seen_sites[mark] = g.site_page


def be_of(site_id: str) -> None:
    """Draw this request's pages for a site whose card is gone."""
    g.site_page = _named(site_mark(workplace().secret, site_id))


def be_remembered(mark: str) -> None:
    """Draw this request's pages without the database, for a site that was seen before."""
    g.setdefault("site_page", stationery().seen_sites.get(mark, NO_SITE))


def site_here() -> SitePage:
    """The site of this request's pages; looked up only by a page that shows it."""
    if "site_page" not in g:
        g.site_page = _named(mark_here())
    found: SitePage = g.site_page
    return found


def help_lines_here() -> HelpLines:
    """The help lines of this request's pages."""
    lines = site_here().lines
    return stationery().help_lines if lines is None else _read(lines)


def mark_here() -> str:
    """The mark for addresses of further pages, known without a look at the database."""
    if "site_page" in g:
        return str(g.site_page.mark)
    asked = request.args.get("at", "")
    return asked if is_mark(asked) else ""


def _named(mark: str) -> SitePage:
    """The site with this mark; the only site of an installation needs none."""
    try:
        with workplace().db.read() as session:
            pages = site_pages(session, workplace().secret)
    except Exception as error:  # noqa: BLE001 - the help lines are there when the database is not
        note_trouble(error)
        return stationery().seen_sites.get(mark, NO_SITE)
    fitting = pages if len(pages) == 1 else [page for page in pages if page.mark == mark]
    return fitting[0] if fitting else NO_SITE


def _read(lines: str) -> HelpLines:
    kept = stationery().lines_read
    if lines not in kept:
        kept[lines] = _own_or_common(lines)
    return kept[lines]


def _own_or_common(lines: str) -> HelpLines:
    common = stationery().help_lines
    try:
        return own_help_lines(common, lines)
    except QuestionnaireError:  # a language was added after the site had confirmed its lines
        return common
