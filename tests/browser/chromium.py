"""Finding the machine's Chromium and starting it; nothing is ever downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge",
)
_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Chromium would look up hosts of its maker at every start.
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """The path of a Chromium: SBF_CHROMIUM, else one that is installed, else None."""
    chosen = os.environ.get("SBF_CHROMIUM")
    if chosen:
        return chosen
    found = (shutil.which(name) for name in _NAMES)
    applications = (place for place in _APPLICATIONS if Path(place).exists())
    return next((path for path in (*found, *applications) if path), None)


def browser_is_required() -> bool:
    """Whether a missing browser fails the tests instead of skipping them."""
    return bool(os.environ.get("CI") or os.environ.get("SBF_REQUIRE_BROWSER"))


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where a browser and what goes with it are required."""
    if browser_is_required():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A headless Chromium, without its sandbox only where root cannot have one."""
    from playwright.sync_api import sync_playwright

    path = find_chromium() or missing(
        "no Chromium was found: install one, or set SBF_CHROMIUM to its path"
    )
    flags = [*_QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()
