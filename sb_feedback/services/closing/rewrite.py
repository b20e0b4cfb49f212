"""Rewriting the table of sealed answers, so that nothing tells in which order they came."""

from __future__ import annotations

from sqlalchemy import text

from sb_feedback.db import Database

_TRIES = 4


class StillRead(Exception):
    """Somebody kept reading the old rows, so they could not be destroyed: to be run again."""


def rewrite_answers(db: Database) -> None:
    """Lay the rows down anew, in no order; raise StillRead if the old ones stay on the disk."""
    if db.is_sqlite:
        _rewrite_sqlite(db)
    else:
        _rewrite_postgresql(db)


def _rewrite_sqlite(db: Database) -> None:
    # Without row ids the rows lie by their random names once the file is rebuilt.
    with db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("VACUUM")
        for _ in range(_TRIES):
            # Waits for readers as long as the connection does, and then says that it is busy.
            busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
    raise StillRead


def _rewrite_postgresql(db: Database) -> None:
    with db.write() as session:
        session.execute(text("LOCK TABLE sealed_answer IN ACCESS EXCLUSIVE MODE"))
        session.execute(
            text(
                "CREATE TEMPORARY TABLE shuffled ON COMMIT DROP AS"
                " SELECT * FROM sealed_answer ORDER BY random()"
            )
        )
        session.execute(text("TRUNCATE sealed_answer"))
        session.execute(text("INSERT INTO sealed_answer SELECT * FROM shuffled ORDER BY random()"))
