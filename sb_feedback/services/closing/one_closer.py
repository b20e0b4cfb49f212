"""One job at a time with the keys, on one machine and across several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sb_feedback.db import Database
from sb_feedback.keys import KeyFolder
from sb_feedback.services.alone import alone

_ADVISORY_LOCK = 5_264_116_301


@contextmanager
def one_closer(db: Database, keys: KeyFolder) -> Iterator[None]:
    """Wait until nobody else makes, uses or destroys keys, then keep others out."""
    with alone(db, keys.folder / "closing.lock", _ADVISORY_LOCK, wait=True):
        yield
