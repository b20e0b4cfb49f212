"""A site that wants notes, and somebody from outside who reads them."""

from __future__ import annotations

from sb_feedback.models import User
from sb_feedback.models.account import REVIEWER
from sb_feedback.models.scope import MEETINGS
from sb_feedback.services.accounts import user_of
from sb_feedback.services.notes.choice import turn_on_notes
from sb_feedback.workplace import Workplace


def name_reviewer(place: Workplace, site_id: str = "maple") -> User:
    """An account that reads the notes of a site."""
    email = f"reviewer@{site_id}.example"
    with place.db.write() as session:
        return user_of(session, email) or place.accounts.add_user(
            session,
            email=email,
            password="seven green umbrellas",
            role=REVIEWER,
            site_id=site_id,
            today=place.clock.today(),
        )


def want_notes(place: Workplace, site_id: str = "maple", kind: str = MEETINGS) -> None:
    """Turn notes on, with everything that this takes."""
    name_reviewer(place, site_id)
    with place.db.write() as session:
        turn_on_notes(session, site_id, kind)
