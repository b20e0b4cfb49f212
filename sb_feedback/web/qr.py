"""QR pictures as inline SVG: black on white whatever the colours of the page."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_picture(text: str, title: str) -> Markup:
    """The picture of a text, at level Q: readable with a quarter of it damaged."""
    code = segno.make(text, error="q", boost_error=False, micro=False)
    svg = code.svg_inline(
        border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True, title=title
    )
    return Markup(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - made here, title escaped
