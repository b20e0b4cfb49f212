"""One round of the job: keys made ahead, waves opened, periods closed, documents made, notes ended.

What is missing is read from the rows themselves, so a round that was interrupted, or a request
that was lost, is made good by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sb_feedback.keys import KeyLost
from sb_feedback.services.closing.protocol import Closer, close_period, interrupted
from sb_feedback.services.editions import Publisher, outdated_periods
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.ledger import LedgerBroken
from sb_feedback.services.notes.ending import end_notes
from sb_feedback.services.periods import counted_periods, due_periods
from sb_feedback.services.state_editions.deciding import Editor, next_edition
from sb_feedback.services.state_editions.publishing import StatePublisher, unpublished_editions
from sb_feedback.services.waves import WavePlanner

Job = tuple[Callable[[str], None], str]


@dataclass(frozen=True)
class Round:
    """The parts of a round."""

    closer: Closer
    waves: WavePlanner
    publisher: Publisher
    editor: Editor
    state_publisher: StatePublisher
    today: Callable[[], date]

    def left(self) -> Sequence[Job]:
        """What is to be done, the most urgent first: closing, then the newest documents.

        At the end come documents that an older formula made.
        """
        with self.closer.db.read() as session:
            due, counted = due_periods(session, self.today()), counted_periods(session)
            edition = next_edition(session, self.today())
            unpublished = unpublished_editions(session)
            outdated = outdated_periods(session)
        begun = [period for period in interrupted(self.closer) if period not in due]
        # A closing that is not finished may still have statistics to give to an edition.
        decided = [] if begun or edition is None else [edition]
        return [
            *((self._close, period) for period in (*due, *begun)),
            *((self.editor.decide, quarter) for quarter in decided),
            *((self.publisher.publish, period) for period in counted),
            *((self.state_publisher.publish, quarter) for quarter in unpublished),
            *((self.publisher.renew, period) for period in outdated),
        ]

    def _close(self, period_id: str) -> None:
        close_period(self.closer, period_id)


def run_round(work: Round) -> Iterator[str]:
    """Do whatever is due; tell each problem in a line without any content of an answer.

    What is due is read anew after each job, so that somebody who asks for a closing does not wait
    until all older documents are made. Each job has one try in a round.
    """
    work.closer.keeper.keep_ready(work.today())
    work.waves.keep_ready(work.today())
    tried: list[Job] = []
    while job := next((job for job in work.left() if job not in tried), None):
        tried.append(job)
        do, name = job
        try:
            do(name)
        except KeyLost as lost:
            yield f"{name}: no copy of the key {lost} is left; the period cannot be closed"
        except NotAllowed as refused:
            yield f"{name}: {refused}"
        except LedgerBroken as broken:
            yield f"{name}: nothing is shown, because the ledger was changed: {broken}"
    end_notes(work.closer.db, work.closer.note_keys, work.today())
