"""Small charts of one share over the periods of the calendar, all with the same axis, 0 to 100 %.

A point stands for one release, stretched where its count is guarded; the thin line through it is
its likely range. Neighbouring points are joined; a period without a release leaves a gap, and a
new wording of the question a dotted line that nothing crosses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.figures import style
from analysis.figures.legend import LINE, Entry, draw_legend, legend_lines, new_wording_entry
from analysis.figures.marks import Shares, draw_new_wording, share_mark
from analysis.figures.panels import TICKS_HEIGHT, Axis, Grid
from analysis.figures.remembered import remembered
from analysis.figures.sheet import Sheet, text_width
from analysis.figures.tick import Tick

_FLAG_HEIGHT = 14.0
_FOLLOWS = 1  # distance of the places of two releases that follow each other


@dataclass(frozen=True)
class Point:
    """One release: from its first to its last period (places on the axis), and its share.

    `new_wording` says that the question was asked in other words than at the point before.
    """

    first: int
    last: int
    shares: Shares
    new_wording: bool = False


@dataclass(frozen=True)
class Panel:
    """One chart: its words and its points, oldest first. `heading` opens a new row of charts."""

    key: str
    label: str
    points: tuple[Point, ...]
    heading: str = ""


@dataclass(frozen=True)
class Flag:
    """Something that began between two periods: `place` 1.5 lies between the places 1 and 2."""

    place: float
    word: str


@dataclass(frozen=True)
class TimeWords:
    """The words of the key above the charts."""

    likely: str
    between: str
    new_wording: str


@remembered
def over_time(
    panels: tuple[Panel, ...],
    ticks: tuple[Tick, ...],
    words: TimeWords,
    *,
    prefix: str,
    alt: str,
    sample: bool,
    columns: int = 3,
    flag: Flag | None = None,
) -> str:
    """Return the charts as SVG text, `columns` beside each other, a new row at every heading."""
    legend = legend_lines(_legend(panels, words))
    grid = Grid(panels, columns, above=_FLAG_HEIGHT if flag else 0.0)
    top = LINE * len(legend) + 8.0
    sheet = Sheet(top + grid.height + TICKS_HEIGHT, sample=sample)
    draw_legend(sheet, legend)
    axis = Axis(ticks, grid.cell_width)
    for panel, x, y, plot_top in grid.places(top):
        grid.draw_words(sheet, panel, x, y)
        axis.draw(sheet, x, plot_top, named=grid.is_lowest(panel), mark=f"{panel.key}-axis")
        if flag:
            _draw_flag(sheet, flag, axis, x, plot_top)
        _draw_points(sheet, axis, panel, (x, plot_top))
    return sheet.svg(prefix=prefix, alt=alt)


def _draw_points(sheet: Sheet, axis: Axis, panel: Panel, corner: tuple[float, float]) -> None:
    left, top = corner
    spots = [_spot(axis, point, left, top) for point in panel.points]
    for (older, a), (newer, b) in pairwise(zip(panel.points, spots, strict=True)):
        if newer.new_wording:
            mark = f"{panel.key}-wording-{newer.first}"
            x = axis.x(left, (older.last + newer.first) / 2)
            draw_new_wording(sheet, x, top, top + axis.height, mark)
        elif newer.first - older.last <= _FOLLOWS:
            mark = f"{panel.key}-joins-{newer.first}"
            sheet.line([a, b], color=style.RULE, width=1.2, mark=mark)
    for place, (point, (x, _)) in enumerate(zip(panel.points, spots, strict=True)):
        mark = f"{panel.key}-{place}"
        shares = point.shares
        likely = [(x, axis.y(top, share)) for share in (shares.likely_low, shares.likely_high)]
        sheet.line(likely, color=style.BLUE, width=1.2, mark=f"{mark}-likely")
        start, end = ((x, axis.y(top, share)) for share in (shares.low, shares.high))
        if point.first < point.last:
            _draw_span(sheet, axis, point, (left, (start[1] + end[1]) / 2))
        share_mark(sheet, start, end, mark=mark)


def _spot(axis: Axis, point: Point, left: float, top: float) -> tuple[float, float]:
    middle = (point.shares.low + point.shares.high) / 2
    return axis.x(left, (point.first + point.last) / 2), axis.y(top, middle)


def _draw_span(sheet: Sheet, axis: Axis, point: Point, start: tuple[float, float]) -> None:
    """A flat line over all periods of a release that covers several."""
    left, y = start
    ends = [(axis.x(left, point.first), y), (axis.x(left, point.last), y)]
    sheet.line(ends, color=style.BLUE, width=1.2)


def _draw_flag(sheet: Sheet, flag: Flag, axis: Axis, left: float, top: float) -> None:
    x = axis.x(left, flag.place)
    sheet.line([(x, top - 6), (x, top + axis.height)], color=style.INK, width=1.0, dashes=(4, 3))
    width = text_width(flag.word, style.SMALL)
    start = min(max(x - width / 2, left), left + axis.width - width)
    sheet.text(start, top - 13, flag.word, size=style.SMALL)


def _legend(panels: Sequence[Panel], words: TimeWords) -> list[Entry]:
    points = [point for panel in panels for point in panel.points]
    entries = [Entry(words.likely, style.BLUE, height=1.2)]
    if any(point.shares.low < point.shares.high for point in points):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, height=7.0))
    if any(point.new_wording for point in points):
        entries.append(new_wording_entry(words.new_wording))
    return entries
