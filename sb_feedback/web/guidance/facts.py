"""The numbers that the pages of help tell, each from the code that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from analysis import least
from analysis.guard import FLOOR, MARGIN
from analysis.trends import LONGEST
from analysis.waiting import LONGEST_WAIT
from forms.answers import NOTE_CHARACTERS
from forms.password_rule import SHORTEST_PASSWORD
from sb_feedback.models.answer import SEALED_BOX_BYTES
from sb_feedback.services import invitations, new_passwords
from sb_feedback.services.accounts import FORGET_TRIES, IDLE, LONGEST_SESSION
from sb_feedback.services.first_steps import Step
from sb_feedback.services.mailing.planning import REMINDER_DAYS
from sb_feedback.services.meetings import CARD_DAYS
from sb_feedback.services.notes.ending import DAYS_TO_READ
from sb_feedback.services.overview import ANNOUNCED_BEFORE, REMINDED_BEFORE
from sb_feedback.services.people import CAN_COME_BACK
from sb_feedback.services.periods import DAYS_TO_CLOSE
from sb_feedback.services.second_step import RECOVERY_CODES
from sb_feedback.services.staff_letters import NEWS_FOR
from sb_feedback.services.waves import DAYS_OPEN

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Facts:
    """What can change only where it is decided."""

    # What may be shown
    floor: int = FLOOR
    margin: int = MARGIN
    least_asked: int = FLOOR + MARGIN
    releases_together: int = LONGEST
    state_sites: int = least.SITES
    # How long
    card_days: int = CARD_DAYS
    days_to_close: int = DAYS_TO_CLOSE
    reminded_days: int = REMINDED_BEFORE.days
    announced_days: int = ANNOUNCED_BEFORE.days
    days_open: int = DAYS_OPEN
    first_reminder: int = REMINDER_DAYS[0]
    last_reminder: int = REMINDER_DAYS[-1]
    longest_wait: int = LONGEST_WAIT
    days_to_read: int = DAYS_TO_READ
    invitation_days: int = invitations.LASTS.days
    invitation_kept_days: int = invitations.KEPT.days
    news_days: int = NEWS_FOR.days
    reset_hours: int = new_passwords.LASTS // _HOUR
    come_back_days: int = CAN_COME_BACK.days
    tries_days: int = FORGET_TRIES.days
    idle_minutes: int = IDLE // _MINUTE
    session_hours: int = LONGEST_SESSION // _HOUR
    # How much
    first_steps: int = len(Step)
    note_characters: int = NOTE_CHARACTERS
    recovery_codes: int = RECOVERY_CODES
    shortest_password: int = SHORTEST_PASSWORD
    box_bytes: int = SEALED_BOX_BYTES


FACTS = Facts()
