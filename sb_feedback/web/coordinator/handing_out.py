"""Handing out: the code that fills a screen, and sheets of cards."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from forms.staff_fields import given
from sb_feedback.codes import CardCodes
from sb_feedback.models import Meeting
from sb_feedback.services.meetings import (
    CARDS_PER_SHEET,
    find_meeting,
    print_cards,
)
from sb_feedback.services.notes.choice import notes_are_on
from sb_feedback.services.overview import floor_of
from sb_feedback.services.site_help import require_help
from sb_feedback.services.slip import Slip, slip_of
from sb_feedback.web.access import my_scope_id, my_site_id
from sb_feedback.web.acts import note
from sb_feedback.web.coordinator.blueprint import blueprint
from sb_feedback.web.coordinator.hand_out import (
    cards_form,
    cards_still_work,
    hand_out,
    hand_outs,
    paper_form,
    scripts,
)
from sb_feedback.web.coordinator.links import Address
from sb_feedback.web.coordinator.meeting_page import meeting_page, my_meeting
from sb_feedback.web.coordinator.paper_page import paper_page
from sb_feedback.web.coordinator.words import ROLES
from sb_feedback.web.here import workplace
from sb_feedback.web.qr import qr_picture
from sb_feedback.web.staff_language import in_page_language


@blueprint.get("/meetings/<row:meeting_id>/show/<role>")
def show(meeting_id: str, role: str) -> ResponseReturnValue:
    """A role's shared code as large as the screen."""
    meeting = my_meeting(meeting_id)
    offered = [one.role for one in hand_outs(meeting)]
    if role not in offered or not cards_still_work(meeting, workplace().clock.today()):
        abort(404)
    with workplace().db.read() as session:
        require_help(session, my_site_id())
    shown = hand_out(meeting, role)
    place = offered.index(role)
    return render_template(
        "coordinator/show.html",
        meeting=meeting,
        shown=shown,
        picture=qr_picture(shown.address.in_picture, _title(role)),
        headings=[(code, workplace().card_words[code].greeting(role)) for code in shown.languages],
        words=workplace().card_words,
        roles=ROLES,
        before=offered[place - 1] if place else None,
        after=offered[place + 1] if place + 1 < len(offered) else None,
    )


@blueprint.post("/meetings/<row:meeting_id>/cards/<role>")
def cards(meeting_id: str, role: str) -> ResponseReturnValue:
    """Sheets of cards whose codes exist nowhere else; printing again makes new ones."""
    meeting = _attended_by(role, meeting_id)
    form = cards_form(meeting, role, sent=request.form)
    if not form.validate_on_submit():
        return meeting_page(meeting, faulty=form), 422
    made = _made(meeting_id, role, given(form.number.data))
    slip = _slip()
    return render_template(
        "coordinator/cards.html",
        meeting=meeting,
        shown=hand_out(meeting, role),
        cards=[(_picture(codes, role), codes.typed_in_groups) for codes in made],
        # A back stands beside its face, to be folded behind it.
        per_sheet=CARDS_PER_SHEET // 2 if slip else CARDS_PER_SHEET,
        paper=form.size,
        slip=slip,
        scripts=scripts(meeting),
        words=workplace().card_words,
        roles=ROLES,
    )


@blueprint.post("/meetings/<row:meeting_id>/paper/<role>")
def paper(meeting_id: str, role: str) -> ResponseReturnValue:
    """The survey on paper, for people without a phone; each sheet has a card's code to type."""
    meeting = _attended_by(role, meeting_id)
    form = paper_form(meeting, role, sent=request.form)
    if not form.validate_on_submit():
        return meeting_page(meeting, faulty=form), 422
    made = _made(meeting_id, role, given(form.number.data))
    return render_template(
        "coordinator/paper.html",
        meeting=meeting,
        codes=[codes.typed_in_groups for codes in made],
        page=paper_page(
            meeting, role, form.language.data, _floor(), notes=_notes(meeting.period_id)
        ),
        paper=form.size,
    )


def _attended_by(role: str, meeting_id: str) -> Meeting:
    """My meeting; not found where nobody of the role came."""
    meeting = my_meeting(meeting_id)
    if role not in [one.role for one in hand_outs(meeting)]:
        abort(404)
    return meeting


def _floor() -> int:
    with workplace().db.read() as session:
        return floor_of(session, my_scope_id())


def _notes(period_id: str) -> bool:
    with workplace().db.read() as session:
        return notes_are_on(session, period_id)


def _slip() -> Slip | None:
    place = workplace()
    with place.db.read() as session:
        return slip_of(session, my_scope_id(), place.questionnaires)


def _made(meeting_id: str, role: str, number: int) -> list[CardCodes]:
    place = workplace()
    with place.db.write() as session:
        note(session, "cards_printed")
        return print_cards(
            session,
            place.code_maker(),
            find_meeting(session, my_site_id(), meeting_id),
            role,
            number,
            place.clock.today(),
        )


def _picture(codes: CardCodes, role: str) -> str:
    return qr_picture(Address(workplace().settings.base_url, codes).in_picture, _title(role))


def _title(role: str) -> str:
    return in_page_language(workplace().card_words).roles[role]
