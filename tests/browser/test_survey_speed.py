"""On a slow phone with a weak signal the page is there in one request, soon, and stays in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser.phone import Phones
from tests.browser.surveying import Surveying, surveying
from tests.integration.survey.handing_out import MEMBER, ROLES

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: 400 kbit/s, each answer 400 ms late, a processor four times slower.
WEAK_SIGNAL = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
SLOWER = 4
#: What is good by the Core Web Vitals (Google, 2020), in milliseconds.
GOOD_PAINT_MS = 2_500
GOOD_BLOCKING_MS = 200
#: Centred words move by a hair if a packet ends within them; the good value is 0.1.
SMALLEST_SHIFT = 0.01
#: Other work of this machine slows a page too: the best of some tries tells about the page.
MOST_TRIES = 5
VITALS = """async () => {
  const entries = type => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries())).observe({ type, buffered: true })
    setTimeout(() => done([]), 300)
  })
  const paints = await entries('largest-contentful-paint')
  const shifts = await entries('layout-shift')
  const tasks = await entries('longtask')
  return {
    paint_ms: paints.at(-1).startTime,
    shift: shifts.reduce((sum, one) => sum + one.value, 0),
    blocking_ms: tasks.reduce((sum, one) => sum + one.duration - 50, 0),
  }
}"""


@dataclass(frozen=True)
class Speed:
    """How a page came."""

    requests: int
    wire_bytes: int
    paint_ms: float
    shift: float
    blocking_ms: float

    @property
    def is_good(self) -> bool:
        """Whether nobody would call it slow."""
        in_time = self.paint_ms <= GOOD_PAINT_MS and self.blocking_ms <= GOOD_BLOCKING_MS
        return in_time and self.shift == 0


def speed_of(page: Page, address: str) -> Speed:
    """Open an address on a slow phone with a weak signal."""
    session = page.context.new_cdp_session(page)
    sizes: list[float] = []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", WEAK_SIGNAL)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    vitals = page.evaluate(VITALS)
    return Speed(
        requests=sum(url.startswith("http") for url in asked), wire_bytes=int(sum(sizes)), **vitals
    )


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surveying]:
    with surveying(tmp_path_factory.mktemp("survey")) as found:
        yield found


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("role", [*ROLES, MEMBER])
def test_the_survey_comes_soon_and_stays_in_place(
    phones: Phones, survey: Surveying, role: str, language: str
) -> None:
    address, speeds = survey.card(role, language), list[Speed]()
    while len(speeds) < MOST_TRIES and not (speeds and speeds[-1].is_good):
        speeds.append(speed_of(phones.open(), address))
    assert {speed.requests for speed in speeds} == {1}
    assert max(speed.shift for speed in speeds) <= SMALLEST_SHIFT
    assert speeds[-1].is_good, speeds
