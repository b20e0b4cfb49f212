"""Noting in the activity log what the visitor of a page does at the own site."""

from __future__ import annotations

from sb_feedback.db import Rows
from sb_feedback.services.activity import note_activity
from sb_feedback.web.access import me
from sb_feedback.web.here import workplace


def note(session: Rows, kind: str, **facts: str) -> None:
    """A line in the transaction of the act."""
    zone = workplace().settings.zone
    note_activity(session, me().email, me().site_id, kind, zone=zone, **facts)
