"""Reads a drawing back: the places of its marks, and every line of text it was given."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from analysis.figures import legend
from analysis.figures.answered_strips import answered_strips
from analysis.figures.beside_record import beside_record
from analysis.figures.control_chart import control_chart
from analysis.figures.funnel import funnel
from analysis.figures.gap_dumbbell import gap_dumbbell
from analysis.figures.help_bars import help_bars
from analysis.figures.legend import Entry
from analysis.figures.match_strip import match_strip
from analysis.figures.over_time import over_time
from analysis.figures.parts_bars import parts_bars
from analysis.figures.people_dots import people_dots
from analysis.figures.sheet import Sheet, text_width
from analysis.figures.small_multiples import small_multiples

SVG = "{http://www.w3.org/2000/svg}"
PREFIX = "fig"
DRAW = (
    answered_strips,
    beside_record,
    control_chart,
    funnel,
    gap_dumbbell,
    help_bars,
    match_strip,
    over_time,
    parts_bars,
    people_dots,
    small_multiples,
)


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def overlaps(self, other: "Box") -> bool:
        apart = 0.2
        return (
            self.left < other.right - apart
            and other.left < self.right - apart
            and self.top < other.bottom - apart
            and other.top < self.bottom - apart
        )


@dataclass(frozen=True)
class Written:
    """One line of text on a sheet."""

    text: str
    size: float
    box: Box


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def marks(svg: str, prefix: str = PREFIX) -> dict[str, Box]:
    """Every named mark (without the prefix) and where its points lie."""
    found = {}
    for element in parse(svg).iter():
        start, name = (
            element.get("id", "")[: len(prefix) + 1],
            element.get("id", "")[len(prefix) + 1 :],
        )
        points = [] if name.isdigit() else list(_points(element))
        if start == f"{prefix}-" and points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found[name] = Box(min(xs), min(ys), max(xs), max(ys))
    return found


def _points(element: ET.Element) -> Iterator[tuple[float, float]]:
    """The points of a path, or the place where a marker is put."""
    uses = list(element.iter(f"{SVG}use"))
    if uses:
        for use in uses:
            yield float(use.get("x", "0")), float(use.get("y", "0"))
        return
    for path in element.iter(f"{SVG}path"):
        numbers = [float(each) for each in re.findall(r"-?\d+\.?\d*", path.get("d", ""))]
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def forget_drawings() -> None:
    """Forget what was drawn before, so that the next call draws."""
    for draw in DRAW:
        draw.cache_clear()  # type: ignore[union-attr]


@contextmanager
def watched_text() -> Iterator[list[Written]]:
    """Collect the text of every sheet that is drawn inside the block."""
    written: list[Written] = []
    original = Sheet.text

    def text(
        self: Sheet,
        x: float,
        y: float,
        text: str,
        **options: Any,  # noqa: ANN401 - as in Sheet.text
    ) -> None:
        size, bold = options.get("size", 9.5), options.get("bold", False)
        width = text_width(text, size, bold=bold)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[options.get("align", "left")]
        # Letters without what reaches above capitals or below the line.
        box = Box(left, y - size * 0.36, left + width, y + size * 0.36)
        assert box.bottom <= self.height
        written.append(Written(text, size, box))
        original(self, x, y, text, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sheet, "text", text)
        yield written


@contextmanager
def watched_key() -> Iterator[list[Entry]]:
    """Collect what the key of every figure that is drawn inside the block explains."""
    entries: list[Entry] = []
    original = legend._draw_sample

    def draw(sheet: Sheet, entry: Entry, x: float, y: float) -> None:
        entries.append(entry)
        original(sheet, entry, x, y)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(legend, "_draw_sample", draw)
        yield entries
