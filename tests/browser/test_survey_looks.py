"""Every page a respondent can meet: readable, reachable, and never wider than the phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.checks import scrolls_sideways
from tests.browser.phone import Phones
from tests.browser.surveying import (
    LARGE_TEXT,
    SPACED_TEXT,
    Surveying,
    pick,
    press_send,
    surveying,
)
from tests.integration.survey.handing_out import MEMBER, move_ahead

if TYPE_CHECKING:
    from playwright.sync_api import Page

SMALLEST = 44
TARGETS = """[...document.querySelectorAll('a, button, summary, label, input:not([type=hidden])')]
.filter(e => !e.matches('.unseen, label input, label.box') && e.getClientRects().length)
.map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
.map(([html, box]) => [html, box.width, box.height])"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


def _open(path: str) -> Callable[[Page, Surveying, str], None]:
    def go(page: Page, survey: Surveying, language: str) -> None:
        page.goto(f"{survey.address}{path}?lang={language}")

    return go


def _survey(page: Page, survey: Surveying, language: str) -> None:
    page.goto(survey.card("professional", language))
    for group in page.get_by_role("group").all()[:2]:
        group.locator("label").nth(3).tap()


def _team(page: Page, survey: Surveying, language: str) -> None:
    page.goto(survey.card(MEMBER, language))


def _lost(page: Page, survey: Surveying, language: str) -> None:
    page.goto(survey.card("parent", language))
    page.context.set_offline(True)
    press_send(page, language)
    page.wait_for_selector("#lost:visible")
    page.context.set_offline(False)


def _aloud(page: Page, survey: Surveying, language: str) -> None:
    page.goto(survey.card("parent", language))
    page.evaluate("document.forms.survey.classList.add('aloud')")


def _thanks(page: Page, survey: Surveying, language: str) -> None:
    page.goto(f"{survey.address}/thanks/{language}/12")


def _send_away(page: Page, language: str) -> None:
    """Send, and wait until another page stands in the place of the questions."""
    press_send(page, language)
    page.locator("[name=number]").wait_for(state="detached")


def _used(page: Page, survey: Surveying, language: str) -> None:
    address = survey.card("parent", language)
    for _ in range(2):
        page.goto(address)
        _send_away(page, language)


def _ended(page: Page, survey: Surveying, language: str) -> None:
    address = survey.card("parent", language)
    move_ahead(survey.hand.place, 90)
    page.goto(address)
    move_ahead(survey.hand.place, -90)


def _trouble(page: Page, survey: Surveying, language: str) -> None:
    page.goto(survey.card("parent", language))
    with survey.out_of_order():
        press_send(page, language)
        page.wait_for_selector(".notice[autofocus]")


def _unreadable(page: Page, survey: Surveying, language: str) -> None:
    page.goto(survey.card("parent", language))
    page.evaluate("document.querySelector('[name=sheet]').value = 'x'.repeat(200000)")
    page.evaluate("document.querySelector('[name=number]').value = 'x'.repeat(200000)")
    _send_away(page, language)


PAGES: dict[str, tuple[str, Callable[[Page, Surveying, str], None]]] = {
    "survey": ("How was your meeting?", _survey),
    "team": ("How is your team doing?", _team),
    "no signal": ("How was your meeting?", _lost),
    "read aloud": ("How was your meeting?", _aloud),
    "landing": ("Answer a few questions", _open("/")),
    "thanks": ("Thank you", _thanks),
    "ended": ("The time for this card is over", _ended),
    "unknown": ("We could not find that code", _open("/q/ABCDEFGHJKLMNPQRSTUVWXYZ23")),
    "used": ("This card was used already", _used),
    "other card": ("Use the card that fits you", _open("/other-card")),
    "privacy": ("How we keep this private", _open("/privacy")),
    "practice": ("Practice survey", _open("/practice")),
    "practice survey": ("How was your meeting?", _open("/practice/parent")),
    "nowhere": ("There is no page here", _open("/nowhere")),
    "trouble": ("How was your meeting?", _trouble),
    "unreadable": ("We could not read that", _unreadable),
}
every_page = pytest.mark.parametrize("name", PAGES)


def _go(page: Page, survey: Surveying, name: str, language: str = "en") -> None:
    heading, go = PAGES[name]
    go(page, survey, language)
    if language == "en":
        assert page.locator("h1").inner_text() == heading


@every_page
def test_nothing_scrolls_sideways_on_a_small_phone_with_large_text(
    phones: Phones, survey: Surveying, name: str
) -> None:
    page = phones.open(width=320, height=568)
    _go(page, survey, name, "es")
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    assert not scrolls_sideways(page)
    page.evaluate(LARGE_TEXT)
    assert not scrolls_sideways(page)
    page.evaluate(SPACED_TEXT)
    assert not scrolls_sideways(page)


@every_page
def test_everything_to_tap_is_large_enough(phones: Phones, survey: Surveying, name: str) -> None:
    page = phones.open(width=320, height=568)
    _go(page, survey, name)
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    boxes = page.evaluate(TARGETS)
    assert boxes
    assert [box for box in boxes if box[1] < SMALLEST or box[2] < SMALLEST] == []


def test_answers_are_tiles_below_each_other_with_a_gap(phones: Phones, survey: Surveying) -> None:
    page = phones.open(width=320, height=568)
    page.goto(survey.card())
    boxes = [tile.bounding_box() for tile in page.locator("fieldset").first.locator("label").all()]
    assert len(boxes) == 6
    for above, below in pairwise(boxes):
        assert above is not None
        assert below is not None
        assert above["x"] == below["x"]
        assert above["width"] == below["width"]
        assert above["height"] >= 48
        assert below["y"] - above["y"] - above["height"] >= 6


def test_a_tap_moves_nothing(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    page.goto(survey.card())
    page.get_by_role("group", name="Did you get to say").scroll_into_view_if_needed()
    before = page.evaluate("[scrollY, document.documentElement.scrollHeight]")
    pick(page, "Did you get to say", ["Partly"])
    assert page.evaluate("[scrollY, document.documentElement.scrollHeight]") == before


def test_in_forced_colours_the_way_out_has_a_border(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    page.emulate_media(forced_colors="active")
    page.goto(survey.card())
    for name in ("Leave this page", "Send my answers"):
        width = page.get_by_text(name, exact=True).last.evaluate(
            "element => getComputedStyle(element).borderTopWidth"
        )
        assert width != "0px"
