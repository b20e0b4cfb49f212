"""What the roles are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from sb_feedback.models.account import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    READER,
    REVIEWER,
    STATE_TEAM,
)

ROLE_NAMES: Mapping[str, LazyString] = {
    COORDINATOR: _("coordinator"),
    READER: _("reader"),
    JUDGE: _("judge"),
    REVIEWER: _("reviewer of notes"),
    ADMINISTRATOR: _("administrator"),
    STATE_TEAM: _("state team"),
}
