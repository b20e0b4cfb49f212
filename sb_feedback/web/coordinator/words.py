"""Words for roles, groups and stages on the coordinator's pages."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from sb_feedback.models.action import DONE, DROPPED, OPEN
from sb_feedback.services.overview import Stage

#: Languages by their own names.
LANGUAGES = (("en", "English"), ("es", "Español"))
#: The people of a role, as a heading.
ROLES: Mapping[str, LazyString] = {
    "parent": _("Parents"),
    "caregiver": _("Caregivers"),
    "professional": _("Professionals"),
}
GROUPS: Mapping[str, LazyString] = {
    "parents": _("Parents"),
    "caregivers": _("Caregivers"),
    "families": _("Families"),
    "professionals": _("Professionals"),
    "act": _("Members of the ACT"),
}
#: Who does it, by role: what is printed never has a name.
DOERS: Mapping[str, LazyString] = {
    "Community coordinator": _("Community coordinator"),
    "Frontline workers": _("Frontline workers"),
    "Child welfare supervisors": _("Child welfare supervisors"),
    "Judge": _("Judge"),
    "Attorneys": _("Attorneys"),
    "Service providers": _("Service providers"),
    "Site Implementation Team": _("Site Implementation Team"),
    "Everyone at the meeting": _("Everyone at the meeting"),
}
STAGES: Mapping[Stage, LazyString] = {
    Stage.PLANNED: _("Planned"),
    Stage.RUNNING: _("Open"),
    Stage.ENDED: _("Ended, not closed yet"),
    Stage.ASKED: _("Closing"),
    Stage.COUNTING: _("Closing"),
    Stage.COUNTED: _("Closing"),
    Stage.CLOSED: _("Closed"),
    Stage.LOST: _("Lost"),
}
VERDICTS: Mapping[str, LazyString] = {
    "keep": _("Kept"),
    "change": _("Changed"),
    "drop": _("Dropped"),
}
#: How an action stands.
STATE_WORDS: Mapping[str, LazyString] = {
    OPEN: _("Open"),
    DONE: _("Done"),
    DROPPED: _("Dropped"),
}
