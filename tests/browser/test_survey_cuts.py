"""Connections are cut while a form is sent: its answers stay, and exactly one is stored."""

from __future__ import annotations

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
SENT_OR_LOST = "h1.sent, #lost:visible"


@pytest.mark.parametrize("cuts", [20, pytest.param(100, marks=pytest.mark.deep)])
def test_each_form_is_stored_once_wherever_the_connection_is_cut(
    phones: Phones, tmp_path: Path, cuts: int
) -> None:
    random = Random(cuts)
    page = phones.open()
    expected: list[dict[str, int]] = []
    with surveying(tmp_path) as survey, bad_network(survey.address) as network:
        while network.made < cuts:
            page.goto(survey.card().replace(survey.address, network.address))
            expected.append(_pick_some(page, random))
            network.planned.extend(_plan(random))
            _send_until_thanked(page, len(expected[-1]))
            network.planned.clear()
        stored = [box["answers"].get("r", {}) for box in opened_boxes(survey.hand.place)]
    assert sorted(map(str, stored)) == sorted(map(str, expected))


def _plan(random: Random) -> list[Cut | None]:
    """What happens to the next connections: sending needs two of them."""
    return [Cut.somewhere(random) if random.random() < 0.7 else None for _ in range(4)]


def _pick_some(page: Page, random: Random) -> dict[str, int]:
    """Pick answers; what is to be stored for them."""
    picks = {key: random.randint(1, 5) for key in ("V1", "V2", "R1", "D3") if random.random() < 0.7}
    for key, rating in picks.items():
        page.locator(f"[name=P-{key}][value='{rating}']").check()
    return picks


def _send_until_thanked(page: Page, picks: int) -> None:
    for _ in range(MOST_TRIES):
        press_send(page)
        page.wait_for_selector(SENT_OR_LOST)
        if "/thanks/" in page.url:
            return
        assert picked(page) == picks
    pytest.fail("the form was never received")
