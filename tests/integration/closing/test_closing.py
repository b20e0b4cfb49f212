"""A closing that nobody disturbs, and one that is run again."""

from __future__ import annotations

from sb_feedback.services.closing.protocol import close_period
from tests.integration.closing.checking import faults
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import History


def test_a_period_is_closed(history: History, branch: Branch) -> None:
    with branch() as place:
        assert faults(place, history)
        close_period(closer_at(place), history.period_id)
        assert faults(place, history) == []
        close_period(closer_at(place), history.period_id)
        assert faults(place, history) == []
