"""Releases of a team -> the report of one wave: its sections in order, its tables, its identity."""

from analysis.measures import ACT
from analysis.reports.assembly import assembled
from analysis.reports.content import Report
from analysis.reports.names import tidied_team
from analysis.reports.part import Part
from analysis.reports.team.answered import answered
from analysis.reports.team.heard import heard
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team.methods import methods
from analysis.reports.team.next_gaps import next_gaps
from analysis.reports.team.record import record
from analysis.reports.team.scales import leadership, priorities, sense_of_trust, structural_change
from analysis.reports.team.view import TeamView
from analysis.reports.team.year import year


def team_report(inputs: TeamInputs) -> Report:
    """Return the report of a wave: equal releases, records and words give an equal report.

    Every number about answers is a function of the guarded counts of `inputs.releases` and
    `inputs.families`. The judge's edition leaves out the staff's own words and the reason why a
    wave is missing. ValueError when no wave was ever released: then there is nothing to report.
    """
    view = TeamView(tidied_team(inputs))
    if not view.history(ACT):
        raise ValueError(f"no wave of {inputs.scope} was released")
    parts = [
        Part((heard(view),)),
        answered(view),
        sense_of_trust(view),
        leadership(view),
        priorities(view),
        structural_change(view),
        record(view),
        year(view),
        next_gaps(view),
        methods(view),
    ]
    families = () if inputs.families is None else (inputs.families,)
    title = view.gettext("How the team works together")
    return assembled(view, title, parts, (*inputs.releases, *families), _words(view))


def _words(view: TeamView) -> dict[str, str]:
    _ = view.gettext
    return {
        "banner": _("Group results only. No person can be read from this."),
        "known": _("Surely so many"),
        "codes": _(
            "Kind of number: exact; at_least and at_most are kept open to protect people; range "
            "is a reach, from what is certain to what is possible. Count is empty unless the "
            "number is exact."
        ),
    }
