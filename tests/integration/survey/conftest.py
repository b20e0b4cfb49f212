"""An installation for real use, where nothing is invented, and a meeting with its cards."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from sb_feedback import create_app
from sb_feedback.workplace import Workplace
from tests.integration.survey.handing_out import Hand, hold_a_meeting


@pytest.fixture
def sample_app(workplace: Workplace) -> Iterator[Flask]:
    """The same installation, shown as a SAMPLE."""
    settings = workplace.settings.model_copy(update={"mode": "demo"})
    place = Workplace(settings, hasher=workplace.hasher, durable=False)
    yield create_app(place)
    place.db.engine.dispose()


@pytest.fixture
def workplace(workplace: Workplace, tmp_path: Path) -> Iterator[Workplace]:
    """The installation with a secret of its own."""
    secret = tmp_path / "server.secret"
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_hex(32))
    update = {"mode": "production", "secret_file": secret}
    settings = workplace.settings.model_copy(update=update)
    place = Workplace(settings, hasher=workplace.hasher, durable=False)
    yield place
    place.db.engine.dispose()


@pytest.fixture
def hand(workplace: Workplace) -> Hand:
    """Cards of one meeting held today."""
    return hold_a_meeting(workplace)
