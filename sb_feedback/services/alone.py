"""One at a time with something, on one machine and across several."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from sb_feedback.db import Database
from sb_feedback.files import make_private_dir


@contextmanager
def alone(db: Database, file: Path, number: int, *, wait: bool) -> Iterator[bool]:
    """Keep others out until the end; without waiting, False while somebody else is at it.

    The file keeps out other processes of this machine, the numbered lock other machines.
    """
    make_private_dir(file.parent)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if db.is_sqlite:
            yield True
            return
        with _advisory(db, number, wait=wait) as mine:
            yield mine


@contextmanager
def _advisory(db: Database, number: int, *, wait: bool) -> Iterator[bool]:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        function = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
        got = connection.execute(text(f"SELECT {function}(:n)"), {"n": number}).scalar()
        mine = wait or bool(got)
        try:
            yield mine
        finally:
            if mine:
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
