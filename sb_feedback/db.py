"""The database: engine, the two kinds of transaction, and the base of all rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, cast

from sqlalchemy import Connection, Engine, FromClause, MetaData, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

#: What pages hand on to services; they ask it for nothing themselves.
Rows = Session

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every row of the product; constraint names are fixed so that migrations can find them."""

    metadata = MetaData(naming_convention=NAMING)


class _SqliteConnection(Protocol):
    isolation_level: str | None

    def execute(self, sql: str) -> object: ...


class Database:
    """Hands out read and write sessions on SQLite or PostgreSQL.

    A commit is on the disk when it returns; with `durable` off SQLite leaves that to the system,
    which is for data that can be made again.
    """

    def __init__(self, url: str, *, durable: bool = True) -> None:
        self.engine: Engine = create_engine(
            url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite")
        )
        if self.is_sqlite:
            prepare = _prepare_sqlite if durable else _prepare_sqlite_in_haste
            event.listen(self.engine, "connect", prepare)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._read = sessionmaker(self.engine, expire_on_commit=False)
        self._write = sessionmaker(
            self.engine.execution_options(writes=True), expire_on_commit=False
        )

    @property
    def is_sqlite(self) -> bool:
        """True on the default database, False on PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session whose changes are never kept."""
        with self._read() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end, or undoes everything after an error."""
        with self._write.begin() as session:
            yield session


def insert_if_new(dialect: str, table: FromClause) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that does nothing where a value that is there only once is taken already."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert(cast("Table", table)).on_conflict_do_nothing()


def _prepare_sqlite(connection: _SqliteConnection, _record: object) -> None:
    # The driver's own BEGIN comes too late to take the write lock first, so it is switched off.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "busy_timeout=15000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_sqlite_in_haste(connection: _SqliteConnection, record: object) -> None:
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


def _begin_sqlite(connection: Connection) -> None:
    # A write takes its lock at the start: one that upgrades later can fail after work was done.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _lock_number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def hold_lock(session: Session, name: str, *, shared: bool) -> None:
    """Hold the named lock until the transaction ends.

    SQLite's write transaction is the lock already. PostgreSQL's advisory lock leaves nothing on
    disk, unlike a locked row.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    session.execute(text(f"SELECT {function}(:number)"), {"number": _lock_number(name)})
