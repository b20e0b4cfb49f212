"""One round of the job: keys made ahead, due periods closed, missing documents made.

What is missing is read from the rows themselves, so a round that was interrupted, or a request
that was lost, is made good by the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sb_feedback.keys import KeyLost
from sb_feedback.services.closing.protocol import Closer, close_period
from sb_feedback.services.editions import Publisher
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.periods import due_periods


@dataclass(frozen=True)
class Round:
    """The parts of a round."""

    closer: Closer
    publisher: Publisher
    today: date


def run_round(work: Round) -> Iterator[str]:
    """Do whatever is due; tell each problem in a line without any content of an answer."""
    work.closer.keeper.keep_ready(work.today)
    with work.closer.db.read() as session:
        due = due_periods(session, work.today)
    for period_id in due:
        try:
            close_period(work.closer, period_id)
            work.publisher.publish(period_id)
        except KeyLost as lost:
            yield f"{period_id}: no copy of the key {lost} is left; the period cannot be closed"
        except NotAllowed as refused:
            yield f"{period_id}: {refused}"
