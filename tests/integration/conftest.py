"""A real application on a real database: SQLite and PostgreSQL, each made by the migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import time_machine
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
from tests.integration.copies import Beginning, Copier, Moulds
from tests.postgres import PostgresServer


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
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each of the two databases."""
    kind: str = request.param
    return kind


@pytest.fixture
def copier(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Copier]:
    """Makes copies that are gone after the test."""
    with ExitStack() as made:
        yield Copier(tmp_path, request, made)


@pytest.fixture(scope="session")
def sqlite_moulds(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Moulds]:
    """What tests on SQLite copy."""
    with ExitStack() as made:
        yield Moulds(Copier(tmp_path_factory.mktemp("moulds"), request, made), "sqlite")


@pytest.fixture(scope="session")
def postgresql_moulds(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    empty_postgresql: str,
) -> Iterator[Moulds]:
    """What tests on PostgreSQL copy; gone before the server is."""
    with ExitStack() as made:
        yield Moulds(Copier(tmp_path_factory.mktemp("moulds"), request, made), "postgresql")


@pytest.fixture
def moulds(database_kind: str, request: pytest.FixtureRequest) -> Moulds:
    """What tests copy."""
    found: Moulds = request.getfixturevalue(f"{database_kind}_moulds")
    return found


@pytest.fixture
def clock() -> time_machine.Traveller | None:
    """Runs as it does outside; some folders of tests begin on a fixed day."""
    return None


@pytest.fixture
def beginning() -> Beginning:
    """What stands in the workplace when a test begins."""
    return begin_one_site


def begin_one_site(place: Workplace) -> None:
    """An installation, one site and keys for the present and next period."""
    today = place.clock.today()
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        session.add(Scope(id="maple", name="Maple County", chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add(Site(id="maple", scope_id="maple", name="Maple County"))
        session.flush()
        confirm_help(session, "maple", lines_as_text(load_help_lines()), today)
    place.keys.prepare()
    KeyKeeper(place.db, place.keys, place.slots, place.versions).keep_ready(today)


@pytest.fixture
def workplace(
    clock: time_machine.Traveller | None, beginning: Beginning, moulds: Moulds, copier: Copier
) -> Workplace:
    """A workplace as the test wants it to begin."""
    today = Clock(Settings(mode="demo").zone).today()
    return copier.copy(moulds.of(beginning, today))


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
