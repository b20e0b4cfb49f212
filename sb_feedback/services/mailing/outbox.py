"""The outbox of the worker: sends what is due, one message after another, each at most once.

Nothing that is written down, and no line of a log, holds a link or says which link went where.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from sb_feedback.clock import Clock
from sb_feedback.db import Database
from sb_feedback.services.alone import alone
from sb_feedback.services.mailing.visit import Visit
from sb_feedback.smtp import Post, Server

log = logging.getLogger(__name__)

_ADVISORY_LOCK = 5_264_116_302
#: Seconds after which a round turns to other work; what is left goes out in the next one.
BUDGET = 40.0

Send = Callable[[Visit], None]


class Source(Protocol):
    """One table of mail: it knows what is due, and how that is written."""

    def has_work(self, session: Session, now: datetime, today: date) -> bool:
        """True if something is to be done about a message."""

    def settle(self, session: Session, now: datetime, today: date) -> Send:
        """Write down what will not be sent any more; give what sends the rest."""


@dataclass(frozen=True)
class Outbox:
    """Sends the mail of all sources, the first one first."""

    db: Database
    clock: Clock
    lock_file: Path
    #: None where no mail server is set up: then nothing is sent, and only what is over is ended.
    server: Server | None
    sources: Sequence[Source]
    budget: float = BUDGET
    progress: Callable[[str], None] = lambda _point: None

    def send_due(self) -> None:
        """Send what is due; somebody else who is at it already does it instead."""
        if not self._has_work():
            return
        with alone(self.db, self.lock_file, _ADVISORY_LOCK, wait=False) as mine:
            if mine:
                sends = self._settle()
                if self.server is not None:
                    self._visit(sends, Post(self.server))

    def _has_work(self) -> bool:
        now, today = self.clock.now(), self.clock.today()
        with self.db.read() as session:
            return any(source.has_work(session, now, today) for source in self.sources)

    def _settle(self) -> list[Send]:
        now, today = self.clock.now(), self.clock.today()
        with self.db.write() as session:
            return [source.settle(session, now, today) for source in self.sources]

    def _visit(self, sends: Sequence[Send], post: Post) -> None:
        ends = time.monotonic() + self.budget
        with closing(post):
            visit = Visit(self.db, self.clock, post, ends, self.progress)
            for send in sends:
                send(visit)
        if post.shut is not None:
            log.warning("the mail server takes nothing: %s", post.shut.problem)
