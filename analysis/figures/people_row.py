"""One circle for each one counted, with no words and no key: for a page that all can read.

Full: surely counted. Half: left open by a guarded count. Empty: surely not. The words beside it
say the number; a large group is a bar of the same three parts.
"""

from collections.abc import Iterator

from analysis.figures import style
from analysis.guard import GuardedCount

MOST = 60
"""Largest base that is drawn as circles; of a larger one nobody counts them."""

_IN_A_LINE = 20
_STEP = 13.0
_RADIUS = 4.75
_WIDTH = _IN_A_LINE * _STEP
_BAR = 12.0


def people_row(count: GuardedCount) -> str:
    """Return the circles, twenty in a line, as SVG text without any word."""
    lines = -(-count.base // _IN_A_LINE) if count.base <= MOST else 1
    height = lines * _STEP
    marks = _circles(count) if count.base <= MOST else _bar(count)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {height:g}"'
        f' width="{_WIDTH:g}" height="{height:g}" aria-hidden="true">{"".join(marks)}</svg>'
    )


def _circles(count: GuardedCount) -> Iterator[str]:
    for place in range(count.base):
        line, column = divmod(place, _IN_A_LINE)
        x, y = (column + 0.5) * _STEP, (line + 0.5) * _STEP
        yield _circle(x, y, full=place < count.low)
        if count.low <= place < count.high:
            yield _left_half(x, y)


def _circle(x: float, y: float, *, full: bool) -> str:
    fill = style.BLUE if full else style.PAPER
    ring = f'stroke="{style.BLUE}" stroke-width="1.2"'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{_RADIUS:g}" fill="{fill}" {ring}/>'


def _left_half(x: float, y: float) -> str:
    top, r = y - _RADIUS, f"{_RADIUS:g}"
    return f'<path d="M{x:g} {top:g}a{r} {r} 0 0 0 0 {2 * _RADIUS:g}z" fill="{style.BLUE}"/>'


def _bar(count: GuardedCount) -> Iterator[str]:
    ends = [share * _WIDTH for share in (count.low_share, count.high_share)]
    for end, fill in ((_WIDTH, style.PAPER), (ends[1], style.PALE_BLUE), (ends[0], style.BLUE)):
        yield f'<rect x="0" y="0.5" width="{end:g}" height="{_BAR:g}" fill="{fill}"/>'
    yield (
        f'<rect x="0.6" y="0.6" width="{_WIDTH - 1.2:g}" height="{_BAR - 0.2:g}" fill="none"'
        f' stroke="{style.BLUE}" stroke-width="1.2"/>'
    )
