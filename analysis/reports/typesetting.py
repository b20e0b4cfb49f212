"""Data and a template -> tagged PDF (PDF/UA-1), set by typst."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.figures import style
from analysis.figures.glyphs import fallback_folder, writable

if TYPE_CHECKING:
    import typst

_FOLDER = Path(__file__).parent


def typeset(template: str, name: str, data: Mapping[str, Any]) -> bytes:
    """Return the PDF that a template of this folder makes: equal data give equal bytes.

    `data` is what the template reads as the input `name`. Text goes in as data, never as source.
    Signs that no typeface has (some scripts and pictographs) become the replacement sign, because
    PDF/UA asks that every sign be readable. Raises typst.TypstError when a picture has no
    alternative text.
    """
    compiled = compiler(template).compile(
        format="pdf",
        sys_inputs={name: writable(json.dumps(data, ensure_ascii=False))},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(compiled, bytes)
    return compiled


def pictured(
    template: str, name: str, data: Mapping[str, Any], pixels_per_inch: float
) -> list[bytes]:
    """Return the pages that `typeset` makes as pictures (PNG)."""
    text = writable(json.dumps(data, ensure_ascii=False))
    made = compiler(template).compile(format="png", ppi=pixels_per_inch, sys_inputs={name: text})
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


@cache
def compiler(template: str) -> "typst.Compiler":
    """One compiler of a template for the process: it keeps the typefaces and what it has read."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(style.FONT_FOLDER), str(fallback_folder())],
    )
    return typst.Compiler(str(_FOLDER / template), root=str(_FOLDER), font_paths=fonts)
