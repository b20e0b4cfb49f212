"""A SAMPLE state of two sites and three quarters, to be built in seconds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sb_feedback.demo import story

#: In the middle of a quarter, so that the newest one has meetings and is still open.
NOW = datetime(2027, 2, 20, 12, tzinfo=UTC)
NEXT_QUARTER = datetime(2027, 4, 1, 12, tzinfo=UTC)
QUARTERS = 3
SITES = (
    story.SampleSite(
        story.MAIN,
        "Alderbrook",
        17,
        story.Trend(0.5, 0.6, {"D2": (1, 0.26)}),
        newcomers=2,
        meetings_each=1.0,
        answers=0.9,
    ),
    story.SampleSite("birchfield", "Birchfield", 6, story.Trend(0.6, 0.6), newcomers=0),
)


def shrink(patch: pytest.MonkeyPatch) -> None:
    """Tell a shorter story."""
    patch.setattr(story, "SITES", SITES)
    patch.setattr(story, "SCOPES", ())
    patch.setattr(story, "QUARTERS", QUARTERS)
    patch.setattr(story, "IMPROVEMENT_QUARTER", 1)
