"""Small charts beside and below each other, all with the same periods along and one scale up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from analysis.figures import style
from analysis.figures.sheet import LEADING, Sheet, text_width, wrap
from analysis.figures.tick import Tick

SCALE_WIDTH = 30.0
TICKS_HEIGHT = 16.0
_BETWEEN = 14.0
_MARGIN = 12.0  # half the width of a year
_PLOT_HEIGHT = 64.0
_HEADING_HEIGHT = 24.0


class Panelled(Protocol):
    """What a chart says above itself. `heading` opens a new row of charts."""

    @property
    def key(self) -> str:
        """Its name among the marks."""

    @property
    def label(self) -> str:
        """Its words."""

    @property
    def heading(self) -> str:
        """The words above its row, or nothing."""


@dataclass(frozen=True)
class Scale:
    """What the height of a chart stands for, and the values that get a line and a name."""

    low: float
    high: float
    names: tuple[tuple[float, str], ...]

    def part(self, value: float) -> float:
        """How far up a value stands, 0..1; what lies beyond the ends stands at the end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


SHARES = Scale(0.0, 1.0, ((0.0, "0%"), (0.5, "50%"), (1.0, "100%")))

AnyPanel = TypeVar("AnyPanel", bound=Panelled)


class Grid(Generic[AnyPanel]):
    """Where each chart stands; `above` points are left free between its words and itself."""

    def __init__(self, panels: Sequence[AnyPanel], columns: int, *, above: float = 0.0) -> None:
        self.cell_width = (style.WIDTH - SCALE_WIDTH - _BETWEEN * (columns - 1)) / columns
        self.rows = _rows(panels, columns)
        self._above = above
        self.height = sum(self._row_height(row) for row in self.rows)

    def _row_height(self, row: Sequence[AnyPanel]) -> float:
        heading = _HEADING_HEIGHT if row[0].heading else 0.0
        return heading + self._label_height(row) + _PLOT_HEIGHT + 16.0

    def _label_height(self, row: Sequence[AnyPanel]) -> float:
        lines = max(len(self._label(panel)) for panel in row)
        return lines * style.SMALL * LEADING + 8.0 + self._above

    def _label(self, panel: AnyPanel) -> list[str]:
        return wrap(panel.label, self.cell_width, style.SMALL) if panel.label else []

    def places(self, top: float) -> list[tuple[AnyPanel, float, float, float]]:
        """Each panel with its left end, the top of its words and the top of its chart."""
        found = []
        y = top
        for row in self.rows:
            below = y + (_HEADING_HEIGHT if row[0].heading else 0.0)
            for place, panel in enumerate(row):
                x = SCALE_WIDTH + place * (self.cell_width + _BETWEEN)
                found.append((panel, x, below, below + self._label_height(row)))
            y += self._row_height(row)
        return found

    def is_lowest(self, panel: AnyPanel) -> bool:
        """Whether no chart stands below this one."""
        return panel in self.rows[-1]

    def draw_words(self, sheet: Sheet, panel: AnyPanel, x: float, y: float) -> None:
        """Write the heading and the label of a panel whose words begin at (x, y)."""
        if panel.heading:
            top = y - _HEADING_HEIGHT + 8
            sheet.text(0, top, panel.heading, size=style.STRONG, bold=True, color=style.BLUE)
        lines = self._label(panel)
        sheet.lines(x, y + len(lines) * style.SMALL * LEADING / 2 - 2.0, lines, size=style.SMALL)


def _rows(panels: Sequence[AnyPanel], columns: int) -> list[list[AnyPanel]]:
    rows: list[list[AnyPanel]] = []
    for panel in panels:
        if not rows or panel.heading or len(rows[-1]) == columns:
            rows.append([])
        rows[-1].append(panel)
    return rows


class Axis:
    """The periods along a chart and the scale up it."""

    def __init__(
        self,
        ticks: Sequence[Tick],
        width: float,
        *,
        height: float = _PLOT_HEIGHT,
        scale: Scale = SHARES,
    ) -> None:
        self.ticks = ticks
        self.width = width
        self.height = height
        self.scale = scale

    def x(self, left: float, place: float) -> float:
        """Points from the left end of the sheet to the middle of a period."""
        if len(self.ticks) == 1:
            return left + self.width / 2
        return left + _MARGIN + place * self.step

    @property
    def step(self) -> float:
        """Points from the middle of a period to that of the next."""
        return (self.width - 2 * _MARGIN) / max(len(self.ticks) - 1, 1)

    def y(self, top: float, value: float) -> float:
        """Points from the upper end of the sheet to a value."""
        return top + self.height * (1 - self.scale.part(value))

    def draw(self, sheet: Sheet, left: float, top: float, *, named: bool, mark: str) -> None:
        """Draw the lines of the scale, and the names of the periods where `named`."""
        draw_scale(sheet, self.scale, (left, top), (self.width, self.height), mark)
        bottom = top + self.height
        for place in range(len(self.ticks)):
            x = self.x(left, place)
            sheet.line([(x, bottom), (x, bottom + 3)], color=style.RULE, width=0.8)
        if named:
            self._draw_names(sheet, left, bottom)

    def _draw_names(self, sheet: Sheet, left: float, y: float) -> None:
        every = self._stride()
        last = len(self.ticks) - 1
        below = None
        for place, tick in enumerate(self.ticks):
            if (last - place) % every:
                continue
            x = self.x(left, place)
            _name(sheet, x, y + 11, tick.name)
            if tick.below != below:
                _name(sheet, x, y + 23, tick.below)
                below = tick.below

    def _stride(self) -> int:
        """Every how many periods a name can be written without touching the next."""
        words = [word for tick in self.ticks for word in (tick.name, tick.below)]
        widest = max(text_width(word, style.SMALL) for word in words) + 5.0
        return max(1, -int(-widest // self.step))


def draw_scale(
    sheet: Sheet,
    scale: Scale,
    corner: tuple[float, float],
    size: tuple[float, float],
    mark: str,
) -> None:
    """Draw the lines of a scale over a chart; their names where nothing stands left of it."""
    (left, top), (width, height) = corner, size
    for value, word in scale.names:
        y = top + height * (1 - scale.part(value))
        color = style.RULE if value == scale.low else style.GRID
        ends = [(left, y), (left + width, y)]
        sheet.line(ends, color=color, width=0.8, mark=f"{mark}-{100 * value:g}")
        if left <= SCALE_WIDTH:
            sheet.text(left - 5, y, word, size=style.SMALL, color=style.MUTED, align="right")


def _name(sheet: Sheet, x: float, y: float, word: str) -> None:
    sheet.text(x, y, word, size=style.SMALL, color=style.MUTED, align="center")
