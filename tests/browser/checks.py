"""What is looked at on every page: accessibility, width, and what a QR code says."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def accessibility_faults(page: Page, *, doubts: bool = False) -> list[str]:
    """One line for each rule of axe that the page breaks, with the places.

    With `doubts` also for what axe cannot decide and leaves to a person.
    """
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response
    rules = found["violations"] + (found["incomplete"] if doubts else [])
    return [f"{rule['id']}: {rule['help']} {_places(rule)}" for rule in rules]


def _places(rule: dict[str, list[dict[str, object]]]) -> list[object]:
    return [node["target"] for node in rule["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the screen, or leaves its width to the browser to guess."""
    screen = page.viewport_size
    assert screen is not None
    return int(page.evaluate("document.documentElement.scrollWidth")) > screen["width"]


def read_qr(picture: bytes) -> list[str]:
    """The texts of all QR codes in a picture such as a screenshot."""
    import zxingcpp
    from PIL import Image

    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]
