"""The way to the practice survey from the pages of staff, and cards that lead there."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sb_feedback.services.meetings import CARDS_PER_SHEET, ROLES
from sb_feedback.services.settings import note_practice, settings_of
from sb_feedback.services.site_help import site_mark
from sb_feedback.web.access import my_site_id
from sb_feedback.web.coordinator import words
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.links import host_of
from sb_feedback.web.coordinator.settings import my_habits
from sb_feedback.web.here import workplace
from sb_feedback.web.qr import qr_picture
from sb_feedback.web.staff_language import in_page_language


@blueprint.post("/practise/<role>")
def practise(role: str) -> ResponseReturnValue:
    """Note that the practice survey was opened here, and go there."""
    address = _address(role)
    place = workplace()
    with place.db.write() as session:
        settings = settings_of(session, my_site_id(), [code for code, _name in words.LANGUAGES])
        note_practice(session, settings, place.clock.today())
    return redirect(address, 303)


@blueprint.get("/practise/<role>/cards")
def practice_cards(role: str) -> ResponseReturnValue:
    """A sheet of cards for trainings: all the same, and nothing is made or kept for them."""
    place, habits = workplace(), my_habits()
    base_url = place.settings.base_url
    asked = place.questionnaires[place.code_maker().questionnaires[_known(role)]]
    title = in_page_language(place.card_words).roles[role]
    return render_template(
        "coordinator/practice_cards.html",
        role=role,
        roles=words.ROLES,
        words=place.card_words,
        languages=[code for code in habits.languages.split() if code in place.card_words],
        minutes=asked.minutes(),
        address=host_of(base_url),
        path=url_for("survey.practices"),
        picture=qr_picture(f"{base_url}{_address(role)}", title),
        number=CARDS_PER_SHEET,
        paper=habits.paper,
    )


def _address(role: str) -> str:
    """The practice survey of a role, with the help lines and the note field of this site."""
    mark = site_mark(workplace().secret, my_site_id())
    return url_for("survey.practice", role=_known(role), at=mark)


def _known(role: str) -> str:
    return role if role in ROLES else abort(404)
