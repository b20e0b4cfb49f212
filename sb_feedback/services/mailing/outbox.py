"""The outbox of the worker: sends what is due, one message after another, each at most once.

Nothing that is written down, and no line of a log, holds a link or says which link went where.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from email.errors import MessageError
from itertools import groupby
from pathlib import Path
from secrets import SystemRandom

from sb_feedback.clock import Clock
from sb_feedback.codes import survey_link
from sb_feedback.db import Database
from sb_feedback.models import Mail
from sb_feedback.models.team import INVITATION, SHARED
from sb_feedback.services.alone import alone
from sb_feedback.services.mailing.due import Due, claim, open_mail, settle
from sb_feedback.services.mailing.letters import Letters
from sb_feedback.services.mailing.occasions import Occasions
from sb_feedback.services.mailing.planning import note_fate
from sb_feedback.services.mailing.tokens import Tokens
from sb_feedback.services.meetings import CodeMaker
from sb_feedback.services.teams import MEMBER
from sb_feedback.services.waves import has_door, wave_at
from sb_feedback.smtp import Fate, Post, Server, Verdict

log = logging.getLogger(__name__)

_ADVISORY_LOCK = 5_264_116_302
#: Seconds after which a round turns to other work; what is left goes out in the next one.
BUDGET = 40.0
#: A problem that no server has told of.
UNWRITABLE = "address"


@dataclass(frozen=True)
class Outbox:
    """Sends the mail of all waves."""

    db: Database
    clock: Clock
    lock_file: Path
    #: None where no mail server is set up: then nothing is sent, and only waves are ended.
    server: Server | None
    occasions: Occasions
    codes: CodeMaker
    tokens: Tokens
    base_url: str
    budget: float = BUDGET
    progress: Callable[[str], None] = lambda _point: None

    def send_due(self) -> None:
        """Send what is due; somebody else who is at it already does it instead."""
        if not self._has_work():
            return
        with alone(self.db, self.lock_file, _ADVISORY_LOCK, wait=False) as mine:
            if mine:
                with self.db.write() as session:
                    due = settle(session, self.clock.now(), self._today)
                if self.server is not None:
                    self._send(due, Post(self.server))

    @property
    def _today(self) -> date:
        return self.clock.today()

    def _has_work(self) -> bool:
        with self.db.read() as session:
            return bool(open_mail(session, self.clock.now(), self._today))

    def _send(self, due: list[Due], post: Post) -> None:
        ends = time.monotonic() + self.budget
        ordered = sorted(due, key=lambda one: one.period_id)
        with closing(post):
            for period_id, of_wave in groupby(ordered, key=lambda one: one.period_id):
                self._send_wave(post, period_id, list(of_wave), ends)
        if post.shut is not None:
            log.warning("the mail server takes nothing: %s", post.shut.problem)

    def _send_wave(self, post: Post, period_id: str, due: list[Due], ends: float) -> None:
        with self.db.read() as session:
            wave = wave_at(session, period_id)
            if not has_door(session, self.codes, wave):
                return  # it waits until the help lines of the site are confirmed
            sending = _Sending(self, post, period_id, self.occasions.letters(session, wave))
        SystemRandom().shuffle(due)
        if wave.door != SHARED and post.why_shut() is None:
            needed = sum(one.kind == INVITATION for one in due)
            self.tokens.stock(period_id, needed, self._today)
            self.progress("stocked")
        for one in due:
            if time.monotonic() > ends:
                return
            sending.send(one)


@dataclass(frozen=True)
class _Sending:
    """The sending of one wave's mail."""

    outbox: Outbox
    post: Post
    period_id: str
    letters: Letters

    def send(self, one: Due) -> None:
        """Send one message and write down what became of it."""
        shut = self.post.why_shut()
        if shut is not None:
            self._note(one, shut, tried=False)
            return
        with self.outbox.db.write() as session:
            address = claim(session, one.mail_id, self.outbox.clock.today())
        if address is None:
            return
        self.outbox.progress("claimed")
        verdict = self._handed_over(one, address)
        self.outbox.progress("handed over")
        self._note(one, verdict, tried=True)

    def _handed_over(self, one: Due, address: str) -> Verdict:
        try:
            message = self._message(one, address)
        except (MessageError, ValueError):  # an address that no message can carry
            return Verdict(Fate.NEVER, UNWRITABLE)
        return self.post.hand_over(address, message)

    def _message(self, one: Due, address: str) -> bytes:
        link = self._link(one)
        return self.letters.written(one.kind, address, self.outbox.clock.now(), link=link)

    def _link(self, one: Due) -> str | None:
        if self.letters.occasion.door == SHARED:
            code = self.outbox.codes.shared(self.period_id, MEMBER).qr
        elif one.kind == INVITATION:
            code = self.outbox.tokens.take(self.period_id)
        else:
            return None
        return survey_link(self.outbox.base_url, code)

    def _note(self, one: Due, verdict: Verdict, *, tried: bool) -> None:
        with self.outbox.db.write() as session:
            mail = session.get_one(Mail, one.mail_id)
            if not tried:
                mail.tries += 1
            note_fate(mail, verdict, self.outbox.clock.now())
