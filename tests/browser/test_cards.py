"""What is printed and what is shown: read by several programs, on the paper that was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageEnhance
from pypdf import PdfReader

from tests.browser.checks import DECODERS, accessibility_faults
from tests.browser.phone import Phones
from tests.browser.staffing import Office, office
from tests.integration.staff.people import hold
from tests.integration.staff.releasing import release_parents
from tests.integration.staff.test_slip import pick

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LINK = re.compile(r"HTTP://LOCALHOST:5000/Q/[2-9A-HJ-NP-Z]{26}")
#: CSS has 96 points to an inch; a printed picture is scanned at 300.
PRINTED = 300 / 96
POINTS = {"letter": (612, 792), "a4": (595, 842)}
papers = pytest.mark.parametrize("paper", POINTS)
decoders = pytest.mark.parametrize("decoder", DECODERS)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A site with something to say on the back of its cards."""
    with office(tmp_path_factory.mktemp("released")) as found:
        release_parents(found.place)
        pick(found.place)
        yield found


def open_cards(page: Page, site: Office, number: int, paper: str = "letter") -> None:
    site.sign_in(page)
    site.open(page, f"/meetings/{hold(site.place, parents=number).id}")
    page.get_by_label("Paper", exact=True).first.select_option(paper)
    page.get_by_role("button", name="Print cards").first.click()
    page.wait_for_selector(".card-sheet")


def open_paper(page: Page, site: Office, language: str, paper: str = "letter") -> None:
    site.sign_in(page)
    site.open(page, f"/meetings/{hold(site.place).id}")
    page.locator("summary", has_text="No phone?").first.click()
    page.locator("#parent-paper-language").select_option(language)
    page.locator("#parent-paper-paper").select_option(paper)
    page.locator("#parent-paper-number").fill("2")
    page.get_by_role("button", name="Print paper forms").first.click()
    page.wait_for_selector(".paper-form")


def printed(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def sizes(document: PdfReader) -> set[tuple[int, int]]:
    return {(round(p.mediabox.width), round(p.mediabox.height)) for p in document.pages}


@pytest.fixture(scope="module")
def faces(chromium: Browser, site: Office) -> list[bytes]:
    """Pictures of eight printed cards, as a scanner of 300 points to an inch sees them."""
    context = chromium.new_context(
        viewport={"width": 816, "height": 1056}, device_scale_factor=PRINTED
    )
    page = context.new_page()
    open_cards(page, site, 8)
    page.emulate_media(media="print")
    pictures = [card.screenshot() for card in page.locator(".slip").all()]
    context.close()
    return pictures


def pale(picture: bytes) -> bytes:
    changed = BytesIO()
    ImageEnhance.Contrast(Image.open(BytesIO(picture)).convert("L")).enhance(0.5).save(
        changed, "PNG"
    )
    return changed.getvalue()


@decoders
@pytest.mark.parametrize("look", [bytes, pale], ids=["black", "half contrast"])
def test_every_printed_card_is_read_by_every_program(
    faces: list[bytes], decoder: str, look: type[bytes]
) -> None:
    texts = [DECODERS[decoder](look(face)) for face in faces]
    assert all(len(found) == 1 and LINK.fullmatch(found[0]) for found in texts), texts
    assert len({found[0] for found in texts}) == 8


@papers
@pytest.mark.parametrize(("number", "sheets"), [(1, 1), (8, 1), (17, 3)])
def test_cards_fill_pages_of_the_paper(
    phones: Phones, site: Office, paper: str, number: int, sheets: int
) -> None:
    page = phones.open(width=1280, height=800)
    open_cards(page, site, number, paper)
    document = printed(page)
    assert len(document.pages) == sheets
    assert sizes(document) == {POINTS[paper]}
    words = "\n".join(sheet.extract_text() for sheet in document.pages)
    assert words.count("2 minutes. No name.") == number
    assert words.count("/privacy") == 2 * number
    assert "I will not know" not in words


@papers
def test_a_back_stands_beside_each_face(phones: Phones, released: Office, paper: str) -> None:
    page = phones.open(width=1280, height=800)
    open_cards(page, released, 8, paper)
    document = printed(page)
    assert len(document.pages) == 2
    assert sizes(document) == {POINTS[paper]}
    for sheet in document.pages:
        words = sheet.extract_text()
        assert words.count("2 minutes. No name.") == 4
        assert words.count("You said, we did") == 4
        assert words.count("Usted dijo, nosotros hicimos") == 4
    page.emulate_media(media="print")
    for slip in page.locator(".slip").all():
        assert slip.evaluate("slip => slip.scrollHeight <= slip.clientHeight + 1")
    for face, back in zip(
        page.locator(".slip:not(.slip-back)").all(), page.locator(".slip-back").all(), strict=True
    ):
        one, other = face.bounding_box(), back.bounding_box()
        assert one is not None
        assert other is not None
        assert one["y"] == other["y"]
        assert abs(one["x"] + one["width"] - other["x"]) < 1


def test_nothing_on_a_card_is_cut_off(phones: Phones, site: Office) -> None:
    page = phones.open(width=1280, height=800)
    open_cards(page, site, 8)
    page.emulate_media(media="print")
    for slip in page.locator(".slip").all():
        assert slip.evaluate("slip => slip.scrollHeight <= slip.clientHeight + 1")


@papers
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_paper_form_is_one_page(phones: Phones, site: Office, paper: str, language: str) -> None:
    page = phones.open(width=1280, height=800)
    open_paper(page, site, language, paper)
    document = printed(page)
    assert len(document.pages) == 2
    assert sizes(document) == {POINTS[paper]}
    codes = [
        set(re.findall(r"\b[2-9A-HJ-NP-Z]{4}\s[2-9A-HJ-NP-Z]{4}\b", sheet.extract_text()))
        for sheet in document.pages
    ]
    assert [len(found) for found in codes] == [1, 1]
    assert codes[0] != codes[1]


def test_pages_to_print_have_no_faults(phones: Phones, site: Office, released: Office) -> None:
    page = phones.open(width=1280, height=800)
    open_paper(page, site, "es")
    assert accessibility_faults(page) == []
    open_cards(page, released, 3)
    assert accessibility_faults(page) == []


@decoders
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (1024, 768)])
def test_a_shared_screen_shows_all_of_the_code_also_when_the_call_shrinks_it(
    phones: Phones, site: Office, decoder: str, width: int, height: int
) -> None:
    page = phones.open(width=width, height=height)
    site.sign_in(page)
    site.open(page, f"/meetings/{hold(site.place).id}/show/parent")
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    picture = Image.open(BytesIO(page.screenshot()))
    shrunk = BytesIO()
    picture.resize((640, 640 * picture.height // picture.width)).save(shrunk, "JPEG", quality=50)
    (text,) = DECODERS[decoder](shrunk.getvalue())
    assert LINK.fullmatch(text)
