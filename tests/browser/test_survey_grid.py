"""Every page in every language, at three widths, in three kinds of colours: axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.checks import accessibility_faults, scrolls_sideways
from tests.browser.phone import Phones
from tests.browser.surveying import Surveying, surveying
from tests.browser.test_survey_looks import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
WIDTHS = (320, 768, 1280)
LOOKS: Mapping[str, tuple[Scheme, bool]] = {
    "light": ("light", False),
    "dark": ("dark", False),
    "forced": ("dark", True),
}
#: Of forced colours axe reads one property that the browser does not paint with
#: (-webkit-text-fill-color), so it doubts the contrast of our buttons; it is looked at here.
DOUBTED = "color-contrast: "
PAINTED = """[...document.querySelectorAll('.send, .pill, .say')].map(e => getComputedStyle(e))
.filter(s => s.color === s.backgroundColor).length"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_anywhere(
    phones: Phones, survey: Surveying, name: str, language: str
) -> None:
    page = phones.open()
    PAGES[name][1](page, survey, language)
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    found = {place: _faults(page, *place) for place in product(WIDTHS, LOOKS)}
    assert {place: faults for place, faults in found.items() if faults} == {}


def _faults(page: Page, width: int, looks: str) -> list[str]:
    scheme, forced = LOOKS[looks]
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme, forced_colors="active" if forced else "none")
    faults = accessibility_faults(page, doubts=True)
    if forced:
        faults = [fault for fault in faults if not fault.startswith(DOUBTED)]
        faults += ["a button cannot be read"] if page.evaluate(PAINTED) else []
    return faults + (["scrolls sideways"] if scrolls_sideways(page) else [])
