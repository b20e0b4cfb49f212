"""The practice survey: the same pages, marked PRACTICE, and nothing that is sent is kept.

Writes nothing: there is no card, no number and no box to put an answer in. The site's help lines
and whether it asks for a note are looked up, and not missed where that fails.
"""

from __future__ import annotations

from flask import Response, abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from analysis import term_of
from sb_feedback.services.meetings import ROLES
from sb_feedback.services.teams import MEMBER
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.kept import be_practice
from sb_feedback.web.survey.language import choose_language, respondent_language, use_language
from sb_feedback.web.survey.page import respond
from sb_feedback.web.survey.sheet import Sheet, blank_page, kept_page
from sb_feedback.web.survey.site_here import site_here
from sb_feedback.web.survey.stationery import stationery

#: How long a period is where there is no site to ask.
MONTHS = 3
#: In the place of a one-time number, which only a card's page has.
NUMBER = "practice"


def practice_list() -> Response:
    """A survey to practise for each role."""
    be_practice()
    words = {
        "parent": _("As a parent"),
        "caregiver": _("As a caregiver"),
        "professional": _("As a professional"),
        MEMBER: _("As a member of the ACT"),
    }
    lang = respondent_language()
    addresses = [url_for("survey.practice", role=role, lang=lang) for role in words]
    practices = list(zip(addresses, words.values(), strict=True))
    return respond("survey/practices.html", offered=stationery().languages, practices=practices)


def practise(role: str) -> AnyResponse:
    """The survey of a role, blank or sent."""
    if role not in (*ROLES, MEMBER):
        abort(404)
    be_practice()
    sheet = _sheet(role)
    choose_language(sheet.languages)
    if request.method == "GET":
        return blank_page(sheet, NUMBER)
    what, _colon, language = request.form.get("do", "").partition(":")
    if what == "language" and language in sheet.languages:
        use_language(language)
        return kept_page(sheet, NUMBER, sheet.form(request.form))
    address = url_for("survey.thanks", lang=respondent_language(), months=MONTHS)
    return redirect(address, 303)


def _sheet(role: str) -> Sheet:
    place = workplace()
    # In the demo the calendar stands in the database, and a look at it changes nothing.
    since = term_of(place.clock.today(), MONTHS).first_day
    version = place.code_maker().questionnaires[role]
    site = site_here()
    notes = site.team_notes if role == MEMBER else site.meeting_notes
    return Sheet(version, since, site.floor, site.mark or "-", notes)
