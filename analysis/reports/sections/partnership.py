"""How the partnership feels: what the site's team said of itself, from its newest released wave."""

from dataclasses import replace

from analysis.measures import ACT, STRUCTURAL_CHANGE
from analysis.reports.content import Block, Paragraph, Section, Subheading, Table
from analysis.reports.names import tidied_team
from analysis.reports.part import Part
from analysis.reports.sections.methods import Topic
from analysis.reports.sections.pending import pending
from analysis.reports.team.inputs import TeamInputs
from analysis.reports.team.methods import reach
from analysis.reports.team.missing import missing
from analysis.reports.team.record import record_sentence
from analysis.reports.team.scales import scale_table, spelled_out
from analysis.reports.team.view import TeamView
from analysis.reports.team.year import year_blocks, year_tables
from analysis.reports.view import View

_FAMILIES = ("parents", "families")


def team_beside(view: View, team: TeamInputs | None) -> TeamView | None:
    """The team as the report of its site looks at it: beside the site's own newest families."""
    if team is None:
        return None
    lead = next((group for group in view.released_groups if group in _FAMILIES), None)
    families = view.newest(lead) if lead else None
    # One kind of help has one name in a report, the one that families were asked with.
    names = {**team.labels.help, **view.inputs.labels.help}
    labels = replace(team.labels, help=names)
    return TeamView(tidied_team(replace(team, families=families, labels=labels)))


def partnership(team: TeamView | None) -> Part:
    """Return the section with the tables of its figure; nothing for a site without a team."""
    if team is None:
        return Part()
    told = bool(team.released_groups)
    blocks = _told(team) if told else _missing(team)
    heading = team.gettext("How the partnership feels")
    section = Section("partnership", heading, tuple(blocks), new_page=told)
    return Part((section,), _tables(team) if told else ())


def how_the_team_is_counted(team: TeamView | None) -> tuple[Topic, ...]:
    """The topic of the methods that a team's numbers need; none where there are none."""
    if team is None or not team.released_groups:
        return ()
    return ((team.gettext("How the team is counted"), reach(team)),)


def _told(team: TeamView) -> list[Block]:
    _ = team.gettext
    blocks: list[Block] = [] if team.is_current(ACT) else _missing(team)
    text = _(
        "What members of the Active Community Team say about their work together; newest wave: "
        "{period}. The report of the team itself has every question."
    )
    blocks.append(Paragraph(text.format(period=team.wave_period)))
    blocks += [block for block in year_blocks(team) if block not in blocks]
    if team.counts(STRUCTURAL_CHANGE):
        blocks.append(Subheading(team.title_of(STRUCTURAL_CHANGE)))
        blocks += spelled_out(team, STRUCTURAL_CHANGE)
    blocks.append(Paragraph(record_sentence(team)))
    return blocks


def _missing(team: TeamView) -> list[Block]:
    """Why the report's own quarter has no wave: it was destroyed, or is not released yet."""
    destroyed = missing(team, team.team.term)
    return [*(destroyed or [pending(team, ACT)])]


def _tables(team: TeamView) -> tuple[Table, ...]:
    tables = year_tables(team)
    if not team.counts(STRUCTURAL_CHANGE):
        return tables
    title = f"{team.group(ACT)}: {team.title_of(STRUCTURAL_CHANGE)}"
    return (*tables, scale_table(team, "change", STRUCTURAL_CHANGE, title))
