"""One bar per question: the parts that answered "yes, fully", "mostly", and the rest.

The thick bar is the newest release, the thin one below it the sum of several. Where a count is
guarded, the stretch between its two ends is hatched: the true border lies somewhere in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import HATCH, LINE, Entry, draw_legend, legend_lines
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, wrap
from analysis.guard import GuardedCount

_LABEL_WIDTH = 178.0
_BAR_LEFT = 186.0
_BAR_WIDTH = 150.0
_COLUMNS = (344.0, 412.0)
_COLUMN_WIDTH = 60.0
_HEADING = 22.0
_THICK = 12.0
_THIN = 4.5
_BETWEEN = 2.5


@dataclass(frozen=True)
class Parts:
    """Two counts of one base: `fully` is contained in `affirmed`."""

    fully: GuardedCount
    affirmed: GuardedCount


@dataclass(frozen=True)
class PartsRow:
    """One question: its words, the newest counts, how they read, and the sum of several."""

    key: str
    label: str
    newest: Parts
    fully_text: str
    affirmed_text: str
    several: Parts | None = None
    together: bool = False


@dataclass(frozen=True)
class PartsBlock:
    """The questions of one scale under its name."""

    heading: str
    rows: tuple[PartsRow, ...]


@dataclass(frozen=True)
class PartsWords:
    """The words on the drawing; `several` and `between` may be empty."""

    fully: str
    mostly: str
    rest: str
    fully_column: str
    affirmed_column: str
    several: str
    between: str


@remembered
def parts_bars(
    blocks: tuple[PartsBlock, ...], words: PartsWords, *, prefix: str, alt: str, sample: bool
) -> str:
    """Return the bars of `blocks` as SVG text; nothing is drawn that is not in the arguments."""
    legend = legend_lines(_legend(blocks, words))
    columns = [_wrapped_column(word) for word in (words.fully_column, words.affirmed_column)]
    top = LINE * len(legend) + max(len(lines) for lines in columns) * style.SMALL * LEADING - 8.0
    heights = [[_row_height(row) for row in block.rows] for block in blocks]
    height = top + sum(_HEADING + sum(rows) for rows in heights) + 2.0
    sheet = Sheet(height, sample=sample)
    draw_legend(sheet, legend)
    for x, lines in zip(_COLUMNS, columns, strict=True):
        y = top + 11.0 - (len(lines) - 1) * style.SMALL * LEADING / 2
        sheet.lines(x, y, lines, size=style.SMALL, bold=True, color=style.MUTED)
    y = top
    for block, rows in zip(blocks, heights, strict=True):
        _draw_heading(sheet, block.heading, y)
        y += _HEADING
        for row, row_height in zip(block.rows, rows, strict=True):
            _draw_row(sheet, row, y, row_height)
            y += row_height
    return sheet.svg(prefix=prefix, alt=alt)


def _row_height(row: PartsRow) -> float:
    lines = len(wrap(row.label, _LABEL_WIDTH, style.TEXT, bold=row.together))
    return max(lines * style.TEXT * LEADING + 4.0, 26.0)


def _legend(blocks: Sequence[PartsBlock], words: PartsWords) -> list[Entry]:
    rows = [row for block in blocks for row in block.rows]
    entries = [
        Entry(words.fully, style.BLUE),
        Entry(words.mostly, style.PALE_BLUE),
        Entry(words.rest, style.FAINT, style.RULE),
    ]
    if any(row.several for row in rows):
        entries.append(Entry(words.several, style.BLUE, height=_THIN))
    if any(_is_guarded(row) for row in rows):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, HATCH))
    return entries


def _is_guarded(row: PartsRow) -> bool:
    parts = [row.newest, *([row.several] if row.several else [])]
    return not all(each.fully.exact and each.affirmed.exact for each in parts)


def _wrapped_column(word: str) -> list[str]:
    return wrap(word, _COLUMN_WIDTH, style.SMALL, bold=True)


def _draw_heading(sheet: Sheet, heading: str, y: float) -> None:
    sheet.text(0, y + 11, heading, size=style.STRONG, bold=True, color=style.BLUE)
    sheet.line([(0, y + 18.5), (style.WIDTH, y + 18.5)], color=style.GRID, width=0.8)


def _draw_row(sheet: Sheet, row: PartsRow, y: float, height: float) -> None:
    middle = y + height / 2
    label = wrap(row.label, _LABEL_WIDTH, style.TEXT, bold=row.together)
    sheet.lines(0, middle, label, bold=row.together)
    whole = _THICK + (_BETWEEN + _THIN if row.several else 0.0)
    top = middle - whole / 2
    draw_parts(sheet, row.newest, top, _THICK, mark=row.key)
    if row.several:
        draw_parts(sheet, row.several, top + _THICK + _BETWEEN, _THIN, mark=f"{row.key}-several")
    sheet.text(_COLUMNS[0], middle, row.fully_text, bold=True)
    sheet.text(_COLUMNS[1], middle, row.affirmed_text)


def draw_parts(sheet: Sheet, parts: Parts, y: float, height: float, *, mark: str) -> None:
    """Draw the three parts of one base, left to right; the width of the bar is the base."""
    fully, affirmed = parts.fully, parts.affirmed
    unit = _BAR_WIDTH / fully.base

    def stretch(
        start: int,
        end: int,
        name: str,
        fill: str,
        edge: str | None = None,
        hatch: str | None = None,
    ) -> None:
        if end > start:
            x, width = _BAR_LEFT + start * unit, (end - start) * unit
            name = f"{mark}-{name}"
            sheet.bar(x, y, width, height, fill=fill, edge=edge, hatch=hatch, mark=name)

    stretch(affirmed.high, fully.base, "rest", style.FAINT, style.RULE)
    stretch(fully.high, affirmed.low, "mostly", style.PALE_BLUE)
    start = max(affirmed.low, fully.high)
    stretch(start, affirmed.high, "mostly-open", style.PAPER, style.PALE_BLUE, HATCH)
    stretch(fully.low, fully.high, "fully-open", style.PAPER, style.BLUE, HATCH)
    stretch(0, fully.low, "fully", style.BLUE)
