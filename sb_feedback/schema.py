"""The schema of the database, kept by migrations alone."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from sb_feedback.db import Database

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(db: Database, revision: str = "head") -> None:
    """Bring the schema up to a revision."""
    with db.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(db: Database, revision: str) -> None:
    """Take the schema back to a revision."""
    with db.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def check(db: Database) -> None:
    """Raise if the rows described in code differ from the database."""
    with db.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.check(config)


def is_current(db: Database) -> bool:
    """True if no migration is missing."""
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == set(ScriptDirectory.from_config(_config()).get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def has_tables(db: Database) -> bool:
    """True if any migration was ever applied."""
    with db.engine.connect() as connection:
        return bool(MigrationContext.configure(connection).get_current_heads())
