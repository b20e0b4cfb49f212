"""A slow phone with a weak signal, as the browser can play it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: 400 kbit/s, each answer 400 ms late: what browsers call slow 3G.
WEAK_SIGNAL = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}


def slow_down(page: Page, times: int) -> None:
    """Give the page a weak signal and a processor so many times slower."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", WEAK_SIGNAL)
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})
