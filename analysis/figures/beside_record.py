"""What members perceive beside what is on record: a bar of reach, and a square for each entry.

The bar reaches from what is certain (solid) to what is possible (hatched), out of all members.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import HATCH, LINE, Entry, draw_legend, legend_lines
from analysis.figures.marks import count_bar
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, wrap
from analysis.guard import GuardedCount

_LABEL_WIDTH = 150.0
_BAR_LEFT = 160.0
_BAR_WIDTH = 150.0
_BAR = 12.0
_RECORD_LEFT = 330.0
_RECORD_WIDTH = style.WIDTH - _RECORD_LEFT
_STEP = 13.0
_SQUARE = 0.75
_HEADING = 24.0


@dataclass(frozen=True)
class RecordRow:
    """One question beside its record: the reach, how it reads, how many entries and their words."""

    key: str
    label: str
    reach: GuardedCount
    reach_text: str
    entries: int
    record_text: str


@dataclass(frozen=True)
class RecordBlock:
    """Rows under a heading."""

    heading: str
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True)
class RecordWords:
    """The headings of the two columns, and the words of the key."""

    perceived: str
    recorded: str
    certain: str
    possible: str
    entry: str


@remembered
def beside_record(
    blocks: tuple[RecordBlock, ...], words: RecordWords, *, prefix: str, alt: str, sample: bool
) -> str:
    """Return the rows as SVG text; nothing is drawn that is not in the arguments."""
    legend = legend_lines(_legend(blocks, words))
    columns = [
        wrap(words.perceived, _BAR_WIDTH, style.SMALL, bold=True),
        wrap(words.recorded, _RECORD_WIDTH, style.SMALL, bold=True),
    ]
    top = LINE * len(legend) + max(map(len, columns)) * style.SMALL * LEADING + 8.0
    heights = [[_row_height(row) for row in block.rows] for block in blocks]
    sheet = Sheet(top + sum(_HEADING + sum(rows) for rows in heights) + 2.0, sample=sample)
    draw_legend(sheet, legend)
    for x, lines in zip((_BAR_LEFT, _RECORD_LEFT), columns, strict=True):
        middle = top - 4.0 - len(lines) * style.SMALL * LEADING / 2
        sheet.lines(x, middle, lines, size=style.SMALL, bold=True, color=style.MUTED)
    y = top
    for block, rows in zip(blocks, heights, strict=True):
        sheet.text(0, y + 11, block.heading, size=style.STRONG, bold=True, color=style.BLUE)
        sheet.line([(0, y + 19), (style.WIDTH, y + 19)], color=style.GRID, width=0.8)
        y += _HEADING
        for row, height in zip(block.rows, rows, strict=True):
            _draw_row(sheet, row, y, height)
            y += height
    return sheet.svg(prefix=prefix, alt=alt)


def _legend(blocks: Sequence[RecordBlock], words: RecordWords) -> list[Entry]:
    rows = [row for block in blocks for row in block.rows]
    entries = [Entry(words.certain, style.BLUE)]
    if not all(row.reach.exact for row in rows):
        entries.append(Entry(words.possible, style.PAPER, style.BLUE, HATCH))
    if any(row.entries for row in rows):
        entries.append(Entry(words.entry, style.ORANGE, shape="s"))
    return entries


def _texts(row: RecordRow) -> tuple[list[str], list[str], list[str]]:
    """The lines of the label, below the bar and below the squares."""
    return (
        wrap(row.label, _LABEL_WIDTH, style.TEXT),
        wrap(row.reach_text, _BAR_WIDTH + 10.0, style.SMALL),
        wrap(row.record_text, _RECORD_WIDTH, style.SMALL),
    )


def _row_height(row: RecordRow) -> float:
    label, reach, record = _texts(row)
    below = max(len(reach), len(record)) * style.SMALL * LEADING + _BAR + 3.0
    return max(len(label) * style.TEXT * LEADING, below) + 10.0


def _draw_row(sheet: Sheet, row: RecordRow, y: float, height: float) -> None:
    label, reach, record = _texts(row)
    sheet.lines(0, y + height / 2, label)
    top = y + 5.0
    sheet.bar(
        _BAR_LEFT,
        top,
        _BAR_WIDTH,
        _BAR,
        fill=style.FAINT,
        edge=style.RULE,
        mark=f"{row.key}-all",
    )
    unit = _BAR_WIDTH / row.reach.base
    count_bar(sheet, row.reach, x=_BAR_LEFT, y=top, unit=unit, height=_BAR, mark=row.key)
    _draw_entries(sheet, row, top + _BAR / 2)
    for x, lines in ((_BAR_LEFT, reach), (_RECORD_LEFT, record)):
        below = top + _BAR + 4.0 + len(lines) * style.SMALL * LEADING / 2
        sheet.lines(x, below, lines, size=style.SMALL)


def _draw_entries(sheet: Sheet, row: RecordRow, middle: float) -> None:
    """Draw a square for each entry, the smaller the more there are."""
    step = min(_STEP, _RECORD_WIDTH / max(row.entries, 1))
    side = step * _SQUARE
    for place in range(row.entries):
        x = _RECORD_LEFT + place * step
        mark = f"{row.key}-entry-{place}"
        sheet.bar(x, middle - side / 2, side, side, fill=style.ORANGE, mark=mark)
