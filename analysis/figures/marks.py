"""Marks that show a guarded count honestly: where it is known, and how far it may reach."""

from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import DOTS, HATCH
from analysis.figures.sheet import Cap, Sheet
from analysis.guard import GuardedCount

DOT = 8.0


@dataclass(frozen=True)
class Shares:
    """A guarded count as shares of its base, and the ends of its likely range; all 0..1."""

    low: float
    high: float
    likely_low: float
    likely_high: float


def count_bar(
    sheet: Sheet,
    count: GuardedCount,
    *,
    x: float,
    y: float,
    unit: float,
    height: float,
    mark: str,
    color: str = style.BLUE,
) -> None:
    """Draw a bar of `unit` points for each one counted: solid to `low`, hatched on to `high`."""
    start, end = x + count.low * unit, x + count.high * unit
    if count.high > count.low:
        fill = style.PAPER
        sheet.bar(
            start, y, end - start, height, fill=fill, edge=color, hatch=HATCH, mark=f"{mark}-open"
        )
    if count.low:
        sheet.bar(x, y, start - x, height, fill=color, mark=f"{mark}-known")


def share_mark(
    sheet: Sheet,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    mark: str,
    square: bool = False,
    color: str = style.BLUE,
) -> None:
    """Draw a round or square mark at a place; between two places it is stretched from one on."""
    if start == end:
        shape = "s" if square else "o"
        sheet.dot(*start, shape=shape, size=DOT, fill=color, edge_width=0.0, mark=mark)
        return
    cap: Cap = "projecting" if square else "round"
    sheet.line([start, end], color=color, width=DOT, cap=cap, mark=mark)
    sheet.line([start, end], color=style.PAPER, width=DOT - 3.2, cap=cap)


def draw_new_wording(sheet: Sheet, x: float, top: float, bottom: float, mark: str) -> None:
    """Draw the dotted line between points that asked in other words."""
    sheet.line([(x, top), (x, bottom)], color=style.INK, width=1.2, dashes=DOTS, mark=mark)
