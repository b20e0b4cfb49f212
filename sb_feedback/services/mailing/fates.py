"""What becomes of a message: it is begun once, noted, and tried again with growing pauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from sb_feedback.models.outgoing import FAILED, REFUSED, SENDING, SENT, WAITING, Outgoing
from sb_feedback.smtp import Fate, Verdict

#: How long to wait after each refusal; after the last try nothing more is sent.
PAUSES = tuple(timedelta(minutes=wait) for wait in (5, 15, 60, 180, 360, 720, 1440))
MOST_TRIES = len(PAUSES) + 1
#: A server that takes nothing says nothing about one message: the last tries are left for it.
_TRIES_WITHOUT_SERVER = 4
#: Why a message that never went out will not: what it is about is over.
TOO_LATE = "too_late"


def begin(mail: Outgoing) -> bool:
    """Take a message for sending, which counts as sent from now on; False if it cannot be."""
    if mail.state not in (WAITING, REFUSED):
        return False
    mail.state = SENDING
    mail.tries += 1
    return True


def note_fate(mail: Outgoing, verdict: Verdict, now: datetime) -> None:
    """Write down what became of a try, and when the next one may be."""
    mail.problem = verdict.problem
    if verdict.fate is Fate.TAKEN:
        mail.state = SENT
        return
    if verdict.fate is Fate.SHUT:
        mail.tries = min(mail.tries, _TRIES_WITHOUT_SERVER)
    if verdict.fate is Fate.NEVER or mail.tries >= MOST_TRIES:
        mail.state = FAILED
        return
    mail.state = REFUSED
    mail.next_at = now + PAUSES[max(mail.tries, 1) - 1]


def give_up(mail: Outgoing) -> None:
    """Send a message no more: it is too late for it."""
    mail.state, mail.problem = FAILED, mail.problem or TOO_LATE
