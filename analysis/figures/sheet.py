"""A drawing surface measured in points, from the top left corner, on which text is wrapped to fit.

Figures put every mark at a place they computed, so nothing can overlap by chance and a test can
compare a coordinate with the number it stands for.
"""

import io
from collections.abc import Sequence
from functools import cache, lru_cache
from math import cos, radians, sin
from typing import Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.textpath import text_to_path
from matplotlib.transforms import IdentityTransform

from analysis.figures import style
from analysis.figures.glyphs import writable
from analysis.figures.svg import embeddable

LEADING = 1.32  # line height over type size
_POINTS_PER_INCH = 72.0
_SAMPLE = "SAMPLE"

Align = Literal["left", "center", "right"]
Cap = Literal["butt", "round", "projecting"]


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of one line of `text` set at `size` points."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, _font(size, bold=bold), False)
    return float(width)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break `text` into as few lines of at most `width` points as can be, of like length.

    A word that is longer than a line is cut.
    """
    text = writable(text)
    lines = _filled(text, width, size, bold=bold)
    narrow, wide = width / len(lines), width
    while wide - narrow > 2.0:
        middle = (narrow + wide) / 2
        tried = _filled(text, middle, size, bold=bold)
        if len(tried) > len(lines):
            narrow = middle
        else:
            wide, lines = middle, tried
    return lines


def _filled(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _pieces(text, width, size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _pieces(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while text_width(rest, size, bold=bold) > width and len(rest) > 1:
            cut = len(rest) - 1
            while cut > 1 and text_width(rest[:cut], size, bold=bold) > width:
                cut -= 1
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


@cache
def _font(size: float, *, bold: bool) -> FontProperties:
    style.register_fonts()
    family = [style.FAMILY, style.FALLBACK]
    return FontProperties(family=family, size=size, weight="bold" if bold else "normal")


class _Line(Artist):
    """One line of text at a place from the top left; it needs no layout of its own."""

    def __init__(self, place: tuple[float, float], text: str, font: FontProperties) -> None:
        super().__init__()
        self._place = place
        self._text = text
        self._font = font
        self.color = style.INK
        self.angle = 0.0

    def draw(self, renderer: RendererBase) -> None:
        """Give the text to the renderer."""
        context = renderer.new_gc()
        context.set_foreground(self.color)
        renderer.open_group("text", self.get_gid())
        renderer.draw_text(context, *self._place, self._text, self._font, self.angle)
        renderer.close_group("text")
        context.restore()


class Sheet:
    """One figure of `style.WIDTH` by `height` points."""

    def __init__(self, height: float, *, sample: bool = False) -> None:
        style.register_fonts()
        self.height = height
        size = (style.WIDTH / _POINTS_PER_INCH, height / _POINTS_PER_INCH)
        with mpl.rc_context(style.settings()):  # type: ignore[arg-type]
            self._figure = Figure(figsize=size, dpi=_POINTS_PER_INCH, facecolor=style.PAPER)
        if sample:
            self._sample_mark()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = style.TEXT,
        color: str = style.INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write one line whose middle (of its lower-case letters) is at height `y`."""
        text = writable(text)
        if align != "left":
            width = text_width(text, size, bold=bold)
            x -= width if align == "right" else width / 2
        artist = _Line((x, y + size * 0.36), text, _font(size, bold=bold))
        artist.color = color
        self._add(artist)

    def label(
        self, x: float, y: float, text: str, *, size: float = style.SMALL, bold: bool = False
    ) -> None:
        """Write one line on a piece of bare paper, so that no line of the chart runs through."""
        width = text_width(text, size, bold=bold)
        self.bar(x - 1.5, y - size * 0.5, width + 3.0, size, fill=style.PAPER)
        self.text(x, y, text, size=size, bold=bold)

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float = style.TEXT,
        color: str = style.INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write several lines, the block's middle at height `y`."""
        step = size * LEADING
        top = y - step * (len(lines) - 1) / 2
        for place, line in enumerate(lines):
            self.text(x, top + place * step, line, size=size, color=color, bold=bold, align=align)

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str,
        edge: str | None = None,
        hatch: str | None = None,
        mark: str | None = None,
    ) -> None:
        """Draw a rectangle whose left upper corner is at (x, y). `mark` names it in the SVG."""
        patch = Rectangle(
            (x, self.height - y - height),
            width,
            height,
            facecolor=fill,
            edgecolor=edge or "none",
            hatch=hatch,
            linewidth=0.8 if edge else 0.0,
        )
        self._add(patch, mark)

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str,
        edge: str,
        hatch: str | None = None,
        mark: str | None = None,
    ) -> None:
        """Draw a circle centred at (x, y), its edge half inside and half outside the radius."""
        patch = Circle(
            (x, self.height - y),
            radius,
            facecolor=fill,
            edgecolor=edge,
            hatch=hatch,
            linewidth=1.2,
        )
        self._add(patch, mark)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        color: str = style.INK,
        width: float = 1.0,
        dashes: tuple[float, float] | None = None,
        cap: Cap = "butt",
        mark: str | None = None,
    ) -> None:
        """Draw straight lines through `points`."""
        xs = [x for x, _ in points]
        ys = [self.height - y for _, y in points]
        line = Line2D(xs, ys, color=color, linewidth=width, solid_capstyle=cap)
        if dashes:
            line.set_linestyle((0, dashes))
        self._add(line, mark)

    def dot(
        self,
        x: float,
        y: float,
        *,
        shape: str = "o",
        size: float = 8.0,
        fill: str = style.BLUE,
        edge: str = style.PAPER,
        edge_width: float = 1.0,
        mark: str | None = None,
    ) -> None:
        """Draw a marker centred at (x, y); `shape` is a matplotlib marker."""
        dot = Line2D(
            [x],
            [self.height - y],
            marker=shape,
            markersize=size,
            markerfacecolor=fill,
            markeredgecolor=edge,
            markeredgewidth=edge_width,
            linestyle="none",
        )
        self._add(dot, mark)

    def svg(self, *, prefix: str, alt: str) -> str:
        """Return the drawing as an SVG element that can be put into a page."""
        out = io.StringIO()
        with mpl.rc_context(style.settings()):  # type: ignore[arg-type]
            self._figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        return embeddable(out.getvalue(), prefix=prefix, alt=alt)

    def _add(self, artist: Artist, mark: str | None = None) -> None:
        if mark is not None:
            artist.set_gid(f"mark:{mark}")
        artist.set_transform(IdentityTransform())
        artist.set_zorder(len(self._figure.artists))
        self._figure.add_artist(artist)

    def _sample_mark(self) -> None:
        size = min(96.0, self.height * 0.62)
        angle = min(18.0, self.height / 14)
        half = text_width(_SAMPLE, size, bold=True) / 2
        turned = radians(angle)
        x = style.WIDTH / 2 - half * cos(turned) + size * 0.36 * sin(turned)
        y = self.height / 2 + half * sin(turned) + size * 0.36 * cos(turned)
        artist = _Line((x, y), _SAMPLE, _font(size, bold=True))
        artist.color = style.WATERMARK
        artist.angle = angle
        self._add(artist, "sample-mark")
