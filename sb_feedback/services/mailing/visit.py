"""One visit to the mail server: each message is claimed, handed over once, and noted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from email.errors import MessageError

from sqlalchemy.orm import Session

from sb_feedback.clock import Clock
from sb_feedback.db import Database
from sb_feedback.models.outgoing import Outgoing
from sb_feedback.services.mailing.fates import note_fate
from sb_feedback.smtp import Fate, Post, Verdict

#: A problem that no server has told of.
UNWRITABLE = "address"


@dataclass(frozen=True)
class Ready:
    """A message that was claimed: whom it is for, and what writes it."""

    address: str
    write: Callable[[], bytes]


@dataclass(frozen=True)
class Visit:
    """Carries messages of any outbox until its time is over."""

    db: Database
    clock: Clock
    post: Post
    #: In seconds of the system's monotonic clock.
    ends: float
    progress: Callable[[str], None] = lambda _point: None

    @property
    def is_over(self) -> bool:
        """True when other work should have its turn."""
        return time.monotonic() > self.ends

    def carry(
        self, kind: type[Outgoing], mail_id: str, claim: Callable[[Session], Ready | None]
    ) -> None:
        """Send one message and write down what became of it; what is not claimed stays."""
        shut = self.post.why_shut()
        if shut is not None:
            self._note(kind, mail_id, shut, tried=False)
            return
        with self.db.write() as session:
            ready = claim(session)
        if ready is None:
            return
        self.progress("claimed")
        verdict = self._handed_over(ready)
        self.progress("handed over")
        self._note(kind, mail_id, verdict, tried=True)

    def _handed_over(self, ready: Ready) -> Verdict:
        try:
            message = ready.write()
        except (MessageError, ValueError):  # an address that no message can carry
            return Verdict(Fate.NEVER, UNWRITABLE)
        return self.post.hand_over(ready.address, message)

    def _note(self, kind: type[Outgoing], mail_id: str, verdict: Verdict, *, tried: bool) -> None:
        with self.db.write() as session:
            mail = session.get(kind, mail_id)
            if mail is None:  # it went with whom it was for
                return
            if not tried:
                mail.tries += 1
            note_fate(mail, verdict, self.clock.now())
