"""The schema of the database, kept by migrations alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import MetaData

from sb_feedback.db import Base, Database

if TYPE_CHECKING:
    import sqlite3

    from alembic.config import Config
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

#: Functions that keep rows as they are, which PostgreSQL has beside its tables.
GUARDS = (
    "ledger_is_kept",
    "state_statistics_are_kept",
    "activity_is_kept",
    "action_log_is_kept",
    "state_editions_are_kept",
)


def upgrade(db: Database, revision: str = "head") -> None:
    """Bring the schema up to a revision."""
    from alembic import command

    with connected(db) as config:
        command.upgrade(config, revision)


def downgrade(db: Database, revision: str) -> None:
    """Take the schema back to a revision."""
    from alembic import command

    with connected(db) as config:
        command.downgrade(config, revision)


def remove_all(db: Database) -> None:
    """Drop every table with all that is in it: what a downgrade refuses to do to a ledger."""
    known = {*Base.metadata.tables, "alembic_version"}
    with db.engine.connect() as connection, _tables_made_anew(db, connection), connection.begin():
        found = MetaData()
        found.reflect(connection, only=lambda name, _found: name in known)
        found.drop_all(connection)
        if not db.is_sqlite:
            for guard in GUARDS:
                connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {guard}()")


def check(db: Database) -> None:
    """Raise if the rows described in code differ from the database."""
    from alembic import command

    with connected(db) as config:
        command.check(config)


def is_current(db: Database) -> bool:
    """True if no migration is missing."""
    from alembic.script import ScriptDirectory

    return set(_applied(db)) == set(ScriptDirectory.from_config(_config()).get_heads())


def has_tables(db: Database) -> bool:
    """True if any migration was ever applied."""
    return bool(_applied(db))


def _applied(db: Database) -> tuple[str, ...]:
    from alembic.runtime.migration import MigrationContext

    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads()


@contextmanager
def connected(db: Database) -> Iterator[Config]:
    """Alembic, with a transaction that is kept if no row points to nothing at its end."""
    with db.engine.connect() as connection, _tables_made_anew(db, connection), connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        yield config
        if db.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("The migration would leave a row that points to nothing.")


@contextmanager
def _tables_made_anew(db: Database, connection: Connection) -> Iterator[None]:
    # SQLite changes a table by making it anew: rows that point to it must bear its absence.
    if not db.is_sqlite:
        yield
        return
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
