"""A meeting whose cards were handed out."""

from __future__ import annotations

import pytest

from sb_feedback.workplace import Workplace
from tests.integration.survey.handing_out import Hand, hold_a_meeting


@pytest.fixture
def hand(workplace: Workplace) -> Hand:
    """Cards of one meeting held today."""
    return hold_a_meeting(workplace)
