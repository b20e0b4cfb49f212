"""Small charts of one share over the periods of the calendar, all with the same axis, 0 to 100 %.

A point stands for one release, stretched where its count is guarded; the thin line through it is
its likely range. Neighbouring points are joined; a period without a release leaves a gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.figures import style
from analysis.figures.legend import LINE, Entry, draw_legend, legend_lines
from analysis.figures.marks import Shares, share_mark
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, text_width, wrap

_SCALE_WIDTH = 30.0
_BETWEEN = 14.0
_MARGIN = 12.0  # half the width of a year
_PLOT_HEIGHT = 64.0
_TICKS_HEIGHT = 16.0
_HEADING_HEIGHT = 24.0
_FOLLOWS = 1  # distance of the places of two releases that follow each other


@dataclass(frozen=True)
class Tick:
    """A period on the axis: its short name and the line below it (the year), which may repeat."""

    name: str
    below: str = ""


@dataclass(frozen=True)
class Point:
    """One release: from its first to its last period (places on the axis), and its share."""

    first: int
    last: int
    shares: Shares


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
    grid = _Grid(panels, columns, flagged=flag is not None)
    top = LINE * len(legend) + 8.0
    sheet = Sheet(top + grid.height + _TICKS_HEIGHT, sample=sample)
    draw_legend(sheet, legend)
    axis = _Axis(sheet, ticks, grid.cell_width)
    for panel, x, y, plot_top in grid.places(top):
        if panel.heading:
            _draw_heading(sheet, panel.heading, y - _HEADING_HEIGHT)
        _draw_label(sheet, grid.label(panel), x, y)
        axis.draw(x, plot_top, named=grid.is_lowest(panel), mark=f"{panel.key}-axis")
        if flag:
            _draw_flag(sheet, flag, axis, x, plot_top)
        _draw_points(axis, panel, x, plot_top)
    return sheet.svg(prefix=prefix, alt=alt)


class _Grid:
    """Where each chart stands."""

    def __init__(self, panels: Sequence[Panel], columns: int, *, flagged: bool) -> None:
        self.cell_width = (style.WIDTH - _SCALE_WIDTH - _BETWEEN * (columns - 1)) / columns
        self.rows = _rows(panels, columns)
        self.flag_height = 14.0 if flagged else 0.0
        self.height = sum(self._row_height(row) for row in self.rows)

    def _row_height(self, row: Sequence[Panel]) -> float:
        heading = _HEADING_HEIGHT if row[0].heading else 0.0
        return heading + self._label_height(row) + _PLOT_HEIGHT + 16.0

    def _label_height(self, row: Sequence[Panel]) -> float:
        lines = max(len(self.label(panel)) for panel in row)
        return lines * style.SMALL * LEADING + 8.0 + self.flag_height

    def label(self, panel: Panel) -> list[str]:
        """The words of a panel, wrapped to its width; none for a panel without words."""
        return wrap(panel.label, self.cell_width, style.SMALL) if panel.label else []

    def places(self, top: float) -> list[tuple[Panel, float, float, float]]:
        """Each panel with its left end, the top of its words and the top of its chart."""
        found = []
        y = top
        for row in self.rows:
            below = y + (_HEADING_HEIGHT if row[0].heading else 0.0)
            for place, panel in enumerate(row):
                x = _SCALE_WIDTH + place * (self.cell_width + _BETWEEN)
                found.append((panel, x, below, below + self._label_height(row)))
            y += self._row_height(row)
        return found

    def is_lowest(self, panel: Panel) -> bool:
        """Whether no chart stands below this one."""
        return panel in self.rows[-1]


def _rows(panels: Sequence[Panel], columns: int) -> list[list[Panel]]:
    rows: list[list[Panel]] = []
    for panel in panels:
        if not rows or panel.heading or len(rows[-1]) == columns:
            rows.append([])
        rows[-1].append(panel)
    return rows


class _Axis:
    """The periods along a chart and the share up it."""

    def __init__(self, sheet: Sheet, ticks: Sequence[Tick], width: float) -> None:
        self.sheet = sheet
        self.ticks = ticks
        self.width = width

    def x(self, left: float, place: float) -> float:
        """Points from the left end of the sheet to the middle of a period."""
        if len(self.ticks) == 1:
            return left + self.width / 2
        step = (self.width - 2 * _MARGIN) / (len(self.ticks) - 1)
        return left + _MARGIN + place * step

    def y(self, top: float, share: float) -> float:
        """Points from the upper end of the sheet to a share."""
        return top + _PLOT_HEIGHT * (1 - share)

    def draw(self, left: float, top: float, *, named: bool, mark: str) -> None:
        """Draw the lines at 0, 50 and 100 %, and the names of the periods where `named`."""
        for percent in (0, 50, 100):
            y = self.y(top, percent / 100)
            color = style.RULE if percent == 0 else style.GRID
            ends = [(left, y), (left + self.width, y)]
            self.sheet.line(ends, color=color, width=0.8, mark=f"{mark}-{percent}")
            if left <= _SCALE_WIDTH:
                word = f"{percent}%"
                x = _SCALE_WIDTH - 5
                self.sheet.text(x, y, word, size=style.SMALL, color=style.MUTED, align="right")
        for place in range(len(self.ticks)):
            x, y = self.x(left, place), self.y(top, 0)
            self.sheet.line([(x, y), (x, y + 3)], color=style.RULE, width=0.8)
        if named:
            self._draw_names(left, self.y(top, 0))

    def _draw_names(self, left: float, y: float) -> None:
        every = _stride(self.ticks, self.width)
        last = len(self.ticks) - 1
        below = None
        for place, tick in enumerate(self.ticks):
            if (last - place) % every:
                continue
            x = self.x(left, place)
            self._name(x, y + 11, tick.name)
            if tick.below != below:
                self._name(x, y + 23, tick.below)
                below = tick.below

    def _name(self, x: float, y: float, word: str) -> None:
        self.sheet.text(x, y, word, size=style.SMALL, color=style.MUTED, align="center")


def _stride(ticks: Sequence[Tick], width: float) -> int:
    """Every how many periods a name can be written without touching the next."""
    words = [word for tick in ticks for word in (tick.name, tick.below)]
    widest = max(text_width(word, style.SMALL) for word in words) + 5.0
    step = (width - 2 * _MARGIN) / max(len(ticks) - 1, 1)
    return max(1, -int(-widest // step))


def _draw_points(axis: _Axis, panel: Panel, left: float, top: float) -> None:
    sheet = axis.sheet
    spots = [_spot(axis, point, left, top) for point in panel.points]
    for (older, a), (newer, b) in pairwise(zip(panel.points, spots, strict=True)):
        if newer.first - older.last <= _FOLLOWS:
            mark = f"{panel.key}-joins-{newer.first}"
            sheet.line([a, b], color=style.RULE, width=1.2, mark=mark)
    for place, (point, (x, _)) in enumerate(zip(panel.points, spots, strict=True)):
        mark = f"{panel.key}-{place}"
        shares = point.shares
        likely = [(x, axis.y(top, share)) for share in (shares.likely_low, shares.likely_high)]
        sheet.line(likely, color=style.BLUE, width=1.2, mark=f"{mark}-likely")
        start, end = ((x, axis.y(top, share)) for share in (shares.low, shares.high))
        if point.first < point.last:
            _draw_span(axis, point, left, start[1], end[1])
        share_mark(sheet, start, end, mark=mark)


def _spot(axis: _Axis, point: Point, left: float, top: float) -> tuple[float, float]:
    middle = (point.shares.low + point.shares.high) / 2
    return axis.x(left, (point.first + point.last) / 2), axis.y(top, middle)


def _draw_span(axis: _Axis, point: Point, left: float, low: float, high: float) -> None:
    """A flat line over all periods of a release that covers several."""
    y = (low + high) / 2
    ends = [(axis.x(left, point.first), y), (axis.x(left, point.last), y)]
    axis.sheet.line(ends, color=style.BLUE, width=1.2)


def _draw_heading(sheet: Sheet, heading: str, y: float) -> None:
    sheet.text(0, y + 8, heading, size=style.STRONG, bold=True, color=style.BLUE)


def _draw_label(sheet: Sheet, lines: list[str], x: float, y: float) -> None:
    middle = y + len(lines) * style.SMALL * LEADING / 2 - 2.0
    sheet.lines(x, middle, lines, size=style.SMALL)


def _draw_flag(sheet: Sheet, flag: Flag, axis: _Axis, left: float, top: float) -> None:
    x = axis.x(left, flag.place)
    sheet.line([(x, top - 6), (x, top + _PLOT_HEIGHT)], color=style.INK, width=1.0, dashes=(2, 2))
    width = text_width(flag.word, style.SMALL)
    start = min(max(x - width / 2, left), left + axis.width - width)
    sheet.text(start, top - 13, flag.word, size=style.SMALL)


def _legend(panels: Sequence[Panel], words: TimeWords) -> list[Entry]:
    entries = [Entry(words.likely, style.BLUE, height=1.2)]
    if any(point.shares.low < point.shares.high for panel in panels for point in panel.points):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, height=7.0))
    return entries
