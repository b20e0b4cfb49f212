"""A page whose lines begin at the right: the same page, mirrored, in longer words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.checks import accessibility_faults, scrolls_sideways
from tests.browser.phone import Phones
from tests.browser.surveying import LARGE_TEXT, SPACED_TEXT, Surveying, picked, surveying
from tests.integration.survey.handing_out import MEMBER
from tests.integration.survey.third_language import add_language, read_words_from

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator

ARABIC = "ar"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    folder = tmp_path_factory.mktemp("words")
    add_language(ARABIC, folder / "words")
    with pytest.MonkeyPatch.context() as patch:
        read_words_from(folder / "words", patch)
        with surveying(folder) as found:
            yield found


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None
    return box


@pytest.mark.parametrize("role", ["professional", MEMBER])
def test_nothing_scrolls_sideways_with_large_text(
    phones: Phones, survey: Surveying, role: str
) -> None:
    page = phones.open(width=320, height=568)
    page.goto(survey.card(role, ARABIC))
    assert not scrolls_sideways(page)
    for looks in (LARGE_TEXT, SPACED_TEXT):
        page.evaluate(looks)
        assert not scrolls_sideways(page)
        # A line from right to left flows out at the left, where nobody can scroll.
        assert (
            page.evaluate(
                """[...document.querySelectorAll('body *:not(.unseen)')]
            .filter(e => e.getClientRects().length && e.getBoundingClientRect().left < 0).length"""
            )
            == 0
        )


def test_the_page_is_mirrored(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    page.goto(survey.card(language=ARABIC))
    tile, ring = page.locator("label").first, page.locator("label input").first
    assert box_of(ring)["x"] > box_of(tile)["x"] + box_of(tile)["width"] / 2
    assert box_of(page.locator(".leave"))["x"] < 30
    others = page.locator("button.pill")
    assert [other.get_attribute("dir") for other in others.all()] == ["ltr", "ltr"]


def test_axe_finds_nothing(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    page.goto(survey.card(language=ARABIC))
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("javascript", [False, True], ids=["plain", "javascript"])
def test_the_switch_keeps_answers(phones: Phones, survey: Surveying, javascript: bool) -> None:
    page = phones.open(javascript=javascript)
    page.goto(survey.card())
    page.locator("label").first.tap()
    page.get_by_role("button", name="العربية").click()
    page.wait_for_selector("html[dir=rtl]")
    assert picked(page) == 1
    page.locator("button.send").last.click()
    page.wait_for_url("**/thanks/ar/3?**")
