"""Releases -> the report of one site: its sections in order, its tables, its identity."""

from analysis.reports.assembly import assembled
from analysis.reports.content import Report
from analysis.reports.inputs import ReportInputs
from analysis.reports.names import tidied
from analysis.reports.part import Part
from analysis.reports.sections.answered import answered
from analysis.reports.sections.eyes import eyes
from analysis.reports.sections.hard_help import hard_help
from analysis.reports.sections.heard import heard
from analysis.reports.sections.methods import methods
from analysis.reports.sections.partnership import (
    how_the_team_is_counted,
    partnership,
    team_beside,
)
from analysis.reports.sections.picked import picked
from analysis.reports.sections.said import said
from analysis.reports.sections.timeline import timeline
from analysis.reports.sections.waits import waits
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.view import View


def site_report(inputs: ReportInputs, team: TeamInputs | None = None) -> Report:
    """Return the report that `inputs` make: equal releases and words give an equal report.

    `team` is what is out of the site's own team, if it has one; its waves may be none yet. Every
    number about answers is a function of the guarded counts of the releases of both. The judge's
    edition holds group results only: no waiting batch, no reason for a missing one, no plan in
    the staff's own words.
    """
    view = View(tidied(inputs))
    act = team_beside(view, team)
    waves = team.releases if team else ()
    parts = [
        Part((heard(view),)),
        answered(view),
        *(said(view, group) for group in view.groups),
        eyes(view),
        timeline(view),
        picked(view),
        hard_help(view, act),
        partnership(act),
        waits(view),
        methods(view, how_the_team_is_counted(act), waves),
    ]
    title = view.gettext("What families and professionals told us")
    return assembled(view, title, parts, (*inputs.releases, *waves))
