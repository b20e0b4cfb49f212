"""Tokens every figure shares: the typeface, its sizes, two accents, the greys."""

from functools import cache
from pathlib import Path

FONT_FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Open Sans"
FALLBACK = "DejaVu Sans"  # comes with matplotlib; has the scripts that Open Sans lacks

WIDTH = 468.0  # points: the text width of US Letter with one-inch margins

SMALL = 9.0  # nothing is smaller
TEXT = 9.5
STRONG = 10.0

INK = "#1f2933"
MUTED = "#4a5561"
RULE = "#808b96"
GRID = "#dfe3e8"
PAPER = "#ffffff"
FAINT = "#eef1f4"
WATERMARK = "#e4e7eb"

# The two blues are 4 to 1 apart in contrast, so that grey print keeps them apart too.
BLUE = "#0a4569"
PALE_BLUE = "#6fa8d0"
ORANGE = "#c05a10"


@cache
def register_fonts() -> None:
    """Make the shipped typeface known to matplotlib, once per process."""
    from matplotlib import font_manager

    for path in sorted(FONT_FOLDER.glob("*.ttf")):
        font_manager.fontManager.addfont(str(path))


def settings() -> dict[str, object]:
    """Matplotlib settings under which equal numbers give equal bytes.

    `svg.hashsalt` makes identifiers a function of the drawing; text becomes outlines, so that no
    reader's fonts can change a width.
    """
    return {
        "font.family": [FAMILY, FALLBACK],
        "svg.fonttype": "path",
        "svg.hashsalt": "sb_feedback",
        "hatch.linewidth": 1.1,
        "path.simplify": False,
    }
