"""One circle for each one counted, ten in a line, for groups small enough to be seen one by one.

Filled: surely counted; ringed: surely not; hatched: those of whom a guarded count leaves it open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import DISC, HATCH, LINE, Entry, draw_legend, legend_lines
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, wrap
from analysis.guard import FLOOR, GuardedCount

MOST = 2 * FLOOR - 1
"""Largest base of a sample that is drawn as people; a larger one is a bar."""

MOST_MEMBERS = 4 * FLOOR
"""Largest team that is drawn as people."""

_IN_A_LINE = 10
_LABEL_WIDTH = 150.0
_LEFT = 164.0
_STEP = 17.0
_RADIUS = 6.0
_WORDS_LEFT = _LEFT + _IN_A_LINE * _STEP + 10.0
_WORDS_WIDTH = style.WIDTH - _WORDS_LEFT


@dataclass(frozen=True)
class DotRow:
    """One thing that was said: its words, how many of how many said it, and how that reads."""

    key: str
    label: str
    count: GuardedCount
    text: str


@dataclass(frozen=True)
class DotWords:
    """The words of the key above the circles."""

    counted: str
    other: str
    between: str


@remembered
def people_dots(
    rows: tuple[DotRow, ...],
    words: DotWords,
    *,
    prefix: str,
    alt: str,
    sample: bool,
    most: int = MOST,
) -> str:
    """Return the circles as SVG text. ValueError for a base that is not 10 to `most`."""
    _check_bases(rows, most)
    legend = legend_lines(_legend(rows, words))
    top = LINE * len(legend) + 6.0
    heights = [_row_height(row) for row in rows]
    sheet = Sheet(top + sum(heights) + 2.0, sample=sample)
    draw_legend(sheet, legend)
    y = top
    for row, height in zip(rows, heights, strict=True):
        _draw_row(sheet, row, y, height)
        y += height
    return sheet.svg(prefix=prefix, alt=alt)


def _check_bases(rows: Sequence[DotRow], most: int) -> None:
    wrong = [row.count.base for row in rows if not FLOOR <= row.count.base <= most]
    if wrong:
        raise ValueError(f"people are drawn one by one for {FLOOR} to {most} of them, not {wrong}")


def _legend(rows: Sequence[DotRow], words: DotWords) -> list[Entry]:
    entries = [
        Entry(words.counted, style.BLUE, shape=DISC),
        Entry(words.other, style.PAPER, style.BLUE, shape=DISC),
    ]
    if not all(row.count.exact for row in rows):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, HATCH, shape=DISC))
    return entries


def _row_height(row: DotRow) -> float:
    label = wrap(row.label, _LABEL_WIDTH, style.TEXT)
    words = wrap(row.text, _WORDS_WIDTH, style.TEXT, bold=True)
    lines = -(-row.count.base // _IN_A_LINE)
    return max(lines * _STEP, max(len(label), len(words)) * style.TEXT * LEADING) + 10.0


def _draw_row(sheet: Sheet, row: DotRow, y: float, height: float) -> None:
    middle = y + height / 2
    sheet.line([(0, y), (style.WIDTH, y)], color=style.GRID, width=0.6)
    sheet.lines(0, middle, wrap(row.label, _LABEL_WIDTH, style.TEXT))
    lines = -(-row.count.base // _IN_A_LINE)
    top = middle - (lines - 1) * _STEP / 2
    for place in range(row.count.base):
        line, column = divmod(place, _IN_A_LINE)
        spot = _LEFT + (column + 0.5) * _STEP, top + line * _STEP
        _draw_one(sheet, row, place, spot)
    words = wrap(row.text, _WORDS_WIDTH, style.TEXT, bold=True)
    sheet.lines(_WORDS_LEFT, middle, words, bold=True)


def _draw_one(sheet: Sheet, row: DotRow, place: int, spot: tuple[float, float]) -> None:
    known, is_open = place < row.count.low, row.count.low <= place < row.count.high
    mark = f"{row.key}-{'known' if known else 'open' if is_open else 'not'}-{place}"
    fill, edge = style.BLUE if known else style.PAPER, style.BLUE
    if is_open:
        sheet.disc(*spot, _RADIUS, fill=fill, edge=edge, hatch=HATCH, mark=mark)
    else:
        sheet.dot(*spot, size=2 * _RADIUS, fill=fill, edge=edge, edge_width=1.2, mark=mark)
