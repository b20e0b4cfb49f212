"""The coordinator's browser at a site whose team has begun."""

from __future__ import annotations

import pytest

from sb_feedback.services.teams import found_team
from sb_feedback.workplace import Workplace
from tests.integration.staff.conftest import (
    beginning,
    browser,
    clock,
    desk,
    place,
    signed_in,
)
from tests.integration.staff.people import Browser

__all__ = ["beginning", "browser", "clock", "desk", "place", "signed_in"]


@pytest.fixture
def team(place: Workplace) -> Workplace:
    """The workplace with the teams of both sites."""
    with place.db.write() as session:
        for site_id in ("maple", "oak"):
            found_team(session, site_id=site_id, today=place.clock.today())
    return place


@pytest.fixture
def office(team: Workplace, desk: Browser) -> Browser:
    """The coordinator's browser."""
    return desk
