"""The merging step of a closing: what periods gave is added to the pool, and pools yield."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from analysis import Term
from sb_feedback.db import Database
from sb_feedback.keys import KeyFolder
from sb_feedback.services.closing.document import ClosingDocument, document_name
from sb_feedback.services.closing.pool.contributing import Contribution
from sb_feedback.services.closing.pool.files import PoolFiles
from sb_feedback.services.closing.pool.terms import MONTHS, StatePool
from sb_feedback.services.closing.pool.yielding import (
    Yielded,
    apply_yielded,
    closings_in,
    finished_terms,
    keep_yielded,
    mend_copies,
    yielded_terms,
)


class Merger(Protocol):
    """What merging needs of the closing job."""

    @property
    def db(self) -> Database:
        """The database."""

    @property
    def keys(self) -> KeyFolder:
        """The key folder."""

    @property
    def progress(self) -> Callable[[str], None]:
        """Hears of each point that is reached."""


def merge_into_pool(closer: Merger, _period_id: str) -> None:
    """Add everything that was decided and is not in the pool; let yield what is complete.

    The pool's own list of periods tells what is in it, so that a run that was killed can be run
    again. What a period gave before it was decided is not added: it will be given once more.
    """
    files = PoolFiles(closer.keys)
    pool = _merged(closer.keys, files)
    closer.progress("merged in memory")
    mend_copies(closer.keys)
    for months in MONTHS:
        pool = pool.settled(_yielded(closer, pool, months))
    with closer.db.write() as session:
        apply_yielded(session, closer.keys)
        closer.progress("statistics stored, not yet committed")
    files.renew(pool.to_bytes())


def _merged(keys: KeyFolder, files: PoolFiles) -> StatePool:
    kept = files.state()
    pool = StatePool.from_bytes(kept) if kept is not None else StatePool()
    for period_id in files.given():
        content = files.gift(period_id)
        if content is not None and _is_counted(keys, period_id):
            pool = pool.with_contribution(period_id, Contribution.from_bytes(content))
    # A run that was interrupted may have written down what these yielded.
    return pool.settled(yielded_terms(keys))


def _is_counted(keys: KeyFolder, period_id: str) -> bool:
    content = keys.document(document_name(period_id))
    return content is not None and not ClosingDocument.from_bytes(content).is_lost


def _yielded(closer: Merger, pool: StatePool, months: int) -> set[Term]:
    """Have the pools of this length yield that are complete; all that have yielded."""
    with closer.db.read() as session:
        done = [term for term in finished_terms(session, pool) if term.months == months]
        found = {term: closings_in(session, term) for term in done}
    for term, closed in found.items():
        keep_yielded(closer.keys, Yielded.of(term, pool.of(term), closed))
        closer.progress("one pool has yielded")
    return yielded_terms(closer.keys)
