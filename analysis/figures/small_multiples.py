"""Several measures of one team, each in a small chart with the same axes: reach over the waves.

Each mark reaches from the share that is certain, were nobody else to say it, to the share there
would be if everybody else did. The newest wave is drawn strong, earlier ones small.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import LINE, Entry, draw_legend, legend_lines
from analysis.figures.marks import share_mark
from analysis.figures.panels import TICKS_HEIGHT, Axis, Grid
from analysis.figures.remembered import remembered
from analysis.figures.sheet import Sheet
from analysis.figures.tick import Tick
from analysis.guard import GuardedCount

_TEXT_HEIGHT = 13.0


@dataclass(frozen=True)
class Wave:
    """One wave: its place on the axis, and how many of all members, from low to high."""

    place: int
    reach: GuardedCount


@dataclass(frozen=True)
class Measure:
    """One chart: its words, its waves, oldest first, and how the newest wave reads."""

    key: str
    label: str
    waves: tuple[Wave, ...]
    text: str
    heading: str = ""


@dataclass(frozen=True)
class MultiplesWords:
    """The words of the key above the charts."""

    newest: str
    earlier: str


@remembered
def small_multiples(
    measures: tuple[Measure, ...],
    ticks: tuple[Tick, ...],
    words: MultiplesWords,
    *,
    prefix: str,
    alt: str,
    sample: bool,
    columns: int = 3,
) -> str:
    """Return the charts as SVG text. The newest wave is at the last place of the axis."""
    legend = legend_lines(_legend(measures, ticks, words))
    grid = Grid(measures, columns, above=_TEXT_HEIGHT)
    top = LINE * len(legend) + 8.0
    sheet = Sheet(top + grid.height + TICKS_HEIGHT, sample=sample)
    draw_legend(sheet, legend)
    axis = Axis(ticks, grid.cell_width)
    for measure, x, y, plot_top in grid.places(top):
        grid.draw_words(sheet, measure, x, y)
        sheet.text(x, plot_top - 14.0, measure.text, size=style.SMALL, bold=True)
        axis.draw(sheet, x, plot_top, named=grid.is_lowest(measure), mark=f"{measure.key}-axis")
        for wave in measure.waves:
            _draw_wave(sheet, axis, (x, plot_top), wave, f"{measure.key}-{wave.place}")
    return sheet.svg(prefix=prefix, alt=alt)


def _legend(
    measures: Sequence[Measure], ticks: Sequence[Tick], words: MultiplesWords
) -> list[Entry]:
    waves = [wave for measure in measures for wave in measure.waves]
    newest = [wave.reach for wave in waves if wave.place == len(ticks) - 1]
    entries = []
    if newest:
        is_open = not all(reach.exact for reach in newest)
        stretched = Entry(words.newest, style.PAPER, style.BLUE, height=7.0)
        entries.append(stretched if is_open else Entry(words.newest, style.BLUE, shape="o"))
    if len(newest) < len(waves):
        entries.append(Entry(words.earlier, style.RULE, height=1.6))
    return entries


def _draw_wave(
    sheet: Sheet, axis: Axis, corner: tuple[float, float], wave: Wave, mark: str
) -> None:
    left, top = corner
    x = axis.x(left, wave.place)
    start = (x, axis.y(top, wave.reach.low_share))
    end = (x, axis.y(top, wave.reach.high_share))
    if wave.place == len(axis.ticks) - 1:
        share_mark(sheet, start, end, mark=mark)
    else:
        _draw_earlier(sheet, start, end, mark)


def _draw_earlier(
    sheet: Sheet, start: tuple[float, float], end: tuple[float, float], mark: str
) -> None:
    """Draw a thin line between two small dots; one dot where both ends are the same."""
    if start == end:
        sheet.dot(*start, size=4.0, fill=style.RULE, edge_width=0.0, mark=mark)
        return
    sheet.line([start, end], color=style.RULE, width=1.6, mark=mark)
    for spot in (start, end):
        sheet.dot(*spot, size=4.0, fill=style.RULE, edge_width=0.0)
