"""The mail of waves: to the members of a team, with the link of all or one of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from secrets import SystemRandom

from sqlalchemy.orm import Session

from sb_feedback.codes import survey_link
from sb_feedback.models import Mail, Wave
from sb_feedback.models.team import INVITATION, SHARED
from sb_feedback.services.mailing.due import Due, claim, open_mail, settle
from sb_feedback.services.mailing.letters import Letters
from sb_feedback.services.mailing.occasions import Occasions
from sb_feedback.services.mailing.outbox import Send
from sb_feedback.services.mailing.tokens import Tokens
from sb_feedback.services.mailing.visit import Ready, Visit
from sb_feedback.services.meetings import CodeMaker
from sb_feedback.services.teams import MEMBER
from sb_feedback.services.waves import has_door, wave_at


@dataclass(frozen=True)
class WaveMail:
    """Knows and writes the mail of all waves; keeps the links that nobody has yet in memory."""

    occasions: Occasions
    codes: CodeMaker
    tokens: Tokens
    base_url: str

    def has_work(self, session: Session, now: datetime, today: date) -> bool:
        """True if mail of a wave is due, or its wave is over."""
        return bool(open_mail(session, now, today))

    def settle(self, session: Session, now: datetime, today: date) -> Send:
        """Write down what will not be sent any more; give what sends the rest."""
        return partial(self._send, settle(session, now, today))

    def _send(self, due: Sequence[Due], visit: Visit) -> None:
        ordered = sorted(due, key=lambda one: one.period_id)
        for period_id, of_wave in groupby(ordered, key=lambda one: one.period_id):
            self._send_wave(visit, period_id, list(of_wave))

    def _send_wave(self, visit: Visit, period_id: str, due: list[Due]) -> None:
        with visit.db.read() as session:
            wave = wave_at(session, period_id)
            if not has_door(session, self.codes, wave):
                return  # it waits until the help lines of the site are confirmed
            letters = self.occasions.letters(session, wave)
        SystemRandom().shuffle(due)
        self._stock(visit, wave, due)
        for one in due:
            if visit.is_over:
                return
            visit.carry(Mail, one.mail_id, partial(self._claimed, visit, letters, one))

    def _stock(self, visit: Visit, wave: Wave, due: Sequence[Due]) -> None:
        if wave.door != SHARED and visit.post.why_shut() is None:
            needed = sum(one.kind == INVITATION for one in due)
            self.tokens.stock(wave.period_id, needed, visit.clock.today())
            visit.progress("stocked")

    def _claimed(self, visit: Visit, letters: Letters, one: Due, session: Session) -> Ready | None:
        address = claim(session, one.mail_id, visit.clock.today())
        if address is None:
            return None
        return Ready(address, partial(self._message, visit, letters, one, address))

    def _message(self, visit: Visit, letters: Letters, one: Due, address: str) -> bytes:
        link = self._link(letters, one)
        return letters.written(one.kind, address, visit.clock.now(), link=link)

    def _link(self, letters: Letters, one: Due) -> str | None:
        if letters.occasion.door == SHARED:
            code = self.codes.shared(one.period_id, MEMBER).qr
        elif one.kind == INVITATION:
            code = self.tokens.take(one.period_id)
        else:
            return None
        return survey_link(self.base_url, code)
