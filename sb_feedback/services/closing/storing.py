"""Makes the rows of the database agree with what a closing has decided."""

from __future__ import annotations

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from sb_feedback.models import LedgerLine, Meeting, Outcome, Period, SealedAnswer, WaitingBatch
from sb_feedback.services.closing.document import ClosingDocument


def store_decision(session: Session, period: Period, document: ClosingDocument) -> None:
    """Add the lines, verdicts, waits, boxes and notes, and drop the meetings of what is done."""
    session.execute(delete(WaitingBatch).where(WaitingBatch.scope_id == period.scope_id))
    _delete_meetings(session, period, document)
    for line in document.lines:
        session.add(
            LedgerLine(
                hash=line.hash,
                scope_id=period.scope_id,
                period_id=period.id,
                number=line.number,
                previous_hash=line.previous_hash,
                questionnaire_group=line.group,
                body=line.body,
            )
        )
    for verdict in document.verdicts:
        session.add(
            Outcome(
                period_id=period.id,
                questionnaire_group=verdict.group,
                verdict=verdict.word,
                since=verdict.since,
            )
        )
    for wait in document.waits:
        session.add(
            WaitingBatch(
                scope_id=period.scope_id,
                questionnaire_group=wait.group,
                since=wait.since,
                version=wait.version,
                was_large=wait.was_large,
            )
        )
    if document.boxes:
        session.execute(insert(SealedAnswer), [vars(box) for box in document.boxes])
    if document.notes is not None:
        document.notes.store(session, period.id)


def _delete_meetings(session: Session, period: Period, document: ClosingDocument) -> None:
    earlier = select(Period.id).where(
        Period.scope_id == period.scope_id, Period.first_day <= period.first_day
    )
    if document.meetings_kept_since is not None:
        earlier = earlier.where(Period.first_day < document.meetings_kept_since)
    session.execute(delete(Meeting).where(Meeting.period_id.in_(earlier)))
