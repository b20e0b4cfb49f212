"""A person with a phone answers: with and without JavaScript, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.phone import Phones
from tests.browser.surveying import OWN_NAMES, Surveying, pick, picked, press_send, surveying
from tests.integration.survey.handing_out import opened_boxes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ASKED = {
    "en": ("Did people listen when you talked?", "Mostly", "A ride", "Go to the questions"),
    "es": ("¿Pusieron atención", "En su mayor parte", "Transporte", "Ir a las preguntas"),
}
HELP = {"en": "What help is hard to get", "es": "¿Qué ayuda es difícil"}
#: One for each question, the buttons and links around them.
MOST_STOPS = 32


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


@pytest.mark.parametrize("javascript", [False, True], ids=["plain", "javascript"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_whole_survey_from_the_card_to_the_thanks(
    phones: Phones, survey: Surveying, javascript: bool, language: str
) -> None:
    question, answer, help_wanted, go = ASKED[language]
    before = len(opened_boxes(survey.hand.place))
    page = phones.open(javascript=javascript, locale=f"{language}-US")
    page.goto(survey.address)
    typed = survey.hand.single().typed
    page.get_by_role("textbox").fill(f"{typed[:4].lower()} {typed[4:]}")
    page.get_by_role("button", name=go).click()
    pick(page, question, [answer])
    pick(page, HELP[language], [help_wanted])
    assert picked(page) == 2
    press_send(page, language)
    page.wait_for_url(f"**/thanks/{language}/3?**")
    assert typed not in page.url
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("details").get_attribute("open") is not None
    boxes = opened_boxes(survey.hand.place)
    assert len(boxes) == before + 1
    assert {"r": {"V2": 4}, "h": ["B01"]} in [box["answers"] for box in boxes]


@pytest.mark.parametrize("javascript", [False, True], ids=["plain", "javascript"])
def test_the_language_switch_keeps_answers(
    phones: Phones, survey: Surveying, javascript: bool
) -> None:
    page = phones.open(javascript=javascript)
    page.goto(survey.card())
    pick(page, ASKED["en"][0], [ASKED["en"][1]])
    page.get_by_role("button", name=OWN_NAMES["es"]).click()
    group = page.get_by_role("group", name=ASKED["es"][0])
    assert group.get_by_label(ASKED["es"][1]).is_checked()
    page.get_by_role("button", name=OWN_NAMES["en"]).click()
    assert page.get_by_role("group", name=ASKED["en"][0]).get_by_label("Mostly").is_checked()
    assert picked(page) == 1


def test_a_rating_can_be_taken_back_without_javascript(phones: Phones, survey: Surveying) -> None:
    page = phones.open(javascript=False)
    page.goto(survey.card())
    pick(page, ASKED["en"][0], ["Mostly", "Skip, or does not fit me"])
    assert page.locator("input:checked").get_attribute("value") == "0"


def test_the_enter_key_sends_and_does_not_switch_the_language(
    phones: Phones, survey: Surveying
) -> None:
    page = phones.open(javascript=False)
    page.goto(survey.card())
    group = page.get_by_role("group", name=ASKED["en"][0])
    group.get_by_label("Mostly").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks/en/3?**")


def test_trouble_on_our_side_keeps_the_answers_on_screen(phones: Phones, survey: Surveying) -> None:
    page = phones.open(javascript=False)
    page.goto(survey.card())
    pick(page, ASKED["en"][0], ["Mostly"])
    with survey.out_of_order():
        press_send(page)
        notice = page.locator(".notice[autofocus]")
        assert "Your answers are still here" in notice.inner_text()
        assert notice.evaluate("element => element === document.activeElement")
        assert picked(page) == 1
    notice.get_by_role("button").click()
    page.wait_for_url("**/thanks/en/3?**")


@pytest.fixture(scope="module")
def remembering(chromium: Browser) -> Iterator[Browser]:
    """A Chromium as people have it: one that keeps pages in memory for going Back."""
    kind = chromium.browser_type
    browser = kind.launch(
        executable_path=_path_of(chromium),
        args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.mark.parametrize("javascript", [False, True], ids=["plain", "javascript"])
def test_opening_a_card_again_shows_no_answers(
    remembering: Browser, survey: Surveying, javascript: bool
) -> None:
    context = remembering.new_context(java_script_enabled=javascript, has_touch=True)
    address = survey.card()
    for send in (False, True):
        page = context.new_page()
        page.goto(address)
        assert picked(page) == 0
        pick(page, ASKED["en"][0], ["Mostly"])
        if send:
            press_send(page)
            page.wait_for_url("**/thanks/**")
        page.close()
    page = context.new_page()
    page.goto(address)
    assert picked(page) == 0
    assert page.locator("noscript p").count() == (0 if javascript else 1)
    context.close()


@pytest.mark.parametrize("javascript", [False, True], ids=["plain", "javascript"])
def test_back_shows_no_answers_after_sending_or_leaving(
    remembering: Browser, survey: Surveying, javascript: bool
) -> None:
    context = remembering.new_context(java_script_enabled=javascript, has_touch=True)
    context.route("https://**", lambda route: route.abort())
    page = context.new_page()
    address = survey.card()
    for leave in ("send", "other card", "leave", "switch and send", "reload"):
        page.goto(f"{survey.address}/thanks/en/3")
        page.goto(survey.card())
        pick(page, ASKED["en"][0], ["Mostly"])
        _go_away(page, leave, survey)
        assert picked(page) == 0, leave
    page.goto(address)
    context.close()


def _go_away(page: Page, how: str, survey: Surveying) -> None:
    if how == "reload":
        page.reload()
        return
    if how == "switch and send":
        page.get_by_role("button", name=OWN_NAMES["es"]).click()
        page.wait_for_selector("html[lang=es]")
    if how == "leave":
        # The place to go to cannot be reached here; the page is left all the same.
        with page.expect_event("requestfailed"):
            page.get_by_role("link", name="Leave this page").click()
        page.wait_for_timeout(300)
    elif how == "other card":
        page.get_by_role("link", name="Not a parent?").click()
        page.wait_for_url("**/other-card?lang=en**")
    else:
        press_send(page, "es" if "switch" in how else "en")
        page.wait_for_url("**/thanks/**")
    _press_back(page)


def _press_back(page: Page) -> None:
    from playwright.sync_api import Error

    try:
        page.go_back(wait_until="commit")
    except Error as error:
        # A page that was the answer to a form is not sent again without asking the person.
        if "ERR_CACHE_MISS" not in error.message:
            raise
    page.wait_for_timeout(300)


def _path_of(browser: Browser) -> str:
    from tests.browser.chromium import find_chromium

    assert browser.is_connected()
    path = find_chromium()
    assert path is not None
    return path


def test_a_page_is_one_request_and_leaves_nothing_on_the_phone(
    phones: Phones, survey: Surveying
) -> None:
    page = phones.open()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in (survey.card(), survey.address, f"{survey.address}/thanks/en/3"):
        asked.clear()
        page.goto(address)
        assert asked == [address if "?" in address or "thanks" in address else f"{address}/"]
    page.goto(survey.card())
    pick(page, ASKED["en"][0], ["Mostly"])
    press_send(page)
    page.wait_for_url("**/thanks/**")
    assert page.context.cookies() == []
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie.length,
        (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )
    assert kept == [0, 0, 0, 0, 0]


def test_a_page_is_small_on_the_wire(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(survey.card("professional", "es"))
    page.wait_for_timeout(200)
    assert len(sizes) == 1
    assert sizes[0] <= 6 * 1024


def test_the_keyboard_alone_is_enough(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    page.goto(survey.card())
    stops: list[str] = []
    for _ in range(MOST_STOPS + 20):
        page.keyboard.press("Tab")
        here = str(page.evaluate("document.activeElement.name || document.activeElement.href"))
        assert page.evaluate("document.activeElement === document.body") is False or stops
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(here)
        if here == "P-V1" and "P-V1" not in stops[:-1]:
            page.keyboard.press("ArrowDown")
    assert len(stops) <= MOST_STOPS
    assert picked(page) == 1
    page.keyboard.press("Tab")
