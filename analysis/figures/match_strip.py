"""Two lists of what was named most, side by side; a line joins what stands in both.

What is tied in a list shares one place, written "2–3", inside a bracket: within a tie the order
says nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.figures import style
from analysis.figures.legend import LINE, Entry, draw_legend, legend_lines
from analysis.figures.remembered import remembered
from analysis.figures.sheet import LEADING, Sheet, wrap

_COLUMN = 186.0
_PLACE_WIDTH = 30.0
_BRACKET = 6.0
_WORDS_WIDTH = _COLUMN - _PLACE_WIDTH - _BRACKET - 12.0
_GAP = 12.0
_DOT = 6.0


@dataclass(frozen=True)
class MatchItem:
    """One thing that was named: its code, its words and how often, in words."""

    code: str
    label: str
    text: str


@dataclass(frozen=True)
class MatchList:
    """One group's list: its heading, and its items in tiers; within a tier all are tied."""

    heading: str
    tiers: tuple[tuple[MatchItem, ...], ...]


@dataclass(frozen=True)
class MatchWords:
    """The words of the key: what a joining line and what a bracket means; and of an empty list."""

    both: str
    tie: str
    nothing: str


@dataclass(frozen=True)
class _Slot:
    """An item with the height it takes and its place in words."""

    item: MatchItem
    place: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@remembered
def match_strip(
    left: MatchList,
    right: MatchList,
    words: MatchWords,
    *,
    prefix: str,
    alt: str,
    sample: bool,
) -> str:
    """Return both lists as SVG text; a code stands at most once in each."""
    legend = legend_lines(_legend((left, right), words))
    headings = [wrap(each.heading, _COLUMN, style.TEXT, bold=True) for each in (left, right)]
    top = LINE * len(legend) + max(map(len, headings)) * style.TEXT * LEADING + 12.0
    columns = [list(_slots(each, top)) for each in (left, right)]
    bottom = max([slots[-1].top + slots[-1].height for slots in columns if slots], default=top + 24)
    sheet = Sheet(bottom + 2.0, sample=sample)
    draw_legend(sheet, legend)
    _draw_joins(sheet, *columns)
    for side, (found, slots, heading) in enumerate(
        zip((left, right), columns, headings, strict=True)
    ):
        edge = side * (style.WIDTH - _COLUMN)
        middle = top - 8.0 - len(heading) * style.TEXT * LEADING / 2
        sheet.lines(edge, middle, heading, bold=True)
        _draw_list(sheet, found, slots, edge, side)
        if not slots:
            sheet.text(edge, top + 10, words.nothing, size=style.SMALL, color=style.MUTED)
    return sheet.svg(prefix=prefix, alt=alt)


def places(tiers: Sequence[Sequence[object]]) -> list[str]:
    """The place of each tier in words: "1", or "2–3" for two that are tied after the first."""
    found = []
    before = 0
    for tier in tiers:
        first, last = before + 1, before + len(tier)
        found.append(str(first) if first == last else f"{first}–{last}")
        before = last
    return found


def in_both(left: MatchList, right: MatchList) -> tuple[str, ...]:
    """The codes that stand in both lists, in the order of the left one."""
    others = {item.code for tier in right.tiers for item in tier}
    return tuple(item.code for tier in left.tiers for item in tier if item.code in others)


def _slots(found: MatchList, top: float) -> Iterator[_Slot]:
    for tier, place in zip(found.tiers, places(found.tiers), strict=True):
        for item in tier:
            lines = len(wrap(item.label, _WORDS_WIDTH, style.TEXT))
            height = lines * style.TEXT * LEADING + style.SMALL * LEADING + _GAP
            yield _Slot(item, place, top, height)
            top += height


def _legend(lists: Sequence[MatchList], words: MatchWords) -> list[Entry]:
    entries = []
    if in_both(lists[0], lists[1]):
        entries.append(Entry(words.both, style.BLUE, height=2.0))
    if any(len(tier) > 1 for found in lists for tier in found.tiers):
        entries.append(Entry(words.tie, style.INK, style.INK, shape="|"))
    return entries


def _draw_joins(sheet: Sheet, left: Sequence[_Slot], right: Sequence[_Slot]) -> None:
    others = {slot.item.code: slot for slot in right}
    for slot in left:
        other = others.get(slot.item.code)
        if other is None:
            continue
        start, end = (_COLUMN, slot.middle), (style.WIDTH - _COLUMN, other.middle)
        sheet.line([start, end], color=style.BLUE, width=2.0, mark=f"{slot.item.code}-joins")
        for x, y in (start, end):
            sheet.dot(x, y, size=_DOT, fill=style.BLUE, edge_width=0.0)


def _draw_list(
    sheet: Sheet, found: MatchList, slots: Sequence[_Slot], edge: float, side: int
) -> None:
    """Write a list from `edge` on: the place of each tier, its bracket, then the items."""
    inset = 12.0 * side  # room for the ends of the joining lines
    x = edge + inset + _PLACE_WIDTH + _BRACKET
    rest = list(slots)
    for number, tier in enumerate(found.tiers):
        mine, rest = rest[: len(tier)], rest[len(tier) :]
        start, end = mine[0].top + 3.0, mine[-1].top + mine[-1].height - 3.0
        sheet.text(edge + inset, (start + end) / 2, mine[0].place, bold=True, color=style.BLUE)
        if len(mine) > 1:
            bar = x - _BRACKET
            bracket = [(bar + 3, start), (bar, start), (bar, end), (bar + 3, end)]
            sheet.line(bracket, width=1.2, mark=f"{side}-tie-{number}")
        for slot in mine:
            _draw_item(sheet, slot, x)


def _draw_item(sheet: Sheet, slot: _Slot, x: float) -> None:
    lines = wrap(slot.item.label, _WORDS_WIDTH, style.TEXT)
    half = len(lines) * style.TEXT * LEADING / 2
    sheet.lines(x, slot.top + _GAP / 2 + half, lines)
    below = slot.top + _GAP / 2 + 2 * half + style.SMALL * LEADING / 2
    sheet.text(x, below, slot.item.text, size=style.SMALL, color=style.MUTED)
