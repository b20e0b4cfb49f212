"""Workplaces that are made once and copied for each test, which is faster than making them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import make_url

from sb_feedback.config import Settings
from sb_feedback.db import Database
from sb_feedback.workplace import Workplace
from tests.postgres import PostgresServer

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
#: What stands in a workplace when a test begins.
Beginning = Callable[[Workplace], None]


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
        empty: str = self.request.getfixturevalue("empty_postgresql")
        return self._place(folder, self.made.enter_context(self._server.database(empty)))

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
        place = Workplace(settings, hasher=CHEAP, durable=False)
        self.made.callback(_forget, place.db)
        return place

    @property
    def _server(self) -> PostgresServer:
        server: PostgresServer = self.request.getfixturevalue("postgres_server")
        return server


def _forget(db: Database) -> None:
    db.engine.dispose()


@dataclass
class Moulds:
    """For each beginning and day the workplace that tests copy."""

    copier: Copier
    kind: str
    made: dict[tuple[Beginning, date], Workplace] = field(default_factory=dict)

    def of(self, begin: Beginning, today: date) -> Workplace:
        """A workplace that is not to be changed, only copied."""
        key = (begin, today)
        if key not in self.made:
            self.made[key] = self.copier.empty(self.kind)
            begin(self.made[key])
        return self.made[key]
