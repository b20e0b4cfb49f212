"""On a slow phone with a weak signal the page comes in one request and stays in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.phone import Phones
from tests.browser.slow import slow_down
from tests.browser.surveying import Surveying, surveying
from tests.integration.survey.handing_out import MEMBER, ROLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLOWER = 4
#: Centred words move by a hair if a packet ends within them; the good value is 0.1.
SMALLEST_SHIFT = 0.01
SHIFTED = """() => new Promise(done => {
  const sum = list => list.getEntries().reduce((sum, one) => sum + one.value, 0)
  new PerformanceObserver(list => done(sum(list))).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(0), 1000)
})"""


def come(page: Page, address: str) -> tuple[list[str], float]:
    """Open an address on a slow phone with a weak signal: what was asked for, and what moved."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    slow_down(page, SLOWER)
    page.goto(address)
    shifted = page.evaluate(SHIFTED)
    return [url for url in asked if url.startswith("http")], float(shifted)


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("role", [*ROLES, MEMBER])
def test_the_survey_comes_at_once_and_stays_in_place(
    phones: Phones, survey: Surveying, role: str, language: str
) -> None:
    address = survey.card(role, language)
    asked, shifted = come(phones.open(), address)
    assert len(asked) == 1
    assert shifted <= SMALLEST_SHIFT
