"""What the script adds: answers stay while there is no signal, and leaving leaves no way Back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.phone import Phones
from tests.browser.surveying import OWN_NAMES, Surveying, pick, picked, press_send, surveying
from tests.integration.survey.handing_out import opened_boxes

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

LISTENED = {"en": "Did people listen when you talked?", "es": "¿Pusieron atención"}
MOSTLY = {"en": "Mostly", "es": "En su mayor parte"}
NO_SIGNAL = {
    "en": "No signal. Your answers are still here. Try again.",
    "es": "No hay señal. Sus respuestas siguen aquí. Intente otra vez.",
}
#: How far the page has moved by itself since it was opened.
SHIFTED = """new Promise(done => new PerformanceObserver(list =>
done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
.observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))"""

PLACES = "[...document.querySelectorAll('label, legend, h2')].map(e => e.getBoundingClientRect().y)"


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


def answered(page: Page, survey: Surveying, language: str = "en") -> None:
    """Open a new card and pick one answer."""
    page.goto(survey.card(language=language))
    pick(page, LISTENED[language], [MOSTLY[language]])


def is_focused(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).evaluate("e => e === document.activeElement"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("button", ["send", "switch"])
def test_without_signal_answers_stay_and_a_retry_works(
    phones: Phones, survey: Surveying, button: str, language: str
) -> None:
    other = {"en": "es", "es": "en"}[language]

    def press() -> None:
        if button == "send":
            press_send(page, language)
        else:
            page.get_by_role("button", name=OWN_NAMES[other]).click()

    page, stored = phones.open(), len(opened_boxes(survey.hand.place))
    answered(page, survey, language)
    page.context.set_offline(True)
    for _ in range(2):
        press()
        page.wait_for_selector("#lost:visible")
        assert page.locator("#lost").inner_text() == NO_SIGNAL[language]
        assert is_focused(page, "#lost")
        assert picked(page) == 1
    page.context.set_offline(False)
    press()
    if button == "switch":
        page.wait_for_selector(f"html[lang={other}]")
        assert picked(page) == 1
        assert page.locator("#lost").is_hidden()
        press_send(page, other)
    page.wait_for_url("**/thanks/**")
    boxes = opened_boxes(survey.hand.place)[stored:]
    assert len(boxes) == 1


def test_pressing_twice_without_signal_leaves_the_button_as_it_was(
    phones: Phones, survey: Surveying
) -> None:
    page = phones.open()
    answered(page, survey)
    page.context.set_offline(True)
    page.evaluate("for (const _ of [1, 2]) document.querySelector('.before ~ .send').click()")
    page.wait_for_selector("#lost:visible")
    page.wait_for_timeout(200)
    assert page.locator(".send").last.inner_text() == "Send my answers"
    page.context.set_offline(False)
    press_send(page)
    page.wait_for_url("**/thanks/en/3?**")


def test_while_a_form_is_sent_the_button_says_so(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    answered(page, survey)
    said = page.evaluate(
        "document.querySelector('.before ~ .send').click() || document.forms.survey.innerText"
    )
    assert "One moment…" in said
    page.wait_for_url("**/thanks/en/3?**")


@pytest.mark.parametrize("status", [200, 403, 502])
def test_the_page_of_a_gateway_never_takes_the_place_of_the_answers(
    phones: Phones, survey: Surveying, status: int
) -> None:
    page = phones.open()
    answered(page, survey)

    def gateway(route: Route) -> None:
        route.fulfill(status=status, body="<html>Blocked</html>", content_type="text/html")

    page.route("**/q/**", gateway)
    press_send(page)
    page.wait_for_selector("#lost:visible")
    assert picked(page) == 1
    page.unroute("**/q/**", gateway)
    press_send(page)
    page.wait_for_url("**/thanks/en/3?**")


def test_trouble_on_our_side_is_told_and_a_retry_works(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    answered(page, survey)
    with survey.out_of_order():
        press_send(page)
        page.wait_for_selector(".notice[autofocus]")
        assert picked(page) == 1
        assert is_focused(page, "main")
    press_send(page)
    page.wait_for_url("**/thanks/en/3?**")


def test_sent_answers_leave_no_page_to_go_back_to(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    page.goto(f"{survey.address}/other-card?lang=en")
    answered(page, survey)
    page.get_by_role("button", name=OWN_NAMES["es"]).click()
    page.wait_for_selector("html[lang=es]")
    pages = page.evaluate("history.length")
    press_send(page, "es")
    page.wait_for_url("**/thanks/es/3?**")
    assert page.title() == "Gracias"
    assert page.evaluate("[history.length, scrollY]") == [pages, 0]
    assert is_focused(page, "main")
    page.go_back()
    assert page.url.endswith("/other-card?lang=en")
    page.go_forward()
    page.wait_for_url("**/thanks/es/3?**")


def test_a_reload_after_sending_stores_nothing_more(phones: Phones, survey: Surveying) -> None:
    page, stored = phones.open(), len(opened_boxes(survey.hand.place))
    answered(page, survey)
    press_send(page)
    page.wait_for_url("**/thanks/en/3?**")
    page.reload()
    assert page.locator("h1").inner_text() == "Thank you"
    assert len(opened_boxes(survey.hand.place)) == stored + 1


@pytest.fixture
def neutral(phones: Phones, survey: Surveying) -> Iterator[str]:
    """The page that leaving leads to: the one other host that a page may ask, and once."""
    address = survey.hand.place.settings.leave_url
    yield address
    assert phones.faults == [f"asked another host: {address}"]
    phones.faults.clear()


def leave(page: Page, neutral: str) -> None:
    """Press the button; in the same moment nothing is left to see."""
    page.route(neutral, lambda route: route.fulfill(body="<title>Weather</title>"))
    assert page.evaluate("document.querySelector('.leave').click() || document.body === null")
    page.wait_for_url(neutral)


@pytest.mark.parametrize("where", ["survey", "other language", "thanks"])
def test_leaving_blanks_the_page_at_once_and_leaves_no_way_back(
    phones: Phones, survey: Surveying, neutral: str, where: str
) -> None:
    page = phones.open()
    page.goto(f"{survey.address}/other-card?lang=en")
    answered(page, survey)
    pages = page.evaluate("history.length")
    if where == "other language":
        page.get_by_role("button", name=OWN_NAMES["es"]).click()
        page.wait_for_selector("html[lang=es]")
    if where == "thanks":
        press_send(page)
        page.wait_for_url("**/thanks/en/3?**")
    leave(page, neutral)
    assert page.evaluate("history.length") == pages
    page.go_back()
    assert page.url.endswith("/other-card?lang=en")


def test_without_javascript_leaving_is_a_link(phones: Phones, survey: Surveying) -> None:
    page = phones.open(javascript=False)
    page.goto(survey.card())
    assert page.get_by_role("link", name="Leave this page").get_attribute("href") == "/leave"
    assert page.locator(".say:visible").count() == 0
    assert page.locator("#lost").is_hidden()


def voices(page: Page, *languages: str, local: bool = True, late: bool = False) -> None:
    """Give a phone voices that write down what they say."""
    found = ", ".join(
        f"{{lang: '{code}', localService: {str(local).lower()}}}" for code in languages
    )
    page.add_init_script(f"""
    let there = {str(not late).lower()}
    window.said = []
    Object.defineProperty(window, 'speechSynthesis', {{value: {{
      speaking: false,
      getVoices() {{ return there ? [{found}] : [] }},
      speak(words) {{ said.push(words.text); this.speaking = true }},
      cancel() {{ said.push('-'); this.speaking = false }},
    }}}})
    window.SpeechSynthesisUtterance = function (text) {{ this.text = text }}
    window.wake = () => {{ there = true; speechSynthesis.onvoiceschanged() }}
    """)


@pytest.mark.parametrize(
    ("languages", "local", "page_language", "offered"),
    [
        ((), True, "en", False),
        (("es-MX", "fr-FR"), True, "en", False),
        (("en-US",), False, "en", False),
        (("de-DE", "en-US"), True, "en", True),
        (("es_US",), True, "es", True),
        (("est-EE",), True, "es", False),
    ],
)
def test_reading_aloud_is_offered_where_the_phone_has_a_voice(
    phones: Phones,
    survey: Surveying,
    languages: tuple[str, ...],
    local: bool,
    page_language: str,
    offered: bool,
) -> None:
    page = phones.open()
    voices(page, *languages, local=local)
    page.goto(survey.card(language=page_language))
    questions = page.locator("fieldset").count()
    assert page.locator(".say:visible").count() == (questions if offered else 0)


def test_a_question_and_its_answers_are_read_and_silenced(
    phones: Phones, survey: Surveying
) -> None:
    page = phones.open()
    voices(page, "en-US")
    page.goto(survey.card())
    first, second = page.get_by_role("button", name="Read aloud").all()[:2]
    first.click()
    assert page.evaluate("said") == [
        "-",
        "1. Did you get to say what you wanted to say?",
        "No, not at all",
        "A little",
        "Partly",
        "Mostly",
        "Yes, fully",
        "Skip, or does not fit me",
    ]
    first.click()
    assert page.evaluate("said.length") == 9
    second.click()
    second.click()
    assert page.evaluate("said.at(-1)") == "-"
    assert picked(page) == 0


def test_leaving_silences_the_voice(phones: Phones, survey: Surveying, neutral: str) -> None:
    page = phones.open()
    voices(page, "en-US")
    page.goto(survey.card())
    page.get_by_role("button", name="Read aloud").first.click()
    page.evaluate("speechSynthesis.cancel = () => console.info('silence')")
    with page.expect_console_message(lambda message: message.text == "silence"):
        leave(page, neutral)


def test_a_voice_that_comes_late_moves_nothing(phones: Phones, survey: Surveying) -> None:
    page = phones.open()
    voices(page, "en-US", late=True)
    page.goto(survey.card())
    before = page.evaluate(PLACES)
    assert page.locator(".say:visible").count() == 0
    page.evaluate("wake()")
    assert page.locator(".say:visible").count() > 0
    assert page.evaluate(PLACES) == before
    assert page.evaluate(SHIFTED) == 0
    boxes = [button.bounding_box() for button in page.locator(".say").all()]
    assert all(box and min(box["width"], box["height"]) >= 44 for box in boxes)
