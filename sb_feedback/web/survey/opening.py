"""What a code opens: a survey, or a kind page that says what to do instead."""

from __future__ import annotations

from flask import Response

from sb_feedback.services.answering import OpenSurvey, Standing, open_code
from sb_feedback.services.waves import ended_wave
from sb_feedback.web.here import workplace
from sb_feedback.web.survey.page import respond
from sb_feedback.web.survey.site_here import be_at, be_of
from sb_feedback.web.survey.stationery import stationery


def open_survey(code: str) -> tuple[Standing, OpenSurvey | None]:
    """Look the code up. The answer is the same whether or not the card was used."""
    place = workplace()
    today = place.clock.today()
    with place.db.read() as session:
        return open_code(session, place.secret, code, today)


def refusal(code: str, standing: Standing, survey: OpenSurvey | None) -> Response:
    """The page for a code that takes no answer today."""
    if survey is None:
        return _gone_page(code)
    be_at(survey)
    return early_page(survey) if standing == Standing.EARLY else ended_page(survey)


def _gone_page(code: str) -> Response:
    """Unknown, unless it was the link of a team's wave: the wave's card went with its end."""
    place = workplace()
    with place.db.read() as session:
        wave = ended_wave(session, place.code_maker(), code, place.clock.today())
    if wave is None:
        return unknown_page()
    be_of(wave.site_id)
    offered = stationery().languages
    return respond("survey/ended.html", 410, offered=offered, day=wave.last_day, of_team=True)


def unknown_page() -> Response:
    """Not found, as for any address that leads nowhere: this is what slows down guessing."""
    return respond("survey/unknown.html", 404, offered=stationery().languages)


def early_page(survey: OpenSurvey) -> Response:
    """Not allowed yet: the day from which it is."""
    offered = stationery().languages
    return respond(
        "survey/early.html", 403, offered=offered, day=survey.first_day, of_team=survey.of_team
    )


def ended_page(survey: OpenSurvey) -> Response:
    """Gone: it was here, and it will not come back."""
    # A period can be closed before the day that stands on its cards.
    day = survey.ends_on if survey.ends_on < workplace().clock.today() else None
    offered = stationery().languages
    return respond("survey/ended.html", 410, offered=offered, day=day, of_team=survey.of_team)


def used_page(survey: OpenSurvey) -> Response:
    """Conflict with the answer that has the card's place; this one was not stored."""
    return respond("survey/used.html", 409, of_team=survey.of_team)
