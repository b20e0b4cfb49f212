"""Help that is hard to get: the kinds named most, the groups side by side."""

from analysis import findings, rankings
from analysis.condition import Condition, Kind
from analysis.figures.help_bars import HelpCell, HelpRow, help_bars
from analysis.figures.wording.common import between
from analysis.finding import after_colon
from analysis.measures import most_named
from analysis.release import Release
from analysis.reports.content import Block, Cell, Paragraph, Picture, Section, Subheading, Table
from analysis.reports.part import Part
from analysis.reports.team.next_gaps import next_gaps
from analysis.reports.team.view import TeamView
from analysis.reports.view import View, listed

_KEY = "help"


def hard_help(view: View, team: TeamView | None = None) -> Part:
    """Return the section, and the table of all kinds of help; beside them what the team picked."""
    groups = [group for group in view.sampled_groups if kinds_of_help(view, view.newest(group))]
    if not groups:
        return Part()
    _ = view.gettext
    blocks: list[Block] = []
    if _rows(view, groups):
        blocks.append(_picture(view, groups))
    else:
        text = rankings.help_list([view.newest(groups[0])], _labels(view, groups[0]), view.language)
        blocks.append(Paragraph(text.text, kind="pending"))
    blocks += [paragraph for group in groups for paragraph in _nothing_hard(view, group)]
    picked = _picked_by(team)
    blocks += [block for section in picked.sections for block in _as_group(section)]
    section = Section(_KEY, _("Help that is hard to get"), tuple(blocks))
    return Part((section,), (_table(view, groups), *picked.tables))


def _picked_by(team: TeamView | None) -> Part:
    """What the team wants to work on beside what families name, if a wave of it is out."""
    return next_gaps(team) if team and team.released_groups else Part()


def _as_group(section: Section) -> tuple[Block, ...]:
    """A section as a group of another."""
    return (Subheading(section.heading), *section.blocks)


def kinds_of_help(view: View, release: Release) -> tuple[str, ...]:
    """The kinds of help a release counts, without the answer that nothing is hard to get."""
    codes = (condition.target for condition in release.counts if condition.kind is Kind.HELP)
    known = view.inputs.instruments[release.group].help_codes
    ordered = sorted(codes, key=lambda code: known.index(code) if code in known else len(known))
    return tuple(code for code in ordered if code != view.inputs.labels.nothing)


def _labels(view: View, group: str) -> dict[str, str]:
    return {code: view.help(code) for code in kinds_of_help(view, view.newest(group))}


def _nothing_hard(view: View, group: str) -> list[Paragraph]:
    newest, nothing = view.newest(group), view.inputs.labels.nothing
    if Condition(Kind.HELP, nothing) not in newest.counts:
        return []
    found = findings.nothing_hard([newest], nothing, view.language)
    return [Paragraph(f"{view.group(group)}: {after_colon(found.text)}")]


# --- the figure ---------------------------------------------------------------------------------


def _rows(view: View, groups: list[str]) -> list[str]:
    """The codes among the five named most in any group, those of the first group first."""
    chosen: dict[str, None] = {}
    for group in groups:
        newest = view.newest(group)
        codes = kinds_of_help(view, newest)
        counts = {code: newest.counts[Condition(Kind.HELP, code)] for code in codes}
        chosen |= dict.fromkeys(code for tier in most_named(counts) for code in tier)
    return list(chosen)


def _picture(view: View, groups: list[str]) -> Picture:
    _ = view.gettext
    title = _title(view, groups)
    rows = tuple(
        HelpRow(code, view.help(code), tuple(_cell(view, group, code) for group in groups))
        for code in _rows(view, groups)
    )
    names = tuple(f"{view.dated_group(group)}: {view.whom(view.newest(group))}" for group in groups)
    key = f"figure-{_KEY}"
    alt = _alt(view, title, groups)
    svg = help_bars(
        rows, names, between(view.language), prefix=key, alt=alt, sample=view.inputs.sample
    )
    subtitle = _("What each group named most as hard to get; {period}").format(
        period=view.period(*(view.newest(group) for group in groups))
    )
    return Picture(key, title, subtitle, alt, svg, _KEY)


def _title(view: View, groups: list[str]) -> str:
    """What is hardest to get for the first group that named something; ties together."""
    group, hardest = next(
        (group, hardest_help(view, group)) for group in groups if hardest_help(view, group)
    )
    counts = [view.newest(group).counts[Condition(Kind.HELP, code)] for code in hardest]
    if len(set(counts)) > 1:
        items = [
            f"{view.help(code)} ({view.phrase(count)})"
            for code, count in zip(hardest, counts, strict=True)
        ]
        return view.gettext("{group}: hardest to get, in no clear order: {items}").format(
            group=view.group(group), items=listed(items)
        )
    return view.gettext("{group}: hardest to get is {items} ({count})").format(
        group=view.group(group),
        items=listed([view.help(code) for code in hardest]),
        count=view.phrase(counts[0]),
    )


def hardest_help(view: View, group: str) -> tuple[str, ...]:
    """The help named most in a group's newest release, ties together."""
    tiers = hardest_kinds(view, group)
    return tiers[0] if tiers else ()


def hardest_kinds(view: View, group: str) -> tuple[tuple[str, ...], ...]:
    """The kinds of help named most in a group's newest release, from most to fewest, in tiers."""
    newest = view.newest(group)
    codes = kinds_of_help(view, newest)
    return most_named({code: newest.counts[Condition(Kind.HELP, code)] for code in codes})


def _cell(view: View, group: str, code: str) -> HelpCell | None:
    count = view.newest(group).counts.get(Condition(Kind.HELP, code))
    return None if count is None else HelpCell(count, view.number(count))


def _alt(view: View, title: str, groups: list[str]) -> str:
    parts = [f"{title}."]
    for code in _rows(view, groups):
        read = []
        for group in groups:
            count = view.newest(group).counts.get(Condition(Kind.HELP, code))
            if count is not None:
                read.append(f"{view.group(group)} {view.phrase(count)}")
        parts.append(f"{view.help(code)}: {', '.join(read)}.")
    return " ".join(parts)


# --- the table ----------------------------------------------------------------------------------


def _table(view: View, groups: list[str]) -> Table:
    _ = view.gettext
    codes = dict.fromkeys(
        code for group in groups for code in kinds_of_help(view, view.newest(group))
    )
    codes[view.inputs.labels.nothing] = None
    rows = tuple(_table_row(view, groups, code) for code in codes)
    period = view.period(*(view.newest(group) for group in groups))
    title = _("Help that is hard to get; {period}").format(period=period)
    columns = (_("Help"), *(view.group(group) for group in groups))
    return Table(_KEY, title, columns, rows, sheet=_("Help"))


def _table_row(view: View, groups: list[str], code: str) -> tuple[Cell, ...]:
    cells: list[Cell] = [view.help(code)]
    for group in groups:
        count = view.newest(group).counts.get(Condition(Kind.HELP, code))
        cells.append(view.gettext("not asked") if count is None else view.cell(count))
    return tuple(cells)
