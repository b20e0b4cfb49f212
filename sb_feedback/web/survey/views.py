"""Addresses of respondent pages. Only sending a form ever spends anything."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from analysis import least, term_of
from analysis.waiting import LONGEST_WAIT
from sb_feedback.codes import clean_code
from sb_feedback.services.answering import Standing, new_number
from sb_feedback.services.notes.ending import DAYS_TO_READ
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.blueprint import blueprint
from sb_feedback.web.survey.guessing import slow_guessing
from sb_feedback.web.survey.language import choose_language, respondent_language, use_language
from sb_feedback.web.survey.opening import open_survey, refusal, unknown_page
from sb_feedback.web.survey.page import respond
from sb_feedback.web.survey.practice import practice_list, practise
from sb_feedback.web.survey.receiving import receive
from sb_feedback.web.survey.sheet import Sheet, blank_page
from sb_feedback.web.survey.site_here import site_here
from sb_feedback.web.survey.stationery import stationery

MONTHS = (3, 6, 12)


@blueprint.get("/")
def landing() -> Response:
    """The box for the code on a card."""
    return respond("survey/landing.html", offered=stationery().languages)


@blueprint.post("/code")
def type_code() -> AnyResponse:
    """From a typed code to its survey."""
    code = clean_code(request.form.get("code", ""))
    if code is None:
        return unknown_page()
    return redirect(url_for("survey.ask", code=code, lang=request.args.get("lang")), 303)


# The addresses in QR pictures are capitals, which makes the pictures simpler.
@blueprint.route("/Q/<code>", methods=["GET", "POST"], strict_slashes=False)
@blueprint.route("/q/<code>", methods=["GET", "POST"], strict_slashes=False)
@slow_guessing
def ask(code: str) -> AnyResponse:
    """The survey that a code opens; sent forms come back here."""
    cleaned = clean_code(code)
    if cleaned is None:
        return unknown_page()
    return receive(cleaned) if request.method == "POST" else _open(cleaned)


@blueprint.get("/thanks/<lang>/<int:months>")
def thanks(lang: str, months: int) -> Response:
    """What happens next, at an address without the code."""
    # Every questionnaire thanks in the same words, so the address need not say which it was.
    asked = next(iter(workplace().questionnaires.values()))
    offered = stationery().languages_of(asked)
    if lang not in offered or months not in MONTHS:
        abort(404)
    use_language(lang)
    return respond(
        "survey/thanks.html",
        offered=offered,
        months=months,
        after=_counted_after(months),
        thank_you=asked.texts.thank_you.say(lang, months=months).partition(". "),
        shared_phone=asked.texts.shared_phone[lang],
        help_open=True,
    )


def _counted_after(months: int) -> date | None:
    """The last day of the period that was answered for, if the address has such a day."""
    try:
        after = date.fromisoformat(request.args.get("after", ""))
        return after if term_of(after, months).last_day == after else None
    except (ValueError, OverflowError):
        return None


def _open(code: str) -> Response:
    standing, survey = open_survey(code)
    if survey is None or standing != Standing.OPEN:
        return refusal(code, standing, survey)
    sheet = Sheet.of(survey)
    choose_language(sheet.languages)
    return blank_page(sheet, new_number(workplace().secret, code))


@blueprint.get("/other-card")
def other_card() -> Response:
    """For somebody who scanned the card of another role."""
    return respond("survey/other_card.html", offered=stationery().languages)


@blueprint.get("/not-a-member")
def not_a_member() -> Response:
    """For somebody who came by the link of a team that they do not belong to."""
    return respond("survey/not_a_member.html", offered=stationery().languages)


@blueprint.get("/privacy")
def privacy() -> Response:
    """How answers are kept private, sentence by sentence; each is a promise with a test."""
    code = respondent_language()
    said = workplace().promises
    return respond(
        "survey/privacy.html",
        offered=stationery().languages,
        title=said.title[code],
        parts=said.say(
            code,
            {
                "floor": site_here().floor,
                "waiting": LONGEST_WAIT,
                "units": least.UNITS,
                "sites": least.SITES,
                "days": DAYS_TO_READ,
            },
            notes=site_here().notes,
        ),
    )


@blueprint.get("/practice")
def practices() -> Response:
    """Surveys to try, for coordinators and trainings."""
    return practice_list()


@blueprint.route("/practice/<role>", methods=["GET", "POST"])
def practice(role: str) -> AnyResponse:
    """A survey to try; sent forms come back here and are kept nowhere."""
    return practise(role)
