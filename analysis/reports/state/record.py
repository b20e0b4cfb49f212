"""Perception beside record across the state: changes counted by kind, without words or places."""

from collections.abc import Mapping

from analysis.language import marked
from analysis.reports.content import Table
from analysis.reports.part import Part
from analysis.reports.state.view import StateView
from analysis.reports.team.record import beside
from analysis.reports.team.register import ChangeKind
from analysis.rollup import LEAST_SCOPES

KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.POLICY: marked("policy"),
    ChangeKind.FUNDING: marked("funding"),
    ChangeKind.INFRASTRUCTURE: marked("infrastructure"),
}


def record(view: StateView) -> Part:
    """Return the section and its tables; nothing with fewer teams than a sum needs."""
    if view.state.teams < LEAST_SCOPES:
        return Part()
    return beside(view, (_by_kind(view),))


def _by_kind(view: StateView) -> Table:
    _ = view.gettext
    kept = view.state.register
    rows = tuple((_(name), str(kept.of_kind(kind))) for kind, name in KINDS.items())
    title = _("Changes on record in the last 12 months, all teams together")
    return Table("changes", title, (_("Kind"), _("Changes")), rows, _("Changes"))
