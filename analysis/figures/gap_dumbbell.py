"""Two groups' shares of "yes, fully" for the same ideas, one above the other.

Round mark: first group; square mark: second group; thin line: likely range. A mark is stretched
where its count is guarded. A shaded band joins the two only where the difference is clear.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import LINE, Entry, draw_legend, legend_lines
from analysis.figures.marks import DOT, Shares, share_mark
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, wrap

_LABEL_WIDTH = 150.0
_LEFT = 166.0
_SPAN = 190.0
_WORDS_LEFT = 374.0
_WORDS_WIDTH = style.WIDTH - _WORDS_LEFT
_LANE = 5.5
_AXIS = 18.0
_BAND = "#dce8f1"


@dataclass(frozen=True)
class GapRow:
    """One idea: its words, both groups' shares, the verdict in words, whether it is clear."""

    key: str
    label: str
    first: Shares
    second: Shares
    verdict: str
    clear: bool


@dataclass(frozen=True)
class GapWords:
    """The names of the two groups and what the thin line means."""

    first: str
    second: str
    likely: str
    between: str


@remembered
def gap_dumbbell(
    rows: tuple[GapRow, ...], words: GapWords, *, prefix: str, alt: str, sample: bool
) -> str:
    """Return the pairs of marks as SVG text, on an axis from 0 to 100 %."""
    legend = legend_lines(_legend(rows, words))
    top = LINE * len(legend) + 6.0 + _AXIS
    heights = [_row_height(row) for row in rows]
    sheet = Sheet(top + sum(heights) + 4.0, sample=sample)
    draw_legend(sheet, legend)
    _draw_axis(sheet, top, top + sum(heights))
    y = top
    for row, height in zip(rows, heights, strict=True):
        _draw_row(sheet, row, y, height)
        y += height
    return sheet.svg(prefix=prefix, alt=alt)


def _legend(rows: Sequence[GapRow], words: GapWords) -> list[Entry]:
    entries = [
        Entry(words.first, style.BLUE, shape="o"),
        Entry(words.second, style.ORANGE, shape="s"),
        Entry(words.likely, style.MUTED, height=1.2),
    ]
    if any(shares.low < shares.high for row in rows for shares in (row.first, row.second)):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, height=7.0))
    return entries


def _row_height(row: GapRow) -> float:
    label = wrap(row.label, _LABEL_WIDTH, style.TEXT)
    verdict = wrap(row.verdict, _WORDS_WIDTH, style.SMALL, bold=row.clear)
    return max(max(len(label), len(verdict)) * style.TEXT * LEADING + 9.0, 31.0)


def _draw_axis(sheet: Sheet, top: float, bottom: float) -> None:
    for percent in (0, 25, 50, 75, 100):
        x = _LEFT + _SPAN * percent / 100
        sheet.line([(x, top), (x, bottom)], color=style.GRID, width=0.8)
        if percent % 50 == 0:
            word = f"{percent}%"
            sheet.text(x, top - 8, word, size=style.SMALL, color=style.MUTED, align="center")


def _draw_row(sheet: Sheet, row: GapRow, y: float, height: float) -> None:
    middle = y + height / 2
    sheet.line([(0, y + height), (style.WIDTH, y + height)], color=style.GRID, width=0.6)
    sheet.lines(0, middle, wrap(row.label, _LABEL_WIDTH, style.TEXT))
    if row.clear:
        _draw_band(sheet, row, middle)
    _draw_shares(sheet, row.first, middle - _LANE, f"{row.key}-first", square=False)
    _draw_shares(sheet, row.second, middle + _LANE, f"{row.key}-second", square=True)
    verdict = wrap(row.verdict, _WORDS_WIDTH, style.SMALL, bold=row.clear)
    color = style.INK if row.clear else style.MUTED
    sheet.lines(_WORDS_LEFT, middle, verdict, size=style.SMALL, bold=row.clear, color=color)


def _draw_band(sheet: Sheet, row: GapRow, middle: float) -> None:
    """Shade what lies between the nearer ends of the two marks."""
    lower, upper = sorted((row.first, row.second), key=lambda shares: shares.low)
    start, end = _x(lower.high), _x(upper.low)
    height = 2 * _LANE + DOT
    sheet.bar(start, middle - height / 2, end - start, height, fill=_BAND, mark=f"{row.key}-band")


def _draw_shares(sheet: Sheet, shares: Shares, y: float, mark: str, *, square: bool) -> None:
    color = style.ORANGE if square else style.BLUE
    ends = [(_x(shares.likely_low), y), (_x(shares.likely_high), y)]
    sheet.line(ends, color=color, width=1.2, mark=f"{mark}-likely")
    start, end = (_x(shares.low), y), (_x(shares.high), y)
    share_mark(sheet, start, end, mark=mark, square=square, color=color)


def _x(share: float) -> float:
    return _LEFT + _SPAN * share
