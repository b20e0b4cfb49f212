"""What is looked at on every page: accessibility, width, and what a QR code says."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.browser.chromium import missing

if TYPE_CHECKING:
    import cv2.typing
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


def _read_by_opencv(picture: bytes) -> list[str]:
    """Looks twice, the second time from a little aside: held straight it misses one in 25."""
    import cv2

    image = _grey(picture)
    height, width = image.shape
    aside = cv2.getRotationMatrix2D((width / 2, height / 2), 7, 0.85)
    for seen in (image, cv2.warpAffine(image, aside, (width, height), borderValue=(255,))):
        text, *_rest = cv2.QRCodeDetector().detectAndDecode(seen)
        if text:
            return [text]
    return []


def _read_by_zbar(picture: bytes) -> list[str]:
    """ZBar comes with systems and not from Python's packages."""
    program = shutil.which("zbarimg") or missing("zbarimg was not found: install zbar-tools")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "picture.png"
        path.write_bytes(picture)
        command = [program, "--quiet", "--raw", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stdout.split()


def _grey(picture: bytes) -> cv2.typing.MatLike:
    import cv2
    import numpy as np

    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert image is not None
    return image


#: Programs that read QR codes and share no code.
DECODERS: Mapping[str, Callable[[bytes], list[str]]] = {
    "zxing-cpp": read_qr,
    "opencv": _read_by_opencv,
    "zbar": _read_by_zbar,
}
