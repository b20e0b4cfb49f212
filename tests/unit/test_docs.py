"""The documents: generated parts are what the code makes now, and links lead somewhere."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from docs.make import made as making
from docs.make.blocks import filled, names
from docs.make.figures import KINDS
from docs.make.tables import TABLES
from tests.unit.analysis.figures.drawing import DRAW

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
NUMBER = re.compile(r"-?\d+\.?\d*")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"")
LARGEST = 75_000
"""Bytes of a drawing."""


@cache
def made() -> dict[str, str]:
    return making.made()


def alike(one: str, other: str) -> bool:
    """The same text, numbers within two hundredths (other processors round differently)."""
    if NUMBER.sub("#", one) != NUMBER.sub("#", other):
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= 0.02 for a, b in pairs)


def test_what_is_stored_is_what_the_code_makes() -> None:
    different = [
        name
        for name, text in made().items()
        if not (DOCS / name).exists() or not alike((DOCS / name).read_text("utf-8"), text)
    ]
    assert not different, "run `make docs`"
    assert making.leftovers(made()) == []


def test_control_another_number_or_word_is_seen() -> None:
    assert alike('x="1.50" of 20', 'x="1.51" of 20')
    assert not alike("9 of 20", "10 of 20")
    assert not alike("9 of 20", "9 in 20")


def test_every_kind_and_every_table_has_its_place_in_a_document() -> None:
    assert names((DOCS / "gallery.md").read_text("utf-8")) == list(KINDS)
    placed = [
        name
        for document in ("methods.md", "formulas.md")
        for name in names((DOCS / document).read_text("utf-8"))
    ]
    assert sorted(placed) == sorted(TABLES)
    drawn = {draw.__name__.replace("_", "-") for draw in DRAW}
    assert drawn == set(KINDS) - {"over-time-picked"}


def test_a_block_that_nothing_makes_is_refused() -> None:
    with pytest.raises(KeyError):
        filled("<!-- made: nothing -->\n<!-- end -->", {})
    assert filled("<!-- made: a -->\nold\n<!-- end -->", {"a": "new"}) == (
        "<!-- made: a -->\nnew\n<!-- end -->"
    )


def test_drawings_are_small_marked_as_samples_and_speak() -> None:
    drawings = {name: text for name, text in made().items() if name.endswith(".svg")}
    assert len(drawings) == 2 * len(KINDS)
    for name, text in drawings.items():
        assert len(text) < LARGEST, name
        assert "sample-mark" in text
        assert len(ET.fromstring(text).get("aria-label", "")) > 40


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "docs/gallery.md",
        "docs/methods.md",
        "docs/formulas.md",
        "docs/report.md",
        "CHANGELOG.md",
    ],
)
def test_links_lead_somewhere(document: str) -> None:
    path = ROOT / document
    links = ["".join(found) for found in LINK.findall(path.read_text("utf-8"))]
    missing = [
        link for link in links if not link.startswith("http") and not (path.parent / link).exists()
    ]
    assert links
    assert missing == []
