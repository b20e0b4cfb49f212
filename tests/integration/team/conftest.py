"""A team of twenty on a fixed day in the middle of a quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from sb_feedback.workplace import Workplace
from tests.integration.conftest import begin_one_site
from tests.integration.copies import Beginning
from tests.integration.staff.people import COORDINATOR, Browser, settle
from tests.integration.team.telling import Act

#: A Wednesday.
TODAY = datetime(2026, 5, 13, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The moment at which each test begins; time goes on from there."""
    with time_machine.travel(TODAY, tick=True) as moved:
        yield moved


@pytest.fixture
def desk(act: Act, app: Flask) -> Browser:
    """The browser of the team's coordinator."""
    settle(act.place)
    opened = Browser(app.test_client())
    assert opened.sign_in(COORDINATOR).status_code == 302
    return opened


@pytest.fixture
def signed_in(desk: Browser, app: Flask) -> Callable[[str], Browser]:
    """Browsers in which somebody else has signed in."""

    def open_for(email: str) -> Browser:
        opened = Browser(app.test_client())
        assert opened.sign_in(email).status_code == 302
        return opened

    return open_for


@pytest.fixture
def beginning() -> Beginning:
    """A site with its team."""
    return begin_team


def begin_team(place: Workplace) -> None:
    """What every test has, and a team of twenty with its waves planned."""
    begin_one_site(place)
    Act(place).begin(20)


@pytest.fixture
def act(workplace: Workplace) -> Act:
    """The team."""
    return Act(workplace)
