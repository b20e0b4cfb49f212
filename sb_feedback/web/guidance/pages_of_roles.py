"""Which parts of the product each role opens, read from the table of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from sb_feedback.models.account import ROLES
from sb_feedback.web.rules import RULES

#: A part of the product, and a page that stands for it.
PARTS: Mapping[str, LazyString] = {
    "coordinator.meetings": _("Families, meetings, cards"),
    "coordinator.period": _("Period"),
    "team.home": _("Active Community Team: roster, surveys, register"),
    "coordinator.settings": _("Settings"),
    "reports.show": _("Reports of a site"),
    "notes.words": _("In people’s words"),
    "coordinator.improvement": _("Improvement"),
    "actions.index": _("Actions"),
    "account.people": _("People"),
    "account.activity": _("Activity log"),
    "notes.read": _("Notes that wait to be read"),
    "account.sites": _("Sites"),
    "reports.edition": _("Reports of the state"),
    "account.state": _("Statistics of the state"),
}


class Part(NamedTuple):
    """One line of the table."""

    words: LazyString
    #: For each role in order, whether it opens this part.
    opens: Sequence[bool]


def pages_of_roles() -> Sequence[Part]:
    """The parts in order, with an entry for each of `ROLES`."""
    return [
        Part(words, [role in RULES[endpoint].sees for role in ROLES])
        for endpoint, words in PARTS.items()
    ]
