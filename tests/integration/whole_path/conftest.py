"""A town on each kind of database, in production mode and at a time of its own."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
import time_machine

from sb_feedback import create_app
from sb_feedback.config import Settings
from sb_feedback.workplace import Workplace
from tests.integration.copies import CHEAP
from tests.integration.whole_path.once import made_once
from tests.integration.whole_path.playing import Record, found, play
from tests.integration.whole_path.town import BASE_URL, Town
from tests.postgres import PostgresServer

LONG_AGO = datetime(2027, 1, 4, 12, tzinfo=UTC)
KINDS = ("sqlite", "postgresql")
#: Documents come from releases alone, so on one database all are made, on the other only the last.
with_all_documents = pytest.mark.parametrize("played", KINDS[:1], indirect=True)


@pytest.fixture(params=KINDS)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The whole story, played once for each kind of database."""
    kind = request.param

    def make(folder: Path) -> None:
        with ExitStack() as stack:
            place = _place(kind, folder, request, stack)
            clock = stack.enter_context(time_machine.travel(LONG_AGO, tick=True))
            app = create_app(place)
            app.config["TESTING"] = True
            found(app)
            record = play(Town(app, clock), everything=kind == "sqlite")
            record.note_decisions(place)
        (folder / "record").write_bytes(pickle.dumps(record))

    folder = made_once(tmp_path_factory, f"town-{kind}", make)
    record: Record = pickle.loads((folder / "record").read_bytes())
    return record


MakePlace = Callable[[str], Workplace]


@pytest.fixture
def make_place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MakePlace]:
    """Makes workplaces with empty databases of a kind; all are gone after the test."""
    numbers = count(1)

    def make(kind: str) -> Workplace:
        folder = tmp_path / f"place-{next(numbers)}"
        folder.mkdir()
        url = empty_database(kind, folder, request, stack)
        settings = Settings(mode="demo", data_dir=folder / "data", database_url=url)
        place = Workplace(settings, hasher=CHEAP, durable=False)
        stack.callback(place.db.engine.dispose)
        return place

    with ExitStack() as stack:
        yield make


def _place(kind: str, folder: Path, request: pytest.FixtureRequest, stack: ExitStack) -> Workplace:
    """A production workplace on an empty, migrated database, with a secret of its own."""
    secret = folder / "server.secret"
    secret.touch(mode=0o600)
    secret.write_text("a secret for tests, as long as a real one: 0123456789abcdef")
    settings = Settings(
        data_dir=folder / "data",
        database_url=empty_database(kind, folder, request, stack),
        base_url=BASE_URL,
        secret_file=secret,
    )
    place = Workplace(settings, hasher=CHEAP)
    stack.callback(place.db.engine.dispose)
    settings.data_dir.mkdir()
    return place


def empty_database(
    kind: str, folder: Path, request: pytest.FixtureRequest, stack: ExitStack
) -> str:
    """The address of an empty, migrated database that is there until the stack is left."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), folder / "empty.sqlite")
        return f"sqlite:///{folder / 'empty.sqlite'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return stack.enter_context(server.database(request.getfixturevalue("empty_postgresql")))
