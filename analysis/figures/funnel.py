"""Sites of a state by their number of answers, about the share of all together.

Only for the state. The limits come in as data, whatever they were computed with. A point has no
name unless it is given one: the reader's own site, or one that agreed to be named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, log10

from analysis.figures import style
from analysis.figures.legend import LINE, Entry, draw_legend, legend_lines
from analysis.figures.marks import share_mark
from analysis.figures.panels import SCALE_WIDTH, SHARES, draw_scale
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, text_width
from analysis.guard import GuardedCount

_HEIGHT = 172.0
_WIDTH = style.WIDTH - SCALE_WIDTH - 12.0
_BELOW = 34.0
_MOST_TICKS = 6
_OUTER = (5.0, 3.0)
_HALF_DOT = 5.0
_STEP = style.SMALL * LEADING


@dataclass(frozen=True)
class FunnelPoint:
    """A site: how many of its answers; its name only where it may be named."""

    key: str
    count: GuardedCount
    name: str = ""


@dataclass(frozen=True)
class Limits:
    """The shares between which 95 % and 99.8 % of sites with so many answers would lie."""

    base: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True)
class FunnelWords:
    """The words of the key above the points, and of the axis below them."""

    named: str
    others: str
    between: str
    target: str
    inner: str
    outer: str
    answers: str


@remembered
def funnel(
    points: tuple[FunnelPoint, ...],
    limits: tuple[Limits, ...],
    words: FunnelWords,
    *,
    target: float,
    prefix: str,
    alt: str,
    sample: bool,
) -> str:
    """Return the funnel as SVG text; `target` is the share of all sites together."""
    legend = legend_lines(_legend(points, words))
    top = LINE * len(legend) + 10.0
    sheet = Sheet(top + _HEIGHT + _BELOW, sample=sample)
    draw_legend(sheet, legend)
    draw_scale(sheet, SHARES, (SCALE_WIDTH, top), (_WIDTH, _HEIGHT), "axis")
    most = max([*(point.count.base for point in points), *(each.base for each in limits)])
    ticks = round_steps(most)
    _draw_answers(sheet, ticks, words.answers, top + _HEIGHT)

    def spot(base: float, share: float) -> tuple[float, float]:
        return SCALE_WIDTH + _WIDTH * base / ticks[-1], top + _HEIGHT * (1 - share)

    ends = [spot(0, target), spot(ticks[-1], target)]
    sheet.line(ends, color=style.MUTED, width=1.4, mark="target")
    for name in ("inner", "outer"):
        for side in (0, 1):
            _draw_limit(sheet, limits, name, side, spot)
    for point in sorted(points, key=lambda point: bool(point.name)):
        _draw_point(sheet, point, spot)
    _draw_names(sheet, points, spot)
    return sheet.svg(prefix=prefix, alt=alt)


Spot = Callable[[float, float], tuple[float, float]]


def round_steps(most: float) -> list[int]:
    """Round numbers from 0 to `most` or a little more, at most six and the zero."""
    rough = max(most / _MOST_TICKS, 1.0)
    power = 10 ** int(log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    return [step * place for place in range(ceil(most / step) + 1)]


def _legend(points: Sequence[FunnelPoint], words: FunnelWords) -> list[Entry]:
    entries = []
    if any(point.name for point in points):
        entries.append(Entry(words.named, style.BLUE, shape="s"))
    if not all(point.name for point in points):
        entries.append(Entry(words.others, style.PAPER, style.BLUE, shape="o"))
    if not all(point.count.exact for point in points):
        entries.append(Entry(words.between, style.PAPER, style.BLUE, height=7.0))
    entries += [
        Entry(words.target, style.MUTED, height=1.4),
        Entry(words.inner, style.INK, height=0.8),
        Entry(words.outer, style.INK, height=0.8, dashes=_OUTER),
    ]
    return entries


def _draw_answers(sheet: Sheet, ticks: Sequence[int], title: str, bottom: float) -> None:
    for tick in ticks:
        x = SCALE_WIDTH + _WIDTH * tick / ticks[-1]
        sheet.line([(x, bottom), (x, bottom + 3)], color=style.RULE, width=0.8)
        word = str(tick)
        sheet.text(x, bottom + 11, word, size=style.SMALL, color=style.MUTED, align="center")
    middle = SCALE_WIDTH + _WIDTH / 2
    sheet.text(middle, bottom + 25, title, size=style.SMALL, color=style.MUTED, align="center")


def _draw_limit(sheet: Sheet, limits: Sequence[Limits], name: str, side: int, spot: Spot) -> None:
    """Draw one of the four lines, as far as it is between 0 and 100 %."""
    found = [(each.base, (each.inner, each.outer)[name == "outer"][side]) for each in limits]
    inside = [spot(base, share) for base, share in sorted(found) if 0 <= share <= 1]
    if len(inside) > 1:
        dashes = _OUTER if name == "outer" else None
        mark = f"{name}-{('low', 'high')[side]}"
        sheet.line(inside, color=style.INK, width=0.8, dashes=dashes, mark=mark)


def _draw_point(sheet: Sheet, point: FunnelPoint, spot: Spot) -> None:
    count = point.count
    start, end = spot(count.base, count.low_share), spot(count.base, count.high_share)
    mark = f"site-{point.key}"
    if point.name or not count.exact:
        share_mark(sheet, start, end, mark=mark, square=bool(point.name))
    else:
        sheet.dot(*start, fill=style.PAPER, edge=style.BLUE, edge_width=1.4, size=7.0, mark=mark)


def _draw_names(sheet: Sheet, points: Sequence[FunnelPoint], spot: Spot) -> None:
    """Write each name beside its point, moved up or down where a point or a name stands."""
    middles = [_middle(point, spot) for point in points]
    taken = [(x - _HALF_DOT, x + _HALF_DOT, y) for x, y in middles]
    for point in (point for point in points if point.name):
        x, middle = _middle(point, spot)
        width = text_width(point.name, style.SMALL, bold=True)
        is_right = x + 9 + width <= style.WIDTH
        start = x + 9 if is_right else x - 9 - width
        steps = (place // 2 * (-1) ** place for place in range(1, 4 * len(points) + 2))
        tried = (middle + _STEP * step for step in steps)
        y = next(y for y in tried if not _touches((start, start + width, y), taken))
        taken.append((start, start + width, y))
        sheet.label(start, y, point.name, bold=True)


def _middle(point: FunnelPoint, spot: Spot) -> tuple[float, float]:
    return spot(point.count.base, (point.count.low_share + point.count.high_share) / 2)


def _touches(name: tuple[float, float, float], taken: Sequence[tuple[float, float, float]]) -> bool:
    start, end, y = name
    return any(
        start < other_end and other_start < end and abs(y - other_y) < _STEP - 0.1
        for other_start, other_end, other_y in taken
    )
