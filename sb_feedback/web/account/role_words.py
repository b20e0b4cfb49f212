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
#: What each of them can see, in one sentence.
CAN_SEE: Mapping[str, LazyString] = {
    COORDINATOR: _("Meetings, cards, the team, the reports and the people of the site."),
    READER: _(
        "The reports of the site, not those of the state, and the action log. No meetings and no"
        " families."
    ),
    JUDGE: _("The judge’s edition of the reports. Nothing that could be traced to a case."),
    REVIEWER: _("Only the notes that wait to be read. No results and no meetings."),
    ADMINISTRATOR: _(
        "Sites, people, and the reports and statistics of the whole state. No results of a site."
    ),
    STATE_TEAM: _(
        "The reports and statistics of the whole state: sums over sites that share. No site’s own."
    ),
}
