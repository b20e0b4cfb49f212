"""What every table of outgoing mail keeps of a message: whether it went out, never what it held."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from sb_feedback.models.types import Id, UtcDateTime, new_id

#: Mail that waits; that is being handed over; that was taken, or may have been; that was refused
#: and will be tried again; that nobody will take; that is no longer wanted.
STATES = WAITING, SENDING, SENT, REFUSED, FAILED, DROPPED = (
    "waiting",
    "sending",
    "sent",
    "refused",
    "failed",
    "dropped",
)


def one_of(column: str, words: tuple[str, ...]) -> str:
    """The condition that a column holds one of these words."""
    return "{} IN ({})".format(column, ", ".join(f"'{word}'" for word in words))


class Outgoing:
    """A message on its way; each outbox adds whom it is for."""

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    #: Not to be tried before.
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Why it was refused, as a reply code of three digits or "no_connection".
    problem: Mapped[str | None] = mapped_column(String(20))


def outgoing_checks() -> tuple[CheckConstraint, ...]:
    """What holds for each row of such a table."""
    return (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint("tries >= 0", name="tries_are_counted"),
    )
