"""A coordinator's work in a browser: links to pass on, faults, and cards that can be scanned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageEnhance
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.checks import accessibility_faults, read_qr, scrolls_sideways
from tests.browser.phone import Phones
from tests.browser.staffing import Office, office
from tests.integration.staff.people import hold

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LINK = re.compile(r"HTTP://LOCALHOST:5000/Q/[2-9A-HJ-NP-Z]{26}")
#: No list of ways to send, and a clipboard that may not be written to.
REFUSING = """navigator.share = undefined
if (navigator.clipboard)
navigator.clipboard.writeText = () => Promise.reject(new DOMException("", "NotAllowedError"))"""
#: CSS has 96 points to an inch; a printed picture is scanned at 300.
PRINTED = 300 / 96
LETTER = (612, 792)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture
def desk(phones: Phones, site: Office) -> Page:
    """A laptop on which the coordinator has signed in."""
    page = phones.open(width=1280, height=800)
    site.sign_in(page)
    return page


def make_meeting(page: Page, *, parents: str = "2", professionals: str = "5") -> None:
    page.get_by_label("Parents").fill(parents)
    page.get_by_label("Professionals").fill(professionals)
    page.get_by_role("button", name="Save and get the cards").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_wrong_takes_the_focus_and_leads_to_the_field(
    phones: Phones, site: Office, javascript: bool
) -> None:
    page = phones.open(javascript=javascript)
    site.sign_in(page)
    site.open(page, "/meetings/new")
    make_meeting(page, parents="99")
    summary = page.locator(".error-summary")
    assert page.locator(":focus").get_attribute("class") == "error-summary"
    assert page.title().startswith("Error: ")
    summary.get_by_role("link", name="Parents: type a number from 0 to 40.").click()
    assert page.get_by_label("Parents").input_value() == "99"
    assert page.locator("#parents:focus").count() == 1


def test_the_code_on_the_screen_is_read_in_every_dress(chromium: Browser, site: Office) -> None:
    held = hold(site.place)
    seen = set()
    for width, colours, forced in (
        (320, "light", "none"),
        (1280, "dark", "none"),
        (1280, "light", "active"),
    ):
        context = chromium.new_context(viewport={"width": width, "height": 640})
        page = context.new_page()
        page.emulate_media(color_scheme=colours, forced_colors=forced)  # type: ignore[arg-type]
        site.sign_in(page)
        site.open(page, f"/meetings/{held.id}/show/parent")
        (text,) = read_qr(page.screenshot())
        assert LINK.fullmatch(text)
        seen.add(text)
        context.close()
    assert len(seen) == 1


def test_a_code_on_the_screen_leads_to_the_survey(desk: Page, site: Office) -> None:
    site.open(desk, f"/meetings/{hold(site.place).id}/show/parent")
    (text,) = read_qr(desk.screenshot())
    site.open(desk, text.removeprefix("HTTP://LOCALHOST:5000"))
    assert desk.title() == "How was your meeting?"


def test_a_link_is_copied_and_a_message_shared_where_the_browser_can(
    phones: Phones, site: Office
) -> None:
    page = phones.open(width=1280, height=800)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = async told => { window.shared = told.text }")
    site.sign_in(page)
    site.open(page, f"/meetings/{hold(site.place).id}")
    panel = page.get_by_role("region", name="Parents")
    panel.get_by_role("button", name="Copy link").click()
    expect(panel.get_by_role("status").first).to_have_text("Done.")
    link = panel.get_by_label("Link to copy").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert LINK.fullmatch(link.upper())
    panel.get_by_text("Text, mail or share the link").click()
    panel.get_by_role("button", name="Share this (Spanish)").click()
    shared = page.evaluate("shared")
    assert shared.startswith("Mamás y papás: ¿cómo le fue")
    assert shared.endswith(link)
    panel.get_by_role("button", name="Copy this (English)").click()
    expect(panel.get_by_role("status").nth(1)).to_have_text("Done.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("Parents: how was")


def test_what_a_browser_cannot_do_is_not_offered(phones: Phones, site: Office) -> None:
    path = f"/meetings/{hold(site.place).id}"
    for javascript in (True, False):
        page = phones.open(javascript=javascript)
        page.add_init_script(REFUSING)
        site.sign_in(page)
        site.open(page, path)
        page.get_by_text("Text, mail or share the link").first.click()
        assert page.get_by_role("link", name="Text this (English)").is_visible()
        assert page.get_by_label("Link to copy").first.is_visible()
        assert page.get_by_role("button", name="Share this").count() == 0
        assert page.get_by_role("button", name="Copy link").count() == 2 * javascript
        if javascript:
            page.get_by_role("button", name="Copy link").first.click()
            expect(page.get_by_role("status").first).to_contain_text("Select the text")


def test_the_arrow_keys_go_from_role_to_role(desk: Page, site: Office) -> None:
    site.open(desk, f"/meetings/{hold(site.place, caregivers=1).id}/show/parent")
    for key, role in (("Right", "caregiver"), ("Right", "professional"), ("Left", "caregiver")):
        desk.keyboard.press(f"Arrow{key}")
        desk.wait_for_url(f"**/show/{role}")


def test_the_end_of_a_session_is_announced_and_put_off(phones: Phones, site: Office) -> None:
    page = phones.open(width=320, height=640)
    page.clock.install()
    site.sign_in(page)
    site.open(page, "/meetings/new")
    page.get_by_label("Parents").fill("2")
    warning = page.get_by_role("alert", name="Your session")
    page.clock.fast_forward("26:50")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("00:20")
    expect(warning).to_contain_text("You will be signed out in 2 minutes")
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)
    with page.expect_response("**/account") as waiting:
        warning.get_by_role("button", name="Stay signed in").click()
    assert waiting.value.status == 200
    expect(warning).to_be_hidden()
    page.clock.fast_forward("27:10")
    page.context.clear_cookies()
    warning.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_contain_text("You have been signed out")
    assert page.get_by_label("Parents").input_value() == "2"


def print_sheet(page: Page, site: Office, number: int) -> None:
    held = hold(site.place, parents=number)
    site.open(page, f"/meetings/{held.id}")
    page.get_by_role("button", name="Print cards").first.click()
    page.wait_for_selector(".card-sheet")


def test_printed_cards_are_scanned_also_when_they_are_pale(chromium: Browser, site: Office) -> None:
    context = chromium.new_context(
        viewport={"width": 816, "height": 1056}, device_scale_factor=PRINTED
    )
    page = context.new_page()
    site.sign_in(page)
    print_sheet(page, site, 8)
    page.emulate_media(media="print")
    picture = page.locator(".card-sheet").screenshot()
    context.close()
    codes = read_qr(picture)
    assert len(set(codes)) == 8
    assert all(LINK.fullmatch(code) for code in codes)
    pale = BytesIO()
    ImageEnhance.Contrast(Image.open(BytesIO(picture)).convert("L")).enhance(0.5).save(pale, "PNG")
    assert set(read_qr(pale.getvalue())) == set(codes)


@pytest.mark.parametrize(("number", "sheets"), [(1, 1), (8, 1), (17, 3)])
def test_cards_fill_letter_pages_and_nothing_else_is_printed(
    desk: Page, site: Office, number: int, sheets: int
) -> None:
    print_sheet(desk, site, number)
    printed = PdfReader(BytesIO(desk.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == sheets
    words = ""
    for sheet in printed.pages:
        assert (sheet.mediabox.width, sheet.mediabox.height) == LETTER
        words += f"{sheet.extract_text()}\n"
    assert words.count("2 minutes. No name.") == number
    assert "Back to the meeting" not in words
    assert "Hold them" not in words
    codes = re.findall(r"\b[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}\b", words)
    assert len(set(codes)) == number


def test_a_closing_is_asked_for_and_the_page_looks_again(desk: Page, site: Office) -> None:
    with site.after_the_period():
        site.open(desk, "/period")
        desk.get_by_role("button", name=re.compile("^Close ")).click()
        assert "Tick the box" in desk.locator(".error-summary").inner_text()
        desk.get_by_label("I know that closing cannot be undone.").check()
        with desk.expect_navigation():
            desk.get_by_role("button", name=re.compile("^Close ")).click()
        assert "Asked for. Cards have ended." in desk.locator("main").inner_text()
        with desk.expect_navigation(timeout=15_000):
            pass
        desk.get_by_role("link", name="Stop that").click()
        expect(desk.get_by_role("link", name="Look again")).to_be_visible()
