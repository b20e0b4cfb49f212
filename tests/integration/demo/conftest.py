"""The small SAMPLE state, built once, and a copy of it for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from sb_feedback import create_app
from sb_feedback.config import Settings
from sb_feedback.demo.serving import Demo
from sb_feedback.workplace import Workplace
from tests.integration.copies import CHEAP
from tests.integration.demo.tiny import NOW, shrink
from tests.integration.whole_path.once import made_once

MakePlace = Callable[[Path], Workplace]


@dataclass
class Sample:
    """A demo, and what it has said."""

    place: Workplace
    said: list[str] = field(default_factory=list)

    @property
    def demo(self) -> Demo:
        """The demo of this place."""
        return Demo(self.place, 5000, self.said.append)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The middle of a quarter."""
    with time_machine.travel(NOW, tick=True) as moved:
        yield moved


@pytest.fixture(autouse=True)
def _short_story(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink(monkeypatch)


@pytest.fixture
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a prepared demo, documents included: only to be copied."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch, time_machine.travel(NOW, tick=True):
            shrink(patch)
            sample = Sample(place_in(folder))
            sample.demo.prepare()
            sample.place.db.engine.dispose()

    return made_once(tmp_path_factory, "sample-state", make)


def place_in(folder: Path) -> Workplace:
    """The demo's workplace in a folder."""
    return Workplace(Settings(mode="demo", data_dir=folder), hasher=CHEAP)


@pytest.fixture
def sample(built: Path, tmp_path: Path) -> Iterator[Sample]:
    """A prepared demo that a test may change."""
    shutil.copytree(built, tmp_path / "data")
    found = Sample(place_in(tmp_path / "data"))
    yield found
    found.place.db.engine.dispose()


@pytest.fixture
def app(sample: Sample) -> Flask:
    """Its pages."""
    application = create_app(sample.place)
    application.config["TESTING"] = True
    return application


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript."""
    return app.test_client()
