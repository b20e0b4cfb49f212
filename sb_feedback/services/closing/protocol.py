"""The closing protocol: a closing document first, then everything else can be run again.

Killed anywhere, or with an older database put back, a closing begins again at the first step
whose result is missing: nothing is lost, counted twice or sealed anew twice.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forms import Questionnaire
from sb_feedback.db import Database, hold_lock
from sb_feedback.keys import KeyFolder, NoteKeys, SlotSecrets
from sb_feedback.models import (
    Card,
    LedgerLine,
    Period,
    SealedAnswer,
    SitePeriod,
)
from sb_feedback.models.period import CLOSING, COUNTED, LOST, OPEN
from sb_feedback.models.scope import TEAM
from sb_feedback.sealing import BOX_BYTES, SealedForm, seal
from sb_feedback.services.closing.decision import Decision, decide
from sb_feedback.services.closing.document import (
    GENESIS,
    ClosingDocument,
    chained,
    document_name,
)
from sb_feedback.services.closing.facts import HeardForm
from sb_feedback.services.closing.notes import notes_left
from sb_feedback.services.closing.one_closer import one_closer
from sb_feedback.services.closing.pool.contributing import Contribution, contribution_of
from sb_feedback.services.closing.pool.files import PoolFiles
from sb_feedback.services.closing.pool.merging import merge_into_pool
from sb_feedback.services.closing.reading import (
    check_keys,
    check_order,
    load_period,
    open_forms,
    read_facts,
)
from sb_feedback.services.closing.rewrite import rewrite_answers
from sb_feedback.services.closing.storing import store_decision
from sb_feedback.services.closing.wave import decide_wave
from sb_feedback.services.in_force import term_after, term_of_period
from sb_feedback.services.periods import KeyKeeper, period_name


def _silent(_step: str) -> None:
    return None


@dataclass(frozen=True)
class Closer:
    """Everything that closing a period takes; `progress` hears of each point that is reached."""

    db: Database
    keys: KeyFolder
    slots: SlotSecrets
    questionnaires: Mapping[str, Questionnaire]
    #: The versions that a new period begins with.
    versions: tuple[str, ...]
    rng: random.Random = field(default_factory=secrets.SystemRandom)
    progress: Callable[[str], None] = _silent

    @property
    def keeper(self) -> KeyKeeper:
        """Makes the next period's keys if they are missing."""
        return KeyKeeper(self.db, self.keys, self.slots, self.versions)

    @property
    def note_keys(self) -> NoteKeys:
        """Keys of notes lie beside the slot secrets: the web process reads them too."""
        return NoteKeys(self.slots.folder)


Step = Callable[[Closer, str], None]


def close_period(closer: Closer, period_id: str, steps: tuple[Step, ...] | None = None) -> None:
    """Count a period, release what may be released, and destroy its keys and boxes.

    Raises KeyLost if no copy of a private key is left: then a person must decide. Raises
    NotAllowed while an earlier period of the scope is not counted.
    """
    with one_closer(closer.db, closer.keys):
        closer.keys.prepare()
        for step in steps or STEPS:
            step(closer, period_id)
            closer.progress(f"after {step.__name__}")


def decided_but_open(closer: Closer) -> list[str]:
    """Periods whose closing was decided and which the database calls open, oldest first.

    An older database was put back: they are to be closed now, whatever their day of closing.
    """
    unfinished = select(Period.id).where(Period.state.in_((OPEN, CLOSING)))
    with closer.db.read() as session:
        found = session.scalars(unfinished.order_by(Period.first_day, Period.id)).all()
    return [name for name in found if closer.keys.document(document_name(name)) is not None]


def interrupted(closer: Closer) -> list[str]:
    """Periods whose closing was decided and has left something to do, oldest first."""
    given = set(PoolFiles(closer.keys).given())
    parts = select(SitePeriod.period_id, SitePeriod.key_id).join(SitePeriod.period)
    with closer.db.read() as session:
        ended = parts.where(Period.state.not_in((OPEN, CLOSING))).order_by(Period.first_day)
        left = {
            name: None
            for name, key_id in session.execute(ended)
            if name in given or closer.keys.has_key(key_id)
        }
    return list(dict.fromkeys((*decided_but_open(closer), *left)))


def refuse_new_answers(closer: Closer, period_id: str) -> None:
    """From here on no answer can enter."""
    with closer.db.write() as session:
        hold_lock(session, period_id, shared=False)
        period = session.get_one(Period, period_id)
        check_order(session, period)
        if period.state == OPEN:
            period.state = CLOSING
        closer.progress("refusing, not yet committed")


def decide_once(closer: Closer, period_id: str) -> None:
    """Open, draw, tally and guard in memory; writing the document is the decision."""
    if closer.keys.document(document_name(period_id)) is not None:
        return
    with closer.db.write() as session:
        period = load_period(session, period_id)
        if period.state != CLOSING:
            return
        check_keys(closer.keys, period)
        if _ensure_next(closer, session, period):
            check_keys(closer.keys, load_period(session, _name_of_next(period)))
    closer.progress("next period is ready")
    with closer.db.read() as session:
        document, given = _decided(closer, session, period_id)
    closer.progress("decided in memory")
    _give_to_pool(closer, period_id, given)
    closer.keys.write_document(document_name(period_id), document.to_bytes(), mirror=False)


def keep_second_copy(closer: Closer, period_id: str) -> None:
    """The document lies in both folders before anything is destroyed."""
    content = closer.keys.document(document_name(period_id))
    if content is not None:
        for mirror in (True, False):
            closer.keys.write_document(document_name(period_id), content, mirror=mirror)
            closer.progress("one more copy of the document")


def apply_document(closer: Closer, period_id: str) -> None:
    """Make the database agree with the document, in one transaction."""
    content = closer.keys.document(document_name(period_id))
    if content is None:
        return
    document = ClosingDocument.from_bytes(content)
    with closer.db.write() as session:
        hold_lock(session, period_id, shared=False)
        period = load_period(session, period_id)
        if period.state not in (OPEN, CLOSING):
            return
        _ensure_next(closer, session, period)
        destroy_answers_and_cards(session, period)
        closer.progress("boxes deleted, not yet committed")
        store_decision(session, period, document)
        period.state = LOST if document.is_lost else COUNTED
        closer.progress("applied, not yet committed")


def erase_keys(closer: Closer, period_id: str) -> None:
    """Destroy all keys and slot secrets, once what they protected is counted."""
    with closer.db.read() as session:
        period = load_period(session, period_id)
    if period.state in (OPEN, CLOSING):
        return
    for part in period.site_periods:
        for mirror in (False, True):
            closer.keys.erase_key(part.key_id, mirror=mirror)
            closer.progress("one key file erased")
        closer.slots.erase(part.key_id)
        closer.progress("slot secret erased")


def rewrite_tables(closer: Closer, _period_id: str) -> None:
    """Leave no order behind."""
    rewrite_answers(closer.db)


STEPS: tuple[Step, ...] = (
    refuse_new_answers,
    decide_once,
    keep_second_copy,
    apply_document,
    erase_keys,
    merge_into_pool,
    rewrite_tables,
)


def destroy_answers_and_cards(session: Session, period: Period) -> None:
    """Delete the period's boxes and cards."""
    key_ids = [part.key_id for part in period.site_periods]
    session.execute(delete(SealedAnswer).where(SealedAnswer.key_id.in_(key_ids)))
    session.execute(delete(Card).where(Card.key_id.in_(key_ids)))


def _name_of_next(period: Period) -> str:
    return period_name(period.scope_id, term_of_period(period).next())


def _ensure_next(closer: Closer, session: Session, period: Period) -> bool:
    """Have a place for what waits; false for a wave, of which nothing ever waits."""
    if period.scope.kind == TEAM:
        return False
    following = term_after(session, period.scope, term_of_period(period))
    closer.keeper.ensure_period(session, period.scope, following)
    return True


def _give_to_pool(closer: Closer, period_id: str, given: Contribution | None) -> None:
    # Before the document: whatever was decided then lies in the pool or waits for the next merge.
    files = PoolFiles(closer.keys)
    if given is None:
        files.withdraw(period_id)
    else:
        files.give(period_id, given.to_bytes())
    closer.progress("given to the pool")


def _decided(
    closer: Closer, session: Session, period_id: str
) -> tuple[ClosingDocument, Contribution | None]:
    period = load_period(session, period_id)
    facts = read_facts(session, period, closer.questionnaires)
    forms = open_forms(session, closer.keys, period, facts, closer.questionnaires)
    closer.progress("opened")
    decision = (decide_wave if facts.kind == TEAM else decide)(facts, forms, closer.rng)
    given = contribution_of(facts, decision.accepted) if facts.shares else None
    number, previous_hash = _end_of_ledger(session, period.scope_id)
    document = ClosingDocument(
        period_id=period.id,
        public_keys={part.key_id: part.public_key for part in period.site_periods},
        lines=chained(decision.releases, number=number, previous_hash=previous_hash),
        verdicts=tuple(decision.verdicts),
        waits=tuple(decision.waits),
        boxes=tuple(_sealed_anew(session, decision, period)),
        notes=notes_left(
            facts, decision.written, waits=bool(decision.waits), keys=closer.note_keys, of=period_id
        ),
    )
    return document, given


def _end_of_ledger(session: Session, scope_id: str) -> tuple[int, str]:
    last = session.scalar(
        select(LedgerLine)
        .where(LedgerLine.scope_id == scope_id)
        .order_by(LedgerLine.number.desc())
        .limit(1)
    )
    return (last.number, last.hash) if last else (0, GENESIS)


def _sealed_anew(session: Session, decision: Decision, period: Period) -> list[SealedForm]:
    following = _name_of_next(period)
    parts = session.scalars(select(SitePeriod).where(SitePeriod.period_id == following))
    next_key = {part.site_id: part for part in parts}
    boxes = [_seal_waiting(form, next_key[form.meeting.site_id]) for form in decision.resealed]
    secrets.SystemRandom().shuffle(boxes)
    return boxes


def _seal_waiting(form: HeardForm, part: SitePeriod) -> SealedForm:
    content = {
        "questionnaire": form.questionnaire,
        "meeting": form.meeting.id,
        "role": form.role,
        "language": form.language,
        "answers": form.answers.to_dict(),
        "heard": True,
    }
    return SealedForm(
        id=secrets.token_bytes(32),
        slot=secrets.token_bytes(32),
        key_id=part.key_id,
        box=seal(part.public_key, content, BOX_BYTES),
    )
