"""What is acknowledged is on the disk; only invented data may be stored in haste."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from sb_feedback.config import Settings
from sb_feedback.db import Database
from sb_feedback.demo.serving import Demo
from sb_feedback.workplace import Workplace

OFF, FULL = 0, 2


def synchronous(db: Database) -> int:
    with db.write() as session:
        return int(session.execute(text("PRAGMA synchronous")).scalar_one())


def test_a_workplace_waits_for_the_disk(tmp_path: Path) -> None:
    place = Workplace(Settings(mode="demo", data_dir=tmp_path))
    assert synchronous(place.db) == FULL
    place.db.engine.dispose()


def test_invented_data_are_made_in_haste_and_served_with_care(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []

    class Builder:
        def __init__(self, place: Workplace, *_: object) -> None:
            self.place = place

        def build(self) -> None:
            found.append(synchronous(self.place.db))

    monkeypatch.setattr("sb_feedback.demo.serving.Builder", Builder)
    place = Workplace(Settings(mode="demo", data_dir=tmp_path))
    Demo(place, 5000, lambda _: None).prepare()
    assert found == [OFF]
    assert synchronous(place.db) == FULL
    place.db.engine.dispose()
