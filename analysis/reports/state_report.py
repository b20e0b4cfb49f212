"""Sums of releases -> the report of one state edition: sections in order, tables, identity."""

from analysis.reports.assembly import assembled
from analysis.reports.content import Report
from analysis.reports.names import tidied
from analysis.reports.part import Part
from analysis.reports.sections.answered import answered
from analysis.reports.sections.hard_help import hard_help
from analysis.reports.sections.said import said
from analysis.reports.sections.timeline import timeline
from analysis.reports.state.course import course
from analysis.reports.state.heard import heard
from analysis.reports.state.inputs import StateInputs
from analysis.reports.state.methods import methods
from analysis.reports.state.pool import pool
from analysis.reports.state.record import record
from analysis.reports.state.spread import spread
from analysis.reports.state.view import StateView
from analysis.reports.team.scales import leadership, priorities, sense_of_trust, structural_change


def state_report(inputs: StateInputs) -> Report:
    """Return the report of an edition: equal sums, records and words give an equal report.

    Every number about answers is a function of sums of guarded counts, but for the statistics
    of the pool, which are stored. No scope is named, counted out or ranked.
    """
    view = StateView(tidied(inputs))
    parts = [
        Part((heard(view),)),
        answered(view),
        *(said(view, group) for group in view.sampled_groups),
        spread(view),
        timeline(view),
        course(view),
        hard_help(view),
        sense_of_trust(view),
        leadership(view),
        priorities(view),
        structural_change(view),
        record(view),
        pool(view),
        methods(view),
    ]
    title = view.gettext("What families and professionals told us in the state")
    words = {"banner": view.gettext("Group results only. No site and no person is named.")}
    return assembled(view, title, parts, inputs.releases, words)
