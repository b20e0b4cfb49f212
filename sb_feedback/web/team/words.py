"""Words for doors, verdicts and what is on record, on the pages of a team."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from sb_feedback.models.team import SHARED, SINGLE_USE

DOORS: Mapping[str, LazyString] = {
    SHARED: _("One link for everybody"),
    SINGLE_USE: _("A link of one's own, by e-mail"),
}
VERDICTS: Mapping[str, LazyString] = {
    "released": _("Results are in the report."),
    "too_few": _(
        "Not shown: too few members answered, or the roster was too small. These answers were"
        " destroyed; they are never added to another survey."
    ),
    "nobody_asked": _("Nobody was on the roster, so nobody was asked."),
    "lost": _("Lost: the key of this survey could not be found."),
}
#: Who looks after a priority, by role: what is printed never has a name.
OWNERS: Mapping[str, LazyString] = {
    "Community coordinator": _("Community coordinator"),
    "Chair of the team": _("Chair of the team"),
    "Work group": _("Work group"),
    "Parent leaders": _("Parent leaders"),
    "Court": _("Court"),
    "Child welfare": _("Child welfare"),
    "Health and early childhood": _("Health and early childhood"),
    "Service providers": _("Service providers"),
    "Site Implementation Team": _("Site Implementation Team"),
    "Whole team": _("Whole team"),
}
KINDS: Mapping[str, LazyString] = {
    "policy": _("Policy: a rule or the way an agency works"),
    "funding": _("Funding: money, space or goods"),
    "infrastructure": _("Infrastructure: services, staff or tools"),
}
