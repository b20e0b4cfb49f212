"""Slows down whoever floods a shared code, without looking at anybody's address.

Sends are counted for each code, in memory. A whole meeting in one hall, behind one Wi-Fi, stays
far below: nobody's meeting is larger than the number of sends that a code takes at once. A card
of one person is never counted: not even memory may tell that it was used.
"""

from __future__ import annotations

from limits import parse_many

from sb_feedback.models.meeting import MOST_IN_A_MEETING
from sb_feedback.web.extensions import limiter

#: Everybody can send twice, and a few can try again all day.
_SENDS = parse_many(f"{2 * MOST_IN_A_MEETING} per 10 minutes; {8 * MOST_IN_A_MEETING} per day")


def is_crowded(card_hash: bytes) -> bool:
    """Count one send of a code; True if that was too many."""
    if not limiter.enabled:
        return False
    return not all(limiter.limiter.hit(most, "send", card_hash.hex()) for most in _SENDS)
