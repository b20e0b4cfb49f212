"""A team is begun once, and its roster depends on the day."""

from __future__ import annotations

from datetime import date

import pytest

from sb_feedback.models import Scope, Seat, Team
from sb_feedback.models.scope import TEAM
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.teams import found_team, roster_on, roster_size, team_at, team_of_site
from sb_feedback.workplace import Workplace
from tests.integration.conftest import begin_one_site
from tests.integration.copies import Beginning

DAY = date(2026, 5, 13)


@pytest.fixture
def beginning() -> Beginning:
    """A site that has no team yet."""
    return begin_one_site


def test_a_team_is_a_scope_of_its_own_and_begun_once(workplace: Workplace) -> None:
    with workplace.db.write() as session:
        session.get_one(Scope, "maple").floor = 12
        assert team_of_site(session, "maple") is None
        team = found_team(session, site_id="maple", today=DAY)
        assert found_team(session, site_id="maple", today=DAY) is team
    with workplace.db.read() as session:
        assert session.query(Team).count() == 1
        scope = team_at(session, "maple").scope
        assert (scope.id, scope.name, scope.kind) == ("maple-act", "Maple County ACT", TEAM)
        assert (scope.floor, scope.period_months) == (12, 3)


def test_a_team_takes_no_name_that_another_has(workplace: Workplace) -> None:
    with workplace.db.write() as session:
        session.add(Scope(id="maple-act", name="A pool", chosen_on=DAY))
        session.flush()
        with pytest.raises(NotAllowed):
            found_team(session, site_id="maple", today=DAY)


def test_there_is_no_team_of_a_site_that_is_not_there(workplace: Workplace) -> None:
    with workplace.db.write() as session:
        with pytest.raises(NotFound):
            found_team(session, site_id="oak", today=DAY)
        with pytest.raises(NotFound):
            team_at(session, "maple")


def test_members_are_those_who_have_joined_and_not_left(workplace: Workplace) -> None:
    days = {
        "always@maple.example": (date(2026, 1, 1), None),
        "joins.today@maple.example": (DAY, None),
        "joins.later@maple.example": (date(2026, 5, 14), None),
        "leaves.today@maple.example": (date(2026, 1, 1), DAY),
        "leaves.later@maple.example": (date(2026, 1, 1), date(2026, 5, 14)),
    }
    with workplace.db.write() as session:
        team = found_team(session, site_id="maple", today=DAY)
        session.add_all(
            Seat(team_id=team.scope_id, email=email, sector="provider", joined_on=on, left_on=left)
            for email, (on, left) in days.items()
        )
    with workplace.db.read() as session:
        assert [seat.email for seat in roster_on(session, "maple-act", DAY)] == [
            "always@maple.example",
            "joins.today@maple.example",
            "leaves.later@maple.example",
        ]
        assert roster_size(session, "maple-act", DAY) == 3
        assert roster_size(session, "oak-act", DAY) == 0
