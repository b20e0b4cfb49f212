"""One number over time about its middle; from 12 points on with the range that is usual.

Only for statistics of the state. Centre, limits and special points come in as data, whatever
they were computed with. A special point has a shape of its own and a word above the chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from analysis.figures import style
from analysis.figures.legend import LINE, Entry, draw_legend, legend_lines, new_wording_entry
from analysis.figures.marks import draw_new_wording, share_mark
from analysis.figures.panels import SCALE_WIDTH, SHARES, TICKS_HEIGHT, Axis, Scale
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, text_width
from analysis.figures.stacked import Stacked, stack
from analysis.figures.tick import Tick

LEAST_FOR_LIMITS = 12

_HEIGHT = 130.0
_BAND = "#e3edf4"
_SEAM = 0.3  # parts of the band overlap, so that no paper shines through
_TRIAL = (4.0, 3.0)
_SHAPES = {"up": "^", "down": "v", "run": "D"}
_STRIP = style.SMALL * LEADING + 1.0


@dataclass(frozen=True)
class Special:
    """Why a point is special, in words, and as a shape: up, down, or part of a run."""

    shape: Literal["up", "down", "run"]
    word: str


@dataclass(frozen=True)
class ChartPoint:
    """A value at a place on the axis (both ends equal when it is exact), and its usual range."""

    place: int
    low: float
    high: float
    limits: tuple[float, float] | None = None
    special: Special | None = None
    new_wording: bool = False


@dataclass(frozen=True)
class Chart:
    """Points, oldest first, their middle and scale; `trial` limits may still move.

    ValueError for limits with fewer than 12 points: then it is a run chart.
    """

    points: tuple[ChartPoint, ...]
    centre: float
    scale: Scale = SHARES
    trial: bool = False

    def __post_init__(self) -> None:
        if len(self.points) < LEAST_FOR_LIMITS and any(point.limits for point in self.points):
            raise ValueError(f"limits need {LEAST_FOR_LIMITS} points, not {len(self.points)}")


@dataclass(frozen=True)
class ChartWords:
    """The words of the key above the chart; `usual` says whether the range is still on trial."""

    centre: str
    usual: str
    between: str
    new_wording: str


@remembered
def control_chart(
    chart: Chart, ticks: tuple[Tick, ...], words: ChartWords, *, prefix: str, alt: str, sample: bool
) -> str:
    """Return the chart as SVG text; trial limits are dashed."""
    legend = legend_lines(_legend(chart, words))
    axis = Axis(ticks, style.WIDTH - SCALE_WIDTH, height=_HEIGHT, scale=chart.scale)
    groups = list(_groups(chart.points))
    strip = _strip(axis, groups)
    lines = max((each.line for each in strip), default=-1) + 1
    top = LINE * len(legend) + 8.0 + _STRIP * lines + (6.0 if lines else 0.0)
    sheet = Sheet(top + _HEIGHT + 16.0 + TICKS_HEIGHT, sample=sample)
    draw_legend(sheet, legend)
    _draw_limits(sheet, axis, chart, top)
    axis.draw(sheet, SCALE_WIDTH, top, named=True, mark="axis")
    y = axis.y(top, chart.centre)
    ends = [(SCALE_WIDTH, y), (style.WIDTH, y)]
    sheet.line(ends, color=style.MUTED, width=1.2, mark="centre")
    for group, place in zip(groups, strip, strict=True):
        _draw_lead(sheet, axis, group, place, top)
    for group, place in zip(groups, strip, strict=True):
        sheet.label(place.start, _height(place, top), _word(group))
    _draw_points(sheet, axis, chart.points, top)
    return sheet.svg(prefix=prefix, alt=alt)


def _legend(chart: Chart, words: ChartWords) -> list[Entry]:
    points = chart.points
    entries = [Entry(words.centre, style.MUTED, height=1.2)]
    if any(point.limits for point in points):
        on_trial = Entry(words.usual, style.MUTED, height=1.0, dashes=_TRIAL)
        entries.append(on_trial if chart.trial else Entry(words.usual, _BAND, style.RULE))
    if any(point.low < point.high for point in points):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, height=7.0))
    if any(point.new_wording for point in points):
        entries.append(new_wording_entry(words.new_wording))
    return entries


# --- the usual range ----------------------------------------------------------------------------


def _draw_limits(sheet: Sheet, axis: Axis, chart: Chart, top: float) -> None:
    """Fill the usual range of each point, half a period to either side, and line its limits."""
    half = axis.step / 2
    dashes, color = (_TRIAL, style.MUTED) if chart.trial else (None, style.RULE)
    for point in chart.points:
        if point.limits is None:
            continue
        x = axis.x(SCALE_WIDTH, point.place)
        start, end = max(x - half, SCALE_WIDTH), min(x + half, style.WIDTH)
        low, high = (axis.y(top, limit) for limit in point.limits)
        sheet.bar(start, high, end - start + _SEAM, low - high, fill=_BAND)
        for name, y in (("low", low), ("high", high)):
            mark = f"limit-{name}-{point.place}"
            sheet.line([(start, y), (end, y)], color=color, width=0.8, dashes=dashes, mark=mark)


# --- special points -----------------------------------------------------------------------------


def _groups(points: Sequence[ChartPoint]) -> Iterator[list[ChartPoint]]:
    """Special points that follow each other and have the same word."""
    for special, group in groupby(points, key=lambda point: point.special):
        if special is not None:
            yield list(group)


def _strip(axis: Axis, groups: Sequence[Sequence[ChartPoint]]) -> list[Stacked]:
    """Where the words of the groups stand, each above the middle of its group."""
    places = [
        (
            axis.x(SCALE_WIDTH, (group[0].place + group[-1].place) / 2),
            text_width(_word(group), style.SMALL),
        )
        for group in groups
    ]
    return stack(places, 0.0, style.WIDTH)


def _word(group: Sequence[ChartPoint]) -> str:
    special = group[0].special
    assert special is not None
    return special.word


def _draw_lead(
    sheet: Sheet, axis: Axis, group: Sequence[ChartPoint], place: Stacked, top: float
) -> None:
    """Draw the line from a word to its point, or to a bracket over its points."""
    bottom = top - 4.0
    if len(group) == 1:
        bottom = axis.y(top, (group[0].low + group[0].high) / 2)
    else:
        first, last = (axis.x(SCALE_WIDTH, point.place) for point in (group[0], group[-1]))
        bracket = [(first, bottom + 4), (first, bottom), (last, bottom), (last, bottom + 4)]
        sheet.line(bracket, width=1.0, mark=f"bracket-{group[0].place}")
    sheet.line([(place.x, _height(place, top)), (place.x, bottom)], color=style.MUTED, width=0.6)


def _height(place: Stacked, top: float) -> float:
    """The middle of a word."""
    return top - 8.0 - _STRIP * (place.line + 0.5)


def _draw_points(sheet: Sheet, axis: Axis, points: Sequence[ChartPoint], top: float) -> None:
    for older, newer in pairwise(points):
        ends = [_spot(axis, point, top) for point in (older, newer)]
        if newer.new_wording:
            x = axis.x(SCALE_WIDTH, (older.place + newer.place) / 2)
            draw_new_wording(sheet, x, top, top + _HEIGHT, f"wording-{newer.place}")
        elif newer.place - older.place == 1:
            sheet.line(ends, color=style.RULE, width=1.2, mark=f"joins-{newer.place}")
    for point in points:
        x, middle = _spot(axis, point, top)
        start, end = (x, axis.y(top, point.low)), (x, axis.y(top, point.high))
        if point.special is None or start != end:
            share_mark(sheet, start, end, mark=f"point-{point.place}")
        if point.special is not None:
            shape, mark = _SHAPES[point.special.shape], f"{point.special.shape}-{point.place}"
            sheet.dot(x, middle, shape=shape, size=10.0, fill=style.INK, mark=mark)


def _spot(axis: Axis, point: ChartPoint, top: float) -> tuple[float, float]:
    return axis.x(SCALE_WIDTH, point.place), axis.y(top, (point.low + point.high) / 2)
