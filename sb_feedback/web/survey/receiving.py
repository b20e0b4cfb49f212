"""Receiving a form: stored once, or shown again with its answers, never lost and never an error."""

from __future__ import annotations

from flask import Response, redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response as AnyResponse

from forms import Answers
from forms.survey import SurveyForm, answers_from
from sb_feedback.services.answering import (
    OpenSurvey,
    Recorded,
    Standing,
    new_number,
    record_answer,
    valid_number,
    was_sent,
)
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.crowding import is_crowded
from sb_feedback.web.survey.language import choose_language, respondent_language, use_language
from sb_feedback.web.survey.opening import ended_page, open_survey, refusal, used_page
from sb_feedback.web.survey.sheet import Sheet, kept_page
from sb_feedback.web.survey.site_here import be_remembered
from sb_feedback.web.trouble import note_trouble


def receive(code: str) -> AnyResponse:
    """Answer a sent form; whatever goes wrong on our side, its answers are shown again."""
    given = request.form.get("number", "")
    number = given if valid_number(workplace().secret, code, given) else None
    try:
        return _receive(code, number)
    except Exception as error:  # noqa: BLE001 - a full disk, a lost database: the answers are kept
        note_trouble(error)
        return _show_again(number or new_number(workplace().secret, code))


def _receive(code: str, number: str | None) -> AnyResponse:
    standing, survey = open_survey(code)
    if survey is None or standing != Standing.OPEN:
        return refusal(code, standing, survey)
    sheet = Sheet.of(survey)
    choose_language(sheet.languages)
    form = sheet.form(request.form)
    if wanted := _language_wanted(sheet):
        use_language(wanted)
        if number and _is_sent(survey, number):
            return _thanks(survey)
        return kept_page(sheet, number or new_number(workplace().secret, code), form)
    if number is None:
        # Not a fault of the person: the page may have come from a copy or an old address.
        notice = gettext("Please press Send once more.")
        return kept_page(sheet, new_number(workplace().secret, code), form, notice=notice)
    if survey.shared and is_crowded(survey.card_hash):
        return _busy(sheet, number, form)
    return _store(survey, number, answers_from(form))


def _language_wanted(sheet: Sheet) -> str | None:
    what, _, language = request.form.get("do", "").partition(":")
    return language if what == "language" and language in sheet.languages else None


def _is_sent(survey: OpenSurvey, number: str) -> bool:
    place = workplace()
    with place.db.read() as session:
        return was_sent(session, place.slots, survey, number)


def _store(survey: OpenSurvey, number: str, answers: Answers) -> AnyResponse:
    place = workplace()
    language = respondent_language()
    match record_answer(place.db, place.slots, survey, number, answers.to_dict(), language):
        case Recorded.THANKS:
            return _thanks(survey)
        case Recorded.USED:
            return used_page(survey)
        case Recorded.ENDED:
            return ended_page(survey)


def _thanks(survey: OpenSurvey) -> AnyResponse:
    return redirect(
        url_for(
            "survey.thanks",
            lang=respondent_language(),
            months=survey.months,
            # A wave can still be extended, so it has no day to promise.
            after=None if survey.of_team else survey.last_day.isoformat(),
        ),
        303,
    )


def _busy(sheet: Sheet, number: str, form: SurveyForm) -> Response:
    notice = gettext(
        "Many people are sending right now. Your answers are still here."
        " Please wait a minute and press Send again."
    )
    page = kept_page(sheet, number, form, notice=notice, status=429)
    page.headers["Retry-After"] = "60"
    return page


def _show_again(number: str) -> Response:
    """The page with its answers, drawn without the database, to be sent again."""
    sheet = Sheet.from_field(request.form.get("sheet", ""))
    if sheet is None:
        raise ServiceUnavailable
    be_remembered(sheet.site)
    choose_language(sheet.languages)
    notice = gettext(
        "Something went wrong on our side. Your answers are still here. Please try again."
    )
    return kept_page(sheet, number, sheet.form(request.form), notice=notice, status=503)
