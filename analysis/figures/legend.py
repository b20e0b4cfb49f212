"""The key of a figure: small samples of its marks, each beside the word for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.sheet import Sheet, text_width

LINE = 15.0
_SAMPLE_WIDTH = 14.0
_GAP = 16.0

HATCH = "//////"
DOTS = (1.2, 2.0)
DISC = "disc"  # a circle that may be hatched, which a marker cannot be


@dataclass(frozen=True)
class Entry:
    """A sample (a bar of `height`, a marker of `shape`, a line with `dashes`) and its word."""

    word: str
    fill: str
    edge: str | None = None
    hatch: str | None = None
    height: float = 9.0
    shape: str | None = None
    dashes: tuple[float, float] | None = None

    @property
    def width(self) -> float:
        """Width in points with the space after it."""
        return _SAMPLE_WIDTH + 5.0 + text_width(self.word, style.SMALL) + _GAP


def new_wording_entry(word: str) -> Entry:
    """The dotted line of a new wording, see `marks.draw_new_wording`."""
    return Entry(word, style.INK, height=1.2, dashes=DOTS)


def legend_lines(entries: Sequence[Entry], width: float = style.WIDTH) -> list[list[Entry]]:
    """Distribute entries over as many lines as they need; none for no entries."""
    lines: list[list[Entry]] = []
    room = 0.0
    for entry in entries:
        if entry.width - _GAP > room:
            lines.append([])
            room = width
        lines[-1].append(entry)
        room -= entry.width
    return lines


def draw_legend(sheet: Sheet, lines: Sequence[Sequence[Entry]], y: float = 0.0) -> None:
    """Draw the lines, the first one's middle half a line below `y`."""
    for place, line in enumerate(lines):
        x, middle = 0.0, y + LINE * (place + 0.5)
        for entry in line:
            _draw_sample(sheet, entry, x, middle)
            x_word = x + _SAMPLE_WIDTH + 5.0
            sheet.text(x_word, middle, entry.word, size=style.SMALL, color=style.MUTED)
            x += entry.width


def _draw_sample(sheet: Sheet, entry: Entry, x: float, y: float) -> None:
    middle = x + _SAMPLE_WIDTH / 2
    if entry.dashes:
        ends = [(x, y), (x + _SAMPLE_WIDTH, y)]
        sheet.line(ends, color=entry.fill, width=entry.height, dashes=entry.dashes)
    elif entry.shape == DISC:
        edge = entry.edge or entry.fill
        sheet.disc(middle, y, entry.height / 2, fill=entry.fill, edge=edge, hatch=entry.hatch)
    elif entry.shape:
        edge = entry.edge or style.PAPER
        sheet.dot(middle, y, shape=entry.shape, fill=entry.fill, edge=edge)
    else:
        size = (_SAMPLE_WIDTH, entry.height)
        top = y - entry.height / 2
        sheet.bar(x, top, *size, fill=entry.fill, edge=entry.edge, hatch=entry.hatch)
