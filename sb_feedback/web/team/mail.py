"""How the mail of the newest wave fares: counts, and the state of each address; never a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from sb_feedback.models import Mail
from sb_feedback.models.outgoing import FAILED, REFUSED
from sb_feedback.models.team import INVITATION, REMINDER
from sb_feedback.services.mailing.delivery import Delivery, mail_of, newest_mailed_wave
from sb_feedback.services.waves import has_door, is_open
from sb_feedback.web.here import workplace
from sb_feedback.web.team.blueprint import blueprint, my_team
from sb_feedback.web.team.member_words import OF_THE_SERVER, STATES, why


@dataclass(frozen=True)
class _Kind:
    """Messages of one kind: how many stand where, and when those that wait go out."""

    name: str
    number: int
    counts: Delivery
    mail: tuple[Mail, ...]

    @classmethod
    def of(cls, name: str, number: int, mail: Iterable[Mail]) -> _Kind:
        """Of all mail that which is of this kind."""
        these = tuple(one for one in mail if (one.kind, one.number) == (name, number))
        return cls(name, number, Delivery.of(one.state for one in these), these)


@blueprint.get("/mail")
def mail() -> ResponseReturnValue:
    """What waits, what went out, what was refused and why."""
    place, team_id = workplace(), my_team().scope_id
    with place.db.read() as session:
        wave = newest_mailed_wave(session, team_id)
        found = mail_of(session, wave.period_id) if wave else []
        ready = has_door(session, place.code_maker(), wave) if wave else True
    reminders = sorted({one.number for one in found if one.kind == REMINDER})
    troubles = [one for one in found if one.state in (REFUSED, FAILED)]
    return render_template(
        "team/mail.html",
        wave=wave,
        is_open=wave is not None and is_open(wave, place.clock.today()),
        has_door=ready,
        kinds=[
            _Kind.of(INVITATION, 1, found),
            *(_Kind.of(REMINDER, number, found) for number in reminders),
        ],
        server_troubles=sorted({one.problem for one in troubles} & set(OF_THE_SERVER)),
        sends=place.settings.sends_mail,
        states=STATES,
        why=why,
    )
