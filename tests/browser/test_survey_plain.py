"""Without JavaScript every page around the questions works: practice, privacy, help, languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.phone import Phones
from tests.browser.surveying import OWN_NAMES, Surveying, pick, press_send, surveying
from tests.integration.survey.handing_out import opened_boxes

OTHER = {"en": "es", "es": "en"}
PRACTICE = {"en": "PRACTICE", "es": "PRÁCTICA"}
ROLE = {"en": "As a caregiver", "es": "Como cuidador o cuidadora"}
LISTENED = {"en": ("Did people listen", "Mostly"), "es": ("¿Pusieron atención", "En parte")}
SOMEONE = {
    "en": "Let someone else answer on this phone",
    "es": "Que otra persona conteste en este teléfono",
}
PRIVATE = {"en": "How we keep this private", "es": "Cómo mantenemos esto en privado"}
HELP = {"en": "Need help now?", "es": "¿Necesita ayuda ahora?"}
ONE_LINE = 40
EACH = pytest.mark.parametrize("language", ["en", "es"])


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


@EACH
def test_practice_from_the_list_to_the_thanks_and_on(
    phones: Phones, survey: Surveying, language: str
) -> None:
    other, stored = OTHER[language], len(opened_boxes(survey.hand.place))
    page = phones.open(javascript=False)
    page.goto(f"{survey.address}/practice?lang={other}")
    page.get_by_role("link", name=OWN_NAMES[language]).click()
    page.get_by_role("link", name=ROLE[language]).click()
    pick(page, LISTENED[language][0], [LISTENED[language][1]])
    page.get_by_role("button", name=OWN_NAMES[other]).click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator("input:checked")).to_have_count(1)
    press_send(page, other)
    page.wait_for_url(f"**/thanks/{other}/3?**practice=1")
    page.get_by_role("link", name=OWN_NAMES[language]).click()
    page.wait_for_url(f"**/thanks/{language}/3?**practice=1")
    assert page.locator(".sample").inner_text() == PRACTICE[language]
    page.get_by_role("link", name=SOMEONE[language]).click()
    expect(page.get_by_role("link", name=ROLE[language])).to_be_visible()
    assert len(opened_boxes(survey.hand.place)) == stored


@EACH
def test_from_the_questions_to_how_they_are_kept_private(
    phones: Phones, survey: Surveying, language: str
) -> None:
    other = OTHER[language]
    page = phones.open(javascript=False)
    page.goto(survey.card(language=language))
    page.get_by_role("link", name=PRIVATE[language]).click()
    expect(page.locator("h1")).to_have_text(PRIVATE[language])
    page.get_by_role("link", name=OWN_NAMES[other]).click()
    expect(page.locator("h1")).to_have_text(PRIVATE[other])
    page.get_by_text(HELP[other]).click()
    assert page.locator("a[href='tel:911']").is_visible()


@EACH
def test_help_unfolds_and_no_number_is_broken_in_two(
    phones: Phones, survey: Surveying, language: str
) -> None:
    page = phones.open(javascript=False, width=320)
    page.goto(survey.card(language=language))
    danger = page.locator("a[href='tel:911']")
    assert danger.is_hidden()
    page.get_by_text(HELP[language]).click()
    assert danger.is_visible()
    numbers = page.locator("footer .number").all()
    assert len(numbers) == 4
    boxes = [number.bounding_box() for number in numbers]
    assert [box for box in boxes if box is None or box["height"] > ONE_LINE] == []


def test_both_ways_out_stand_in_one_line_on_a_small_phone(
    phones: Phones, survey: Surveying
) -> None:
    page = phones.open(javascript=False, width=320)
    page.goto(survey.card())
    tops = page.locator("header .pill").evaluate_all("all => all.map(e => e.offsetTop)")
    assert len(set(tops)) == 1
