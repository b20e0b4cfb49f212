"""Over time: every release of a group, scale by scale, with what changed in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.condition import Condition
from analysis.figures.over_time import Panel, Point, TimeWords, over_time
from analysis.figures.tick import Tick
from analysis.figures.wording.common import between, new_wording
from analysis.measures import headline_condition, measure_name
from analysis.release import Release, total
from analysis.reports.content import (
    Block,
    Cell,
    Paragraph,
    Picture,
    Section,
    Subheading,
    Table,
    cell_text,
)
from analysis.reports.part import Part
from analysis.reports.periods import tick
from analysis.reports.view import View, listed
from analysis.term import Term, term_of
from analysis.trends import LONGEST, change

_MOST_PERIODS = 12


def timeline(view: View) -> Part:
    """Return the section, with a figure and a table for each scale of each group."""
    if not view.sampled_groups:
        return Part()
    _ = view.gettext
    blocks: list[Block] = []
    tables: list[Table] = []
    if any(len(view.history(group)) > 1 for group in view.sampled_groups):
        blocks.append(Paragraph(_what_is_compared(view), kind="note"))
    for group in view.sampled_groups:
        blocks.append(Subheading(view.group(group)))
        history = view.history(group)
        if len(history) < 2:
            blocks.append(Paragraph(_("One result so far. A line needs two."), kind="pending"))
            continue
        for scale in view.scales(group):
            blocks.append(_picture(view, group, scale))
            tables.append(_table(view, group, scale))
    section = Section("timeline", _("Over time"), tuple(blocks), new_page=bool(tables))
    return Part((section,), tuple(tables))


# --- the periods along the axis -----------------------------------------------------------------


@dataclass(frozen=True)
class Calendar:
    """The terms along an axis: all of one length, from the first shown to the report's."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, releases: Sequence[Release], newest: Term) -> "Calendar":
        """The terms that `releases` cover, in the shortest length one has, up to `newest`."""
        months = min([newest.months, *(t.months for r in releases for t in r.terms)])
        first = term_of(min(release.first_day for release in releases), months)
        terms = [term_of(newest.last_day, months)]
        while terms[-1] > first and len(terms) < _MOST_PERIODS:
            terms.append(terms[-1].previous())
        return cls(tuple(reversed(terms)))

    def holds(self, release: Release) -> bool:
        """Whether the whole release lies on the axis."""
        return release.first_day >= self.terms[0].first_day

    def places(self, release: Release) -> tuple[int, int]:
        """The places of a release's first and last term."""
        months = self.terms[0].months
        first = term_of(release.first_day, months)
        last = term_of(release.last_day, months)
        return self.terms.index(first), self.terms.index(last)

    def ticks(self, language: str) -> tuple[Tick, ...]:
        """The names of the terms."""
        return tuple(tick(term, language) for term in self.terms)


def calendar_of(view: View, group: str) -> Calendar:
    """The axis for a group's releases."""
    return Calendar.of(view.history(group), view.inputs.term)


def points(view: View, group: str, condition: Condition) -> tuple[Point, ...]:
    """A point for each release that counts the condition, oldest first."""
    calendar = calendar_of(view, group)
    found: list[Point] = []
    version = None
    for release in view.history(group):
        if calendar.holds(release) and condition in release.counts:
            shares = view.shares(release.counts[condition])
            is_new = version not in (None, release.version)
            found.append(Point(*calendar.places(release), shares, is_new))
            version = release.version
    return tuple(found)


# --- words --------------------------------------------------------------------------------------


def _what_is_compared(view: View) -> str:
    text = view.gettext(
        "Above each figure stands what changed: the newest result against those before it, up to "
        "{number} added up."
    )
    return text.format(number=LONGEST)


def _title(view: View, group: str, scale: str) -> str:
    """What has changed between the results before the newest and the newest, in this scale."""
    _ = view.gettext
    newest = view.newest(group)
    same = [release for release in view.history(group) if release.version == newest.version]
    before = same[:-1][-LONGEST:]
    name = measure_name(scale, view.language)
    if not before:
        return _("{part}: new wording, nothing to compare yet").format(part=name)
    changes = {
        item: change(
            total(before, headline_condition(item)), newest.counts[headline_condition(item)]
        )
        for item in view.scales(group)[scale]
    }
    more = [view.label(item) for item, found in changes.items() if found.direction == "more"]
    fewer = [view.label(item) for item, found in changes.items() if found.direction == "fewer"]
    if not more and not fewer:
        can_judge = any(found.smallest is not None for found in changes.values())
        text = (
            _("{part}: no clear change")
            if can_judge
            else _("{part}: too few answers to judge a change")
        )
        return text.format(part=name)
    parts = []
    if more:
        parts.append(_("more “yes, fully”: {items}").format(items=listed(more)))
    if fewer:
        parts.append(_("fewer “yes, fully”: {items}").format(items=listed(fewer)))
    return f"{name}: " + "; ".join(parts)


def _picture(view: View, group: str, scale: str) -> Picture:
    _ = view.gettext
    title = _title(view, group, scale)
    panels = tuple(
        Panel(item, view.title(item), points(view, group, headline_condition(item)))
        for item in view.scales(group)[scale]
    )
    key = f"figure-timeline-{group}-{scale}"
    table = _table(view, group, scale)
    alt = _alt(title, table)
    svg = over_time(
        panels,
        calendar_of(view, group).ticks(view.language),
        time_words(view),
        prefix=key,
        alt=alt,
        sample=view.inputs.sample,
    )
    return Picture(key, title, _subtitle(view, group), alt, svg, table.key)


def time_words(view: View) -> TimeWords:
    """The words of the key above charts over time."""
    return TimeWords(
        view.gettext("likely range"), between(view.language), new_wording(view.language)
    )


def _subtitle(view: View, group: str) -> str:
    text = view.gettext("“Yes, fully”; {period}; newest: {whom}")
    history = view.history(group)
    return text.format(period=view.period(*history), whom=view.whom(history[-1]))


def _alt(title: str, table: Table) -> str:
    rows = []
    for period, *cells in table.rows:
        read = [
            f"{name} {cell_text(cell)}" for name, cell in zip(table.columns[1:], cells, strict=True)
        ]
        rows.append(f"{period}: {', '.join(read)}.")
    return " ".join([f"{title}.", *rows])


# --- the table ----------------------------------------------------------------------------------


def _table(view: View, group: str, scale: str) -> Table:
    _ = view.gettext
    items = view.scales(group)[scale]
    calendar = calendar_of(view, group)
    shown = [release for release in view.history(group) if calendar.holds(release)]
    rows = tuple(_row(view, release, items) for release in shown)
    name = measure_name(scale, view.language)
    title = _("{group} over time: {part}, “yes, fully”").format(group=view.group(group), part=name)
    columns = (_("Period"), *(view.title(item) for item in items))
    sheet = _("Time {group} {part}").format(group=view.group(group).lower(), part=name.lower())
    return Table(f"timeline-{group}-{scale}", title, columns, rows, sheet)


def _row(view: View, release: Release, items: Sequence[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = [view.period(release)]
    for item in items:
        count = release.counts.get(headline_condition(item))
        cells.append(view.gettext("not asked") if count is None else view.cell(count))
    return tuple(cells)
