"""Chromium for the tests of this folder, all of which are marked `browser`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import running_chromium
from tests.browser.phone import Phones

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Only `make test-deep` installs what these tests import.
collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, before the marks are used to choose."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser per test process."""
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def phones(chromium: Browser) -> Iterator[Phones]:
    """Opens phones; the test fails if a page had a fault or asked another host for anything."""
    opened = Phones(chromium)
    yield opened
    opened.close()
    assert opened.faults == []


@pytest.fixture
def phone(phones: Phones) -> Page:
    """A page 360 pixels wide."""
    return phones.open()
