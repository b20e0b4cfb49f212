"""The schema of the database, kept by migrations alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sb_feedback.db import Database

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(db: Database, revision: str = "head") -> None:
    """Bring the schema up to a revision."""
    from alembic import command

    with _connected(db) as config:
        command.upgrade(config, revision)


def downgrade(db: Database, revision: str) -> None:
    """Take the schema back to a revision."""
    from alembic import command

    with _connected(db) as config:
        command.downgrade(config, revision)


def check(db: Database) -> None:
    """Raise if the rows described in code differ from the database."""
    from alembic import command

    with _connected(db) as config:
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
def _connected(db: Database) -> Iterator[Config]:
    with db.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        yield config


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
