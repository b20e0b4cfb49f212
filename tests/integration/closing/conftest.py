"""A history to close, and as many copies of the place where it happened as a test wants."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url

from forms import lines_as_text, load_help_lines
from sb_feedback import schema
from sb_feedback.config import Settings
from sb_feedback.db import Database
from sb_feedback.models import Installation, Scope, Site
from sb_feedback.services.closing.protocol import Closer
from sb_feedback.services.site_help import confirm_help
from sb_feedback.workplace import Workplace
from tests.integration.closing.telling import SITE, History, tell
from tests.integration.conftest import CHEAP
from tests.postgres import PostgresServer


@dataclass
class Copier:
    """Copies workplaces, with their databases, and clears the copies away."""

    folder: Path
    request: pytest.FixtureRequest
    made: ExitStack

    def __post_init__(self) -> None:
        self.numbers = count(1)

    def empty(self, kind: str) -> Workplace:
        """A workplace with an empty, migrated database of this kind."""
        folder = self._folder()
        if kind == "sqlite":
            shutil.copy(self.request.getfixturevalue("empty_sqlite"), folder / "db.sqlite")
            return self._place(folder, f"sqlite:///{folder / 'db.sqlite'}")
        place = self._place(folder, self.made.enter_context(self._server.database()))
        schema.upgrade(place.db)
        return place

    def copy(self, place: Workplace) -> Workplace:
        """The same place again: its folders and its database."""
        folder = self._folder()
        shutil.copytree(place.settings.data_dir, folder / "data")
        return self._place(folder, self.database(place, folder))

    def database(self, place: Workplace, folder: Path) -> str:
        """The address of a copy of a place's database; the place must be left alone meanwhile."""
        place.db.engine.dispose()
        name = make_url(place.settings.database).database
        assert name is not None
        if place.db.is_sqlite:
            shutil.copy(name, folder / "db.sqlite")
            return f"sqlite:///{folder / 'db.sqlite'}"
        return self.made.enter_context(self._server.database(name))

    def restored(self, place: Workplace, backup: Workplace) -> Workplace:
        """The place with the database of a backup; its keys and files stay as they are."""
        folder = self._folder()
        settings = place.settings.model_copy(update={"database_url": self.database(backup, folder)})
        return self._with_settings(settings)

    def _folder(self) -> Path:
        folder = self.folder / f"place-{next(self.numbers)}"
        folder.mkdir(parents=True)
        self.made.callback(shutil.rmtree, folder)
        return folder

    def _place(self, folder: Path, url: str) -> Workplace:
        settings = Settings(mode="demo", data_dir=folder / "data", database_url=url)
        return self._with_settings(settings)

    def _with_settings(self, settings: Settings) -> Workplace:
        place = Workplace(settings, hasher=CHEAP)
        self.made.callback(_forget, place.db)
        return place

    @property
    def _server(self) -> PostgresServer:
        server: PostgresServer = self.request.getfixturevalue("postgres_server")
        return server


def _forget(db: Database) -> None:
    db.engine.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def founded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workplace]:
    """A place where nothing has happened yet; tests work at copies, which are made faster."""
    with ExitStack() as made:
        place = Copier(tmp_path_factory.mktemp("founded"), request, made).empty(request.param)
        found(place)
        yield place


@pytest.fixture(scope="session")
def told(
    founded: Workplace, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workplace, History]]:
    """A place where the history was told, and the history; tests work at copies."""
    with ExitStack() as made:
        place = Copier(tmp_path_factory.mktemp("told"), request, made).copy(founded)
        yield place, tell(place)


@pytest.fixture
def history(told: tuple[Workplace, History]) -> History:
    """What was told."""
    return told[1]


@pytest.fixture
def copier(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Copier]:
    """Makes copies that are gone after the test."""
    with ExitStack() as made:
        yield Copier(tmp_path, request, made)


Branch = Callable[[], AbstractContextManager[Workplace]]


@pytest.fixture
def branch(
    told: tuple[Workplace, History], tmp_path: Path, request: pytest.FixtureRequest
) -> Branch:
    """Makes a copy of the place as it was when the history had been told, gone after its use."""
    numbers = count(1)

    @contextmanager
    def one() -> Iterator[Workplace]:
        with ExitStack() as made:
            yield Copier(tmp_path / f"branch-{next(numbers)}", request, made).copy(told[0])

    return one


def found(place: Workplace, scope: str = SITE, sites: tuple[str, ...] = (SITE,)) -> None:
    """An installation with one scope and its sites, and keys for this period and the next."""
    with place.db.write() as session:
        session.add(Installation(id=1, name="Test state", sample=True))
        session.add(Scope(id=scope, name=scope, chosen_on=date(2026, 1, 1)))
        session.flush()
        session.add_all(Site(id=site, scope_id=scope, name=site) for site in sites)
        session.flush()
        for site in sites:
            confirm_help(session, site, lines_as_text(load_help_lines()), date(2026, 1, 1))
    place.keys.prepare()
    closer_at(place).keeper.keep_ready(place.clock.today())


def closer_at(place: Workplace, progress: Callable[[str], None] = lambda _: None) -> Closer:
    """The closing job of a place."""
    return Closer(
        place.db, place.keys, place.slots, place.questionnaires, place.versions, progress=progress
    )
