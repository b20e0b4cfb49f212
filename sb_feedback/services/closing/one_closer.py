"""One job at a time with the keys, on one machine and across several."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from sb_feedback.db import Database
from sb_feedback.files import make_private_dir
from sb_feedback.keys import KeyFolder

_ADVISORY_LOCK = 5_264_116_301


@contextmanager
def one_closer(db: Database, keys: KeyFolder) -> Iterator[None]:
    """Wait until nobody else makes, uses or destroys keys, then keep others out."""
    make_private_dir(keys.folder)
    with (keys.folder / "closing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if db.is_sqlite:
            yield
            return
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": _ADVISORY_LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": _ADVISORY_LOCK})
