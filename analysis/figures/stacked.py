"""Words in lines above a chart, each over its place, so that none touches another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_APART = 6.0
_OVER = 5.0  # how far a word that ends at its place reaches beyond it


@dataclass(frozen=True)
class Stacked:
    """A word from `start` to `end` on a line (0 is the lowest), standing for the place `x`."""

    x: float
    start: float
    end: float
    line: int


Align = Callable[[float, float], float]
"""Where a word of a width begins that stands for a place."""


def stack(places: Sequence[tuple[float, float]], left: float, right: float) -> list[Stacked]:
    """Where words (place, width), from left to right, stand between `left` and `right`.

    In one line, each in the middle over its place, if that can be. Otherwise each ends at its
    place, as low as it can: so a line drawn down from a later word passes the earlier ones.
    """
    middle = _stacked(places, left, right, lambda x, width: x - width / 2)
    if all(word.line == 0 for word in middle):
        return middle
    return _stacked(places, left, right, lambda x, width: x + _OVER - width)


def _stacked(
    places: Iterable[tuple[float, float]], left: float, right: float, align: Align
) -> list[Stacked]:
    found: list[Stacked] = []
    for x, width in places:
        start = min(max(align(x, width), left), right - width)
        lines = range(max((word.line for word in found), default=-1) + 2)
        tried = [Stacked(x, start, start + width, line) for line in lines]
        free = (each for each in tried if not any(_hits(each, word) for word in found))
        found.append(next(free, tried[-1]))
    return found


def _hits(one: Stacked, other: Stacked) -> bool:
    if one.line == other.line:
        return one.start < other.end + _APART and other.start < one.end + _APART
    upper, lower = (one, other) if one.line > other.line else (other, one)
    return lower.start <= upper.x <= lower.end
