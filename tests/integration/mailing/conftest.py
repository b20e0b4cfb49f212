"""A mail server, and a clock that starts in the middle of a quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.integration.mailing.post_office import PostOffice, open_office

TODAY = datetime(2026, 5, 13, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The moment at which each test begins; time goes on from there."""
    with time_machine.travel(TODAY, tick=True) as moved:
        yield moved


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that takes everything."""
    with open_office() as opened:
        yield opened
