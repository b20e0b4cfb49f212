"""Declaring a period lost: when no key is left to open it, a person says so."""

from __future__ import annotations

from sqlalchemy.orm import Session

from sb_feedback.keys import KeyLost
from sb_feedback.models import Period
from sb_feedback.models.period import CLOSING, OPEN
from sb_feedback.services.closing.document import ClosingDocument, Verdict, document_name
from sb_feedback.services.closing.pool.merging import merge_into_pool
from sb_feedback.services.closing.protocol import (
    Closer,
    apply_document,
    close_period,
    erase_keys,
    keep_second_copy,
    refuse_new_answers,
    rewrite_tables,
)
from sb_feedback.services.closing.reading import check_keys, check_order, load_period, read_facts
from sb_feedback.services.errors import NotAllowed


def declare_lost(closer: Closer, period_id: str) -> None:
    """End a period that nobody can open: nothing of it is guessed, everything is destroyed.

    Takes the way of a closing, with a closing document that says so: it can be run again, and it
    holds when an older database is put back. Raises NotAllowed if the period can still be closed,
    and while an earlier period of the scope is not counted.
    """
    steps = (
        decide_lost,
        refuse_new_answers,
        keep_second_copy,
        apply_document,
        erase_keys,
        merge_into_pool,
        rewrite_tables,
    )
    close_period(closer, period_id, steps)


def decide_lost(closer: Closer, period_id: str) -> None:
    """Write the document that says that all groups of the period are lost."""
    content = closer.keys.document(document_name(period_id))
    if content is not None:
        if not ClosingDocument.from_bytes(content).is_lost:
            raise NotAllowed("This period was counted already; close it again instead.")
        return
    with closer.db.read() as session:
        if session.get(Period, period_id) is None:
            raise NotAllowed("There is no period %(period)s.", period=period_id)
        period = load_period(session, period_id)
        check_order(session, period)
        if period.state not in (OPEN, CLOSING) or _can_be_opened(closer, period):
            raise NotAllowed("The keys of this period are there; it can be closed.")
        document = _lost(closer, session, period)
    closer.keys.write_document(document_name(period_id), document.to_bytes(), mirror=False)


def _can_be_opened(closer: Closer, period: Period) -> bool:
    try:
        check_keys(closer.keys, period)
    except KeyLost:
        return False
    return True


def _lost(closer: Closer, session: Session, period: Period) -> ClosingDocument:
    facts = read_facts(session, period, closer.questionnaires)
    groups = dict.fromkeys(facts.groups, facts.term.first_day)
    since = groups | {wait.group: wait.since for wait in facts.waits.values()}
    return ClosingDocument(
        period_id=period.id,
        public_keys={part.key_id: part.public_key for part in period.site_periods},
        lines=(),
        verdicts=tuple(Verdict(group, "lost", day) for group, day in since.items()),
        waits=(),
        boxes=(),
    )
