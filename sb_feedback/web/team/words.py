"""Words for doors and verdicts on the pages of a team."""

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
