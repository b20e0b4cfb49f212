"""How many answered of those who were asked: one strip for each group, filled from the left."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import HATCH, LINE, Entry, draw_legend, legend_lines
from analysis.figures.marks import count_bar
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, wrap
from analysis.guard import GuardedCount

_LABEL_WIDTH = 124.0
_LEFT = 134.0
_SPAN = 190.0
_WORDS_LEFT = _LEFT + _SPAN + 12.0
_STRIP = 14.0
_ROW = 30.0


@dataclass(frozen=True)
class StripRow:
    """One group: its name, who answered out of those asked, and how that reads."""

    key: str
    label: str
    answered: GuardedCount
    text: str


@dataclass(frozen=True)
class StripWords:
    """The words of the key above the strips."""

    answered: str
    asked: str
    between: str


@remembered
def answered_strips(
    rows: tuple[StripRow, ...], words: StripWords, *, prefix: str, alt: str, sample: bool
) -> str:
    """Return the strips as SVG text; the full width of each is everybody asked in that group."""
    legend = legend_lines(_legend(rows, words))
    top = LINE * len(legend) + 4.0
    heights = [_row_height(row) for row in rows]
    sheet = Sheet(top + sum(heights), sample=sample)
    draw_legend(sheet, legend)
    y = top
    for row, height in zip(rows, heights, strict=True):
        _draw_row(sheet, row, y + height / 2)
        y += height
    return sheet.svg(prefix=prefix, alt=alt)


def _row_height(row: StripRow) -> float:
    words = wrap(row.text, style.WIDTH - _WORDS_LEFT, style.TEXT)
    label = wrap(row.label, _LABEL_WIDTH, style.TEXT, bold=True)
    return max(_ROW, max(len(words), len(label)) * style.TEXT * LEADING + 8.0)


def _legend(rows: Sequence[StripRow], words: StripWords) -> list[Entry]:
    entries = [
        Entry(words.answered, style.BLUE),
        Entry(words.asked, style.PAPER, style.RULE),
    ]
    if not all(row.answered.exact for row in rows):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, HATCH))
    return entries


def _draw_row(sheet: Sheet, row: StripRow, middle: float) -> None:
    top = middle - _STRIP / 2
    sheet.lines(0, middle, wrap(row.label, _LABEL_WIDTH, style.TEXT, bold=True), bold=True)
    sheet.bar(_LEFT, top, _SPAN, _STRIP, fill=style.PAPER, edge=style.RULE, mark=f"{row.key}-asked")
    unit = _SPAN / row.answered.base
    count_bar(sheet, row.answered, x=_LEFT, y=top, unit=unit, height=_STRIP, mark=row.key)
    sheet.lines(_WORDS_LEFT, middle, wrap(row.text, style.WIDTH - _WORDS_LEFT, style.TEXT))
