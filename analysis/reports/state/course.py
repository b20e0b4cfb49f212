"""The state over many editions: a run chart from 10 points on, a control chart from 12 on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from analysis.figures.control_chart import (
    LEAST_FOR_LIMITS,
    Chart,
    ChartPoint,
    Special,
    control_chart,
)
from analysis.figures.wording.control_chart import chart_alt, chart_title, chart_words, special
from analysis.guard import GuardedCount
from analysis.measures import headline_condition, measure_name
from analysis.release import Release
from analysis.reports.content import Block, Paragraph, Picture, Section, Table
from analysis.reports.part import Part
from analysis.reports.periods import tick
from analysis.reports.state.view import StateView
from analysis.term import Term

LEAST_POINTS = 10
MOST_SHOWN = 20

_KEY = "course"
Ends = tuple[float, float]


@dataclass(frozen=True)
class Judged:
    """The middle line (both of its ends), the usual range of each point, and what is special."""

    centre: Ends
    limits: tuple[Ends | None, ...]
    specials: tuple[str | None, ...]


def course(view: StateView) -> Part:
    """Return the section, with a chart and a table for each scale of the leading group."""
    group = view.lead
    if group is None or len(_history(view, group)) < LEAST_POINTS:
        return Part()
    _ = view.gettext
    scales = tuple(view.scales(group))
    how = Paragraph(
        _(
            "A point is called special only where it is so at both ends of its count: outside the "
            "usual range, or one of unusually many in a row on one side of the middle."
        )
    )
    blocks: tuple[Block, ...] = (how, *(_picture(view, group, scale) for scale in scales))
    section = Section(_KEY, _("What is usual, and what is not"), blocks, new_page=True)
    return Part((section,), tuple(_table(view, group, scale) for scale in scales))


def judged(counts: Sequence[GuardedCount]) -> Judged:
    """Judge points by themselves; all claims hold at both ends of every guarded count.

    The centre is the share of the first 12 editions together, and the usual range three times
    the sigma of a p' chart (Laney, 2002), taken as wide as either end makes it. With fewer than
    12 points there is no range, and the centre is the median. Unusually many in a row follows
    Anhøj & Olesen (2014).
    """
    by_end = [_limits(counts, end) for end in (_low, _high)]
    if all(found is None for found in by_end):
        centre = (median(c.low_share for c in counts), median(c.high_share for c in counts))
        none = (None,) * len(counts)
        return Judged(centre, none, _specials(counts, none, centre))
    known = [found for found in by_end if found is not None]
    centre = (min(found[0] for found in known), max(found[0] for found in known))
    limits = tuple(
        (min(low for low, _ in each), max(high for _, high in each))
        for each in zip(*(found[1] for found in known), strict=True)
    )
    return Judged(centre, limits, _specials(counts, limits, centre))


def _low(count: GuardedCount) -> int:
    return count.low


def _high(count: GuardedCount) -> int:
    return count.high


def _limits(
    counts: Sequence[GuardedCount], end: Callable[[GuardedCount], int]
) -> tuple[float, list[Ends]] | None:
    """Centre and limits from one end of all counts; None where there are none."""
    if len(counts) < LEAST_FOR_LIMITS:
        return None
    from analysis.statistics.p_charts import laney_p_chart

    numbers = ([end(count) for count in counts], [count.base for count in counts])
    chart = laney_p_chart(*numbers, baseline=LEAST_FOR_LIMITS).chart
    if chart.centre is None or chart.why is not None:
        return None
    ends = zip(chart.low, chart.high, strict=True)
    return chart.centre, [(low or 0.0, 1.0 if high is None else high) for low, high in ends]


def _specials(
    counts: Sequence[GuardedCount], limits: Sequence[Ends | None], centre: Ends
) -> tuple[str | None, ...]:
    found = [_outside(count, ends) for count, ends in zip(counts, limits, strict=True)]
    for place in _long_runs([_side(count, centre) for count in counts]):
        found[place] = found[place] or "run"
    return tuple(found)


def _outside(count: GuardedCount, limits: Ends | None) -> str | None:
    if limits is None:
        return None
    if count.low_share > limits[1]:
        return "up"
    return "down" if count.high_share < limits[0] else None


def _side(count: GuardedCount, centre: Ends) -> int:
    """1 surely above the middle, -1 surely below, 0 where either may be."""
    return int(count.low_share > centre[1]) - int(count.high_share < centre[0])


def _long_runs(sides: Sequence[int]) -> list[int]:
    """The places of points in a run on one side that is longer than chance makes it."""
    from analysis.statistics.run_charts import run_chart

    most = run_chart(sides, centre=0.0).longest_run_max or len(sides)
    places: list[int] = []
    for side, run in groupby(range(len(sides)), key=lambda place: sides[place]):
        found = list(run)
        if side and len(found) > most:
            places += found
    return places


# --- the figure ---------------------------------------------------------------------------------


def _history(view: StateView, group: str) -> tuple[Release, ...]:
    """The editions that asked what the newest did, oldest first."""
    history = view.history(group)
    return tuple(one for one in history if one.version == history[-1].version)


def _counts(view: StateView, group: str, scale: str) -> list[GuardedCount]:
    condition = headline_condition(scale)
    return [release.counts[condition] for release in _history(view, group)]


def _terms(releases: Sequence[Release]) -> list[Term]:
    """The quarters from the first edition shown to the newest, those without one as well."""
    terms = [releases[-1].terms[-1]]
    while terms[0] > releases[0].terms[0] and len(terms) < MOST_SHOWN:
        terms.insert(0, terms[0].previous())
    return terms


def _chart(view: StateView, group: str, scale: str) -> Chart:
    counts, history = _counts(view, group, scale), _history(view, group)
    found = judged(counts)
    terms = _terms(history)
    has_limits = found.limits[0] is not None
    points = tuple(
        ChartPoint(
            terms.index(release.terms[0]),
            count.low_share,
            count.high_share,
            ends,
            _special(kind, view.language),
        )
        for release, count, ends, kind in zip(
            history, counts, found.limits, found.specials, strict=True
        )
        if release.terms[0] in terms
    )
    if len(points) < LEAST_FOR_LIMITS:
        points = tuple(replace(point, limits=None) for point in points)
    trial = has_limits and len(counts) == LEAST_FOR_LIMITS
    return Chart(points, sum(found.centre) / 2, trial=trial)


def _special(kind: str | None, language: str) -> Special | None:
    shapes = {"up": special("up", language), "down": special("down", language)}
    return None if kind is None else shapes.get(kind, special("run", language))


def _picture(view: StateView, group: str, scale: str) -> Picture:
    _ = view.gettext
    chart = _chart(view, group, scale)
    history = _history(view, group)
    ticks = tuple(tick(term, view.language) for term in _terms(history))
    name = measure_name(scale, view.language)
    title = f"{name}. {chart_title(chart, ticks, view.language)}"
    key = f"figure-{_KEY}-{scale}"
    alt = chart_alt(title, chart, ticks, view.language)
    words = chart_words(chart, view.language)
    svg = control_chart(chart, ticks, words, prefix=key, alt=alt, sample=view.inputs.sample)
    subtitle = _("{group}, “yes, fully” to every question of the part; {period}").format(
        group=view.group(group), period=view.period(*history)
    )
    return Picture(key, title, subtitle, alt, svg, f"{_KEY}-{scale}")


def _table(view: StateView, group: str, scale: str) -> Table:
    _ = view.gettext
    counts, history = _counts(view, group, scale), _history(view, group)
    found = judged(counts)
    rows = tuple(
        (view.period(release), _judgement(view, kind), view.cell(count))
        for release, count, kind in zip(history, counts, found.specials, strict=True)
    )
    name = measure_name(scale, view.language)
    title = _("{group}, edition by edition: {part}, “yes, fully”").format(
        group=view.group(group), part=name
    )
    columns = (_("Period"), _("Usual or not"), _("Yes, fully"))
    sheet = _("Course {part}").format(part=name.lower())
    return Table(f"{_KEY}-{scale}", title, columns, rows, sheet)


def _judgement(view: StateView, kind: str | None) -> str:
    found = _special(kind, view.language)
    return view.gettext("not unusual") if found is None else found.word
