"""On a page each letter's outline stands once, and every drawing shows what it showed before."""

import re
from xml.etree import ElementTree as ET

from analysis.figures.svg import share_glyphs
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import SVG, marks

OUTLINE = re.compile(r'<path id="[^"]+" (d="[^"]+" transform="scale[^>]*)>')


def page() -> str:
    drawn = (samples.KINDS[kind]() for kind in sorted(samples.KINDS))
    renamed = (svg.replace("fig-", f"fig{place}-") for place, svg in enumerate(drawn))
    return f"<main>{''.join(renamed)}</main>"


def outlines(text: str) -> list[list[str]]:
    """The outline of each letter that each drawing uses, in order."""
    root = ET.fromstring(text)
    by_name = {each.get("id"): each.get("d", "") for each in root.iter(f"{SVG}path")}
    return [
        [by_name[use.get("href", "")[1:]] for use in svg.iter(f"{SVG}use")]
        for svg in root.iter(f"{SVG}svg")
    ]


def test_every_drawing_uses_the_same_outlines_and_each_is_there_once() -> None:
    before = page()
    after = share_glyphs(before)
    assert outlines(after) == outlines(before)
    found = OUTLINE.findall(after)
    assert len(found) == len(set(found)) == len(set(OUTLINE.findall(before))) > 40
    assert len(after) < 0.8 * len(before)
    names = re.findall(r' id="([^"]+)"', after)
    assert len(names) == len(set(names))


def test_marks_stay_where_they_are() -> None:
    drawing = samples.parts()
    assert marks(share_glyphs(drawing)) == marks(drawing) != {}
