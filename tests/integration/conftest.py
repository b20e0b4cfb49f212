"""A real application on a real database: SQLite and PostgreSQL, each made by the migrations."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from forms import lines_as_text, load_all, load_help_lines
from sb_feedback import create_app, schema
from sb_feedback.clock import Clock
from sb_feedback.config import Settings
from sb_feedback.db import Database
from sb_feedback.models import Installation, Scope, Site
from sb_feedback.services.periods import KeyKeeper
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace
from tests.postgres import PostgresServer

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def _read_questionnaires_once() -> Iterator[None]:
    """A process reads them once; here every test has a workplace of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sb_feedback.workplace.load_all", cache(load_all))
        yield


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite"
    db = Database(f"sqlite:///{path}")
    schema.upgrade(db)
    db.engine.dispose()
    return path


@pytest.fixture(scope="session")
def empty_postgresql(postgres_server: PostgresServer) -> str:
    """The name of a migrated, empty PostgreSQL database to copy."""
    name = postgres_server.create_database()
    db = Database(postgres_server.url(name))
    schema.upgrade(db)
    db.engine.dispose()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, empty_sqlite: Path
) -> Iterator[str]:
    """The address of an empty, migrated database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite"
        shutil.copy(empty_sqlite, path)
        yield f"sqlite:///{path}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        with server.database(request.getfixturevalue("empty_postgresql")) as url:
            yield url


@pytest.fixture
def workplace(tmp_path: Path, database_url: str) -> Iterator[Workplace]:
    """A workplace with an installation, one site and keys for the present and next period."""
    settings = Settings(mode="demo", data_dir=tmp_path / "data", database_url=database_url)
    place = Workplace(settings, hasher=CHEAP, durable=False)
    today = Clock(settings.zone).today()
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        session.add(Scope(id="maple", name="Maple County", chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add(Site(id="maple", scope_id="maple", name="Maple County"))
        session.flush()
        confirm_help(session, "maple", lines_as_text(load_help_lines()), today)
    place.keys.prepare()
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(place.clock.today())
    yield place
    place.db.engine.dispose()


@pytest.fixture
def app(workplace: Workplace) -> Flask:
    """The application on this workplace."""
    application = create_app(workplace)
    application.config["TESTING"] = True
    return application


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()
