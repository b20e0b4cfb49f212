"""Gaps to work on: the help families say is hard to get, beside what the team wants to work on."""

from collections.abc import Sequence

from analysis import rankings
from analysis.condition import Condition, Kind
from analysis.figures.match_strip import MatchList, in_both, match_strip
from analysis.figures.wording.match_strip import match_alt, match_list, match_words
from analysis.finding import capital
from analysis.release import Release
from analysis.reports.content import Block, Cell, Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.team.view import TeamView
from analysis.wording import of_whom

_KEY = "gaps"


def next_gaps(view: TeamView) -> Part:
    """Return the section with both lists, or the team's alone where no family result is out."""
    _ = view.gettext
    labels = _labels(view)
    if not labels:
        return Part()
    heading = _("Gaps to work on")
    block: Block = _picture(view, view.team.families) if view.team.families else _alone(view)
    section = Section(_KEY, heading, (block,), new_page=True)
    return Part((section,), (_table(view),))


def not_on_the_list(view: TeamView) -> tuple[str, ...]:
    """The help that families name most of all and that the team did not pick most."""
    families = view.team.families
    if families is None or not _labels(view):
        return ()
    theirs, ours = _list(view, families), _list(view, view.wave)
    shared = in_both(theirs, ours)
    first = theirs.tiers[0] if theirs.tiers else ()
    return tuple(item.code for item in first if item.code not in shared)


def _labels(view: TeamView) -> dict[str, str]:
    """The codes that the team was asked, in its own order, with their words."""
    codes = view.inputs.instruments[view.wave.group].help_codes
    return {
        code: view.help(code) for code in codes if Condition(Kind.HELP, code) in view.wave.counts
    }


def _list(view: TeamView, release: Release) -> MatchList:
    labels = _labels(view)
    counts, tiers = rankings.most_named_help([release], labels)
    heading = f"{_asked(view, release)} ({view.period(release)})"
    return match_list(heading, tiers, labels, counts, view.language)


def _asked(view: TeamView, release: Release) -> str:
    _ = view.gettext
    if release is view.wave:
        return _("The team wants to work on")
    return _("{group} say it is hard to get").format(group=view.group(release.group))


# --- the figure ---------------------------------------------------------------------------------


def _picture(view: TeamView, families: Release) -> Picture:
    _ = view.gettext
    left, right = _list(view, families), _list(view, view.wave)
    title = _title(view, left, right)
    subtitle = _("The most named of each; of {families} and of {members}").format(
        families=view.whom(families), members=view.whom(view.wave)
    )
    key = f"figure-{_KEY}"
    alt = match_alt(title, left, right, view.language)
    words = match_words(view.language)
    svg = match_strip(left, right, words, prefix=key, alt=alt, sample=view.inputs.sample)
    return Picture(key, title, subtitle, alt, svg, _KEY)


def _title(view: TeamView, left: MatchList, right: MatchList) -> str:
    """How many of the families' most named are among the team's."""
    number = sum(map(len, left.tiers))
    shared = len(in_both(left, right))
    text = view.ngettext(
        "{shared} of the {number} kind of help that families name most is on the team’s list",
        "{shared} of the {number} kinds of help that families name most are on the team’s list",
        number,
    )
    nothing = view.gettext("Families named no kind of help often enough to list it")
    return text.format(shared=shared, number=number) if number else nothing


def _alone(view: TeamView) -> Paragraph:
    _ = view.gettext
    _counts, tiers = rankings.most_named_help([view.wave], _labels(view))
    text = _("No result of families is out yet to set beside the team’s list.")
    if not tiers:
        return Paragraph(text, kind="pending")
    codes = tiers[0]
    count = view.wave.counts[Condition(Kind.HELP, codes[0])]
    picked = _("Picked most to work on next, by {count}: {items}.").format(
        count=of_whom(count, [view.wave], view.language),
        items="; ".join(view.help(code) for code in codes),
    )
    return Paragraph(f"{capital(picked)} {text}", kind="pending")


# --- the table ----------------------------------------------------------------------------------


def _table(view: TeamView) -> Table:
    _ = view.gettext
    sides: Sequence[Release] = [
        side for side in (view.team.families, view.wave) if side is not None
    ]
    columns = (_("Help"), *(f"{_asked(view, side)} ({view.period(side)})" for side in sides))
    rows = tuple(_row(view, code, sides) for code in _labels(view))
    title = _("Help that is hard to get, and what the team wants to work on")
    return Table(_KEY, title, columns, rows, _("Gaps"))


def _row(view: TeamView, code: str, sides: Sequence[Release]) -> tuple[Cell, ...]:
    cells: list[Cell] = [view.help(code)]
    for side in sides:
        count = side.counts.get(Condition(Kind.HELP, code))
        cells.append(view.gettext("not asked") if count is None else view.cell(count))
    return tuple(cells)
