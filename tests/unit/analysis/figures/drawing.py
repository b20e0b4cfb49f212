"""Reads a drawing back: the places of its marks, and every line of text it was given."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from analysis.figures.sheet import Sheet, text_width

SVG = "{http://www.w3.org/2000/svg}"
PREFIX = "fig"


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


def marks(svg: str) -> dict[str, Box]:
    """Every named mark (without the prefix) and where its points lie."""
    found = {}
    for element in parse(svg).iter():
        name = element.get("id", "")
        if name.startswith(f"{PREFIX}-") and not name.removeprefix(f"{PREFIX}-").isdigit():
            points = list(_points(element))
            if points:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                box = Box(min(xs), min(ys), max(xs), max(ys))
                found[name.removeprefix(f"{PREFIX}-")] = box
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
