"""The whole path in real browsers: cards, a phone, a quarter that closes, a report to download."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import expect

from sb_feedback import create_app
from sb_feedback.config import Settings
from sb_feedback.demo.serving import Demo
from sb_feedback.demo.story import MAIN
from sb_feedback.jobs import Worker
from sb_feedback.workplace import Workplace
from tests.browser.checks import accessibility_faults, read_qr, scrolls_sideways
from tests.browser.hand import Hand
from tests.browser.phone import Phones
from tests.browser.serving import serving
from tests.browser.surveying import pick, picked, press_send
from tests.integration.copies import CHEAP
from tests.integration.demo.looking import answers
from tests.integration.demo.tiny import NOW, shrink
from tests.integration.whole_path.browsing import read
from tests.integration.whole_path.playing import rendering
from tests.integration.whole_path.reading import (
    as_sheet_rows,
    pdf_tables,
    sheet_rows,
    sheets_of,
    tables_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from playwright.sync_api import Page

CLOSED = "2027-Q1"


@dataclass
class Later:
    """An application that is known only after its server's address is."""

    app: Flask | None = None

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Hand a request on."""
        assert self.app is not None
        return self.app(environ, start)


@dataclass(frozen=True)
class Demonstration:
    """The small SAMPLE state, served."""

    address: str
    place: Workplace


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the small SAMPLE state, in the middle of a quarter."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(NOW, tick=True):
        shrink(patch)
        place = Workplace(Settings(mode="demo", data_dir=folder), hasher=CHEAP)
        with rendering((), ()):
            Demo(place, 5000, lambda _line: None).prepare()
        place.db.engine.dispose()
        yield folder


@pytest.fixture
def demo(built: Path, tmp_path: Path) -> Iterator[Demonstration]:
    """A copy of the state, served at an address that its cards carry."""
    shutil.copytree(built, tmp_path / "data")
    later = Later()
    with ExitStack() as stack:
        address = stack.enter_context(serving(later))
        settings = Settings(mode="demo", data_dir=tmp_path / "data", base_url=address)
        place = Workplace(settings, hasher=CHEAP)
        stack.callback(place.db.engine.dispose)
        later.app = create_app(place)
        yield Demonstration(address, place)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_from_a_meeting_to_the_downloaded_report(
    phones: Phones, demo: Demonstration, javascript: bool
) -> None:
    desk = phones.open(javascript=javascript, width=1280, height=900)
    desk.goto(f"{demo.address}/")
    desk.get_by_role("button", name="As a coordinator").click()
    before = answers(demo.place)

    (address,) = make_a_meeting_and_print_its_cards(desk)
    answer_on_a_phone(phones, address, javascript=javascript)
    assert answers(demo.place) == before + 1

    close_the_quarter(desk, demo)
    download_the_report_and_compare(desk, demo)


def make_a_meeting_and_print_its_cards(desk: Page) -> list[str]:
    """From the first page after signing in to the cards, in four clicks at the most."""
    hand = Hand(4)
    hand.press(desk.get_by_role("link", name="New meeting"))
    desk.get_by_label("Parents").fill("1")
    hand.press(desk.get_by_role("button", name="Save and get the cards"))
    hand.press(desk.get_by_role("button", name="Print cards").first)
    assert desk.get_by_role("heading", level=1).inner_text() == "1 card to print"
    return read_qr(desk.screenshot(full_page=True))


def answer_on_a_phone(phones: Phones, address: str, *, javascript: bool) -> None:
    """Scan the card with a small phone, answer and send."""
    page = phones.open(javascript=javascript, width=360)
    page.goto(address)
    assert not scrolls_sideways(page)
    pick(page, "Did people listen when you talked?", ["Yes, fully"])
    pick(page, "Did you help make the plan?", ["A little"])
    pick(page, "What help is hard to get", ["A ride", "Child care"])
    assert picked(page) == 4
    press_send(page)
    page.wait_for_url("**/thanks/en/3?**")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("^Thank you"))
    page.goto(address)
    press_send(page)
    expect(heading).to_have_text("This card was used already")


def close_the_quarter(desk: Page, demo: Demonstration) -> None:
    """The demo's button moves the calendar; the job does what is due."""
    desk.goto(f"{demo.address}/")
    desk.get_by_role("button", name="Move to the period’s end and close").click()
    with rendering(("site",), ("en",)):
        Worker(demo.place).run_round()


def download_the_report_and_compare(desk: Page, demo: Demonstration) -> None:
    """Both files in two clicks at the most; they carry the numbers of the page."""
    desk.goto(f"{demo.address}/home")
    hand = Hand(2)
    pdf = downloaded(desk, hand, "Download PDF")
    desk.goto(f"{demo.address}/home")
    hand = Hand(2)
    hand.press(desk.get_by_role("link", name="Reports", exact=True))
    excel = downloaded(desk, hand, "Excel, English")
    desk.goto(f"{demo.address}/reports/{CLOSED}")
    tables = tables_of(read(desk.content()))
    assert len(tables) > 5
    text = pdf_tables(pdf, " ".join(tables["answered"][0]))
    sheets = list(sheets_of(excel).values())[2:]
    for (key, rows), sheet in zip(tables.items(), sheets, strict=True):
        assert [row for row in rows if " ".join(row) not in text] == [], key
        if key != "releases":
            assert sheet_rows(sheet) == as_sheet_rows(rows), key


def downloaded(desk: Page, hand: Hand, name: str) -> bytes:
    with desk.expect_download() as waiting:
        hand.press(desk.get_by_role("link", name=name).first)
    return Path(waiting.value.path()).read_bytes()


def test_reports_can_be_read_by_everybody(phones: Phones, demo: Demonstration) -> None:
    """The index and a report: nothing that axe finds, at the width of a desk and of a phone."""
    first = phones.open(width=1280, height=900)
    first.goto(f"{demo.address}/")
    close_the_quarter(first, demo)
    found: dict[str, list[str]] = {}
    for width in (1280, 320):
        page = phones.open(width=width, height=800)
        for language in ("en", "es"):
            page.goto(f"{demo.address}/brief/{MAIN}?lang={language}")
            found[f"brief in {language} at {width}"] = accessibility_faults(page)
            assert not scrolls_sideways(page), (language, width)
        page.goto(f"{demo.address}/")
        page.get_by_role("button", name="As a coordinator").click()
        for path in ("/reports", f"/reports/{CLOSED}", "/home"):
            page.goto(f"{demo.address}{path}")
            found[f"{path} at {width}"] = accessibility_faults(page)
            assert not scrolls_sideways(page), (path, width)
        page.goto(f"{demo.address}/")
        page.get_by_role("button", name="As an administrator").click()
        page.goto(f"{demo.address}/state")
        found[f"/state at {width}"] = accessibility_faults(page)
        assert not scrolls_sideways(page), width
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_the_first_page_of_the_demo_leads_everywhere(phones: Phones, demo: Demonstration) -> None:
    page = phones.open()
    for name in ("As a parent", "As a caregiver", "As a professional"):
        page.goto(f"{demo.address}/")
        page.get_by_role("link", name=name).click()
        expect(page.locator("form#survey")).to_be_visible()
    for name, title in (("judge", "Reports"), ("administrator", "Sites")):
        page.goto(f"{demo.address}/")
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.goto(f"{demo.address}/")
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)
