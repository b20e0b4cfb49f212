"""Signs that can be printed: those that no typeface of ours has are replaced or dropped."""

import unicodedata
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

from analysis.figures import style

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE = frozenset(("Cf", "Mn", "Me"))


def writable(text: str) -> str:
    """Return `text` with every sign that neither typeface has replaced, or dropped if invisible."""
    stand_ins = {ord(sign): _stand_in(sign) for sign in set(text) - _known_signs()}
    return text.translate(stand_ins) if stand_ins else text


def _stand_in(sign: str) -> str:
    if sign == "\n":
        return sign
    return "" if unicodedata.category(sign) in _INVISIBLE else REPLACEMENT


@cache
def _known_signs() -> frozenset[str]:
    paths = [*sorted(style.FONT_FOLDER.glob("*.ttf")), fallback_folder() / "DejaVuSans.ttf"]
    return frozenset(chr(sign) for path in paths for sign in FT2Font(str(path)).get_charmap())


def fallback_folder() -> Path:
    """Return the folder of the typefaces that come with matplotlib."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"
