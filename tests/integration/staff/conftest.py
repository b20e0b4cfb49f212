"""Two sites with their people on a fixed day in the middle of a quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from sb_feedback.workplace import Workplace
from tests.integration.conftest import begin_one_site
from tests.integration.copies import Beginning
from tests.integration.staff.people import COORDINATOR, PEOPLE, Browser, settle

#: A Wednesday.
TODAY = datetime(2026, 5, 13, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The moment at which each test begins; time goes on from there."""
    with time_machine.travel(TODAY, tick=True) as moved:
        yield moved


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.deep)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Pages ask the databases nothing that services do not: the second one can wait."""
    kind: str = request.param
    return kind


@pytest.fixture
def beginning() -> Beginning:
    """Both sites with their people."""
    return begin_two_sites


def begin_two_sites(place: Workplace) -> None:
    """What every test has, the site next door, and everybody's accounts."""
    begin_one_site(place)
    settle(place)


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """The workplace with both sites."""
    return workplace


@pytest.fixture
def browser(place: Workplace, app: Flask) -> Browser:
    """A browser in which nobody has signed in."""
    return Browser(app.test_client())


@pytest.fixture
def signed_in(place: Workplace, app: Flask) -> Callable[[str], Browser]:
    """Browsers in which somebody has signed in; one of their own for each call."""

    def open_for(email: str) -> Browser:
        assert email in PEOPLE
        opened = Browser(app.test_client())
        assert opened.sign_in(email).status_code == 302
        return opened

    return open_for


@pytest.fixture
def desk(signed_in: Callable[[str], Browser]) -> Browser:
    """The coordinator's browser."""
    return signed_in(COORDINATOR)
