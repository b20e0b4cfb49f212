"""Migrations up, compared with the rows in code, down to nothing, and up again.

Run as `python -m tests.migrations_check` (make migrations-check): on SQLite and on both versions of
PostgreSQL that the tests' wheel holds.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import inspect, text

from sb_feedback import schema
from sb_feedback.db import Database
from tests.postgres import running_postgres

# What a way up may have made besides tables.
_FUNCTIONS = text(
    "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    " UNION SELECT typname FROM pg_type"
    "   WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'"
    " UNION SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    "   AND relkind IN ('S', 'v', 'm')"
)


class MigrationFault(AssertionError):
    """A migration that does not do what it says."""


def walk(url: str) -> None:
    """Take an empty database up, down and up again."""
    db = Database(url)
    try:
        schema.upgrade(db)
        schema.check(db)
        first = _described(db)
        schema.downgrade(db, "base")
        if left_in(db):
            raise MigrationFault(f"The way down leaves behind: {sorted(left_in(db))}")
        schema.upgrade(db)
        schema.check(db)
        if _described(db) != first:
            raise MigrationFault("The second way up makes other tables than the first.")
    finally:
        db.engine.dispose()


def _described(db: Database) -> dict[str, list[str]]:
    found = inspect(db.engine)
    return {
        table: sorted(
            [f"{column['name']} {column['type']!r}" for column in found.get_columns(table)]
            + [str(index["name"]) for index in found.get_indexes(table)]
            + [str(key["name"]) for key in found.get_unique_constraints(table)]
            + [str(check["name"]) for check in found.get_check_constraints(table)]
        )
        for table in found.get_table_names()
    }


def left_in(db: Database) -> set[str]:
    """Tables, functions and the like that are still there."""
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    if not db.is_sqlite:
        with db.engine.connect() as connection:
            left |= set(connection.scalars(_FUNCTIONS))
    return left


def main() -> None:
    """Walk every kind of database and name each that passed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        walk(f"sqlite:///{folder / 'check.sqlite'}")
        print("SQLite: up, check, down, up: right")
        for version in (16, 18):
            server = stack.enter_context(running_postgres(version=version))
            walk(stack.enter_context(server.database()))
            print(f"PostgreSQL {version}: up, check, down, up: right")


if __name__ == "__main__":
    main()
