"""Connections are cut while a form is sent: its answers stay, and exactly one is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.browser.cutting import Cut, bad_network
from tests.browser.phone import Phones
from tests.browser.surveying import picked, press_send, surveying
from tests.integration.survey.handing_out import opened_boxes

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_TRIES = 12
USED = "This card was used already"
SENT_OR_LOST = "h1.sent, #lost:visible"


Picks = Mapping[str, int]


@pytest.mark.parametrize("cuts", [20, pytest.param(100, marks=pytest.mark.deep)])
def test_each_form_is_stored_once_wherever_the_connection_is_cut(
    phones: Phones, tmp_path: Path, cuts: int
) -> None:
    page = phones.open()

    def send(address: str, picks: Picks, random: Random) -> None:
        for _ in range(MOST_TRIES):
            press_send(page)
            page.wait_for_selector(SENT_OR_LOST)
            if "/thanks/" in page.url:
                return
            assert picked(page) == len(picks)
        pytest.fail("the form was never received")

    _check_each_is_stored_once(page, tmp_path, cuts, send)


@pytest.mark.parametrize("cuts", [6, pytest.param(100, marks=pytest.mark.deep)])
def test_without_javascript_a_card_stores_one_form_however_it_is_sent_again(
    phones: Phones, tmp_path: Path, cuts: int
) -> None:
    page = phones.open(javascript=False)

    def send(address: str, picks: Picks, random: Random) -> None:
        _press_send_and_see(page)
        for _ in range(MOST_TRIES):
            if "/thanks/" in page.url or page.get_by_role("heading", name=USED).count():
                return
            _try_again(page, address, picks, random)
        pytest.fail("the form was never received")

    _check_each_is_stored_once(page, tmp_path, cuts, send)
    # The browser complains of headers that were cut in two; those are no faults of the page.
    phones.faults[:] = [fault for fault in phones.faults if not fault.startswith("console: ")]


def _check_each_is_stored_once(
    page: Page, folder: Path, cuts: int, send: Callable[[str, Picks, Random], None]
) -> None:
    """Answer new cards until so many connections were cut; each is in one box, as picked."""
    random = Random(cuts)
    expected: list[Picks] = []
    with surveying(folder) as survey, bad_network(survey.address) as network:
        while network.made < cuts:
            address = survey.card().replace(survey.address, network.address)
            page.goto(address)
            expected.append(_some_picks(random))
            _pick(page, expected[-1])
            network.planned.extend(_plan(random))
            send(address, expected[-1], random)
            network.planned.clear()
        stored = [box["answers"].get("r", {}) for box in opened_boxes(survey.hand.place)]
    assert sorted(map(str, stored)) == sorted(map(str, expected))


def _plan(random: Random) -> list[Cut | None]:
    """What happens to the next connections: sending needs two of them."""
    return [Cut.somewhere(random) if random.random() < 0.7 else None for _ in range(4)]


def _some_picks(random: Random) -> Picks:
    return {key: random.randint(1, 5) for key in ("V1", "V2", "R1", "D3") if random.random() < 0.7}


def _pick(page: Page, picks: Picks) -> None:
    for key, rating in picks.items():
        page.locator(f"[name=P-{key}][value='{rating}']").check()


def _press_send_and_see(page: Page) -> None:
    """Press the button; the browser shows what came, or that nothing came."""
    from playwright.sync_api import Error

    with suppress(Error), page.expect_navigation():
        press_send(page)


def _try_again(page: Page, address: str, picks: Picks, random: Random) -> None:
    """What people do: answer what is asked, else reload the page or scan the card once more."""
    from playwright.sync_api import Error

    if page.locator("[name=number]").count():
        _pick(page, picks)
        _press_send_and_see(page)
    else:
        with suppress(Error):
            page.reload() if random.random() < 0.5 else page.goto(address)
