"""Kinds of help that are hard to get, one row each, the groups side by side.

Every bar is a share of its group's base on one common scale; it is hatched between the two ends
of a guarded count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import HATCH, LINE, Entry, draw_legend, legend_lines
from analysis.figures.marks import count_bar
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, text_width, wrap
from analysis.guard import GuardedCount

_LABEL_WIDTH = 118.0
_LEFT = 128.0
_BETWEEN = 14.0
_BAR = 11.0
_WORDS_GAP = 5.0


@dataclass(frozen=True)
class HelpCell:
    """How often one group named one kind of help, and how that reads."""

    count: GuardedCount
    text: str


@dataclass(frozen=True)
class HelpRow:
    """One kind of help; a cell for every group, or None where the group has no release."""

    key: str
    label: str
    cells: tuple[HelpCell | None, ...]


@remembered
def help_bars(
    rows: tuple[HelpRow, ...],
    groups: tuple[str, ...],
    between: str,
    *,
    prefix: str,
    alt: str,
    sample: bool,
) -> str:
    """Return the bars as SVG text; `groups` are the headings of the columns."""
    columns = _Columns(rows, len(groups))
    headings = [wrap(group, columns.width, style.SMALL, bold=True) for group in groups]
    legend = legend_lines(_legend(rows, between))
    top = LINE * len(legend) + max(map(len, headings)) * style.SMALL * LEADING + 8.0
    heights = [_row_height(row) for row in rows]
    sheet = Sheet(top + sum(heights) + 2.0, sample=sample)
    draw_legend(sheet, legend)
    for place, lines in enumerate(headings):
        middle = top - 6.0 - len(lines) * style.SMALL * LEADING / 2
        sheet.lines(columns.left(place), middle, lines, size=style.SMALL, bold=True)
    y = top
    for row, height in zip(rows, heights, strict=True):
        _draw_row(sheet, row, columns, y, height)
        y += height
    return sheet.svg(prefix=prefix, alt=alt)


class _Columns:
    """Where each group's bars begin, and how many points a share of 1 is wide."""

    def __init__(self, rows: Sequence[HelpRow], groups: int) -> None:
        cells = [cell for row in rows for cell in row.cells if cell]
        self.width = (style.WIDTH - _LEFT - _BETWEEN * (groups - 1)) / groups
        words = max(text_width(cell.text, style.SMALL) for cell in cells)
        longest = max(cell.count.high_share for cell in cells)
        self.whole = (self.width - words - _WORDS_GAP) / max(longest, 0.2)

    def left(self, place: int) -> float:
        """Left end of a group's bars."""
        return _LEFT + place * (self.width + _BETWEEN)


def _legend(rows: Sequence[HelpRow], between: str) -> list[Entry]:
    cells = [cell for row in rows for cell in row.cells if cell]
    if all(cell.count.exact for cell in cells):
        return []
    return [Entry(between, style.PAPER, style.BLUE, HATCH)]


def _row_height(row: HelpRow) -> float:
    return max(len(wrap(row.label, _LABEL_WIDTH, style.TEXT)) * style.TEXT * LEADING + 7.0, 23.0)


def _draw_row(sheet: Sheet, row: HelpRow, columns: _Columns, y: float, height: float) -> None:
    middle = y + height / 2
    sheet.line([(0, y), (style.WIDTH, y)], color=style.GRID, width=0.6)
    sheet.lines(0, middle, wrap(row.label, _LABEL_WIDTH, style.TEXT))
    for place, cell in enumerate(row.cells):
        if cell is None:
            continue
        x, unit = columns.left(place), columns.whole / cell.count.base
        mark = f"{row.key}-{place}"
        count_bar(sheet, cell.count, x=x, y=middle - _BAR / 2, unit=unit, height=_BAR, mark=mark)
        sheet.text(x + cell.count.high * unit + _WORDS_GAP, middle, cell.text, size=style.SMALL)
