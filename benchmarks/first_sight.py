"""How soon the survey page stands on a slow phone, against a bare page of the same size.

Cold loads in Chromium with a weak signal and a processor six times slower. The floor has the same
words and fields without style or script, filled up to as many compressed bytes, and comes from a
server that does nothing else.
"""

from __future__ import annotations

import gzip
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.clients import ask
from benchmarks.page_weight import floor_page
from benchmarks.places import folder, found, settings_at, shared_codes
from benchmarks.serving import environment_of, serving
from benchmarks.table import Line
from sb_feedback.web.compression import LEVEL
from tests.browser.chromium import find_chromium, running_chromium
from tests.browser.slow import slow_down

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LOADS = 5
PAGES = (("parent", "en"), ("parent", "es"), ("professional", "es"))
SLOWER = 6
GOAL = "≤ 2800 ms"
#: Largest contentful paint, sum of layout shifts, and what long tasks took beyond 50 ms.
_SEEN = """async () => {
  const all = type => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries())).observe({ type, buffered: true })
    setTimeout(() => done([]), 1000)
  })
  const [paints, shifts, tasks] = await Promise.all(
    ["largest-contentful-paint", "layout-shift", "longtask"].map(all))
  return [
    paints.at(-1).startTime,
    shifts.reduce((sum, one) => sum + one.value, 0),
    tasks.reduce((sum, one) => sum + Math.max(0, one.duration - 50), 0)]
}"""


@dataclass(frozen=True)
class Sight:
    """What a person sees of a page that comes: milliseconds, share of the screen, milliseconds."""

    painted: float
    shifted: float
    blocked: float


def measure() -> Iterator[Line]:
    """Pages of cards; nothing where there is no browser to measure with."""
    if find_spec("playwright") is None or find_chromium() is None:
        return
    with folder() as path, running_chromium() as browser:
        place = found(settings_at(path))
        codes = shared_codes(place)
        place.db.engine.dispose()
        with serving("wsgi:app", environment_of(settings_at(path, web=True)), "/") as server:
            for role, language in PAGES:
                shown = f"/q/{codes[role]}?lang={language}"
                page = ask(server.port, shown)[1].decode()
                product = f"http://127.0.0.1:{server.port}{shown}"
                with static(same_size(page, language)) as floor:
                    yield from _lines(f"{role}, {language}", browser, product, floor)


def _lines(name: str, browser: Browser, product: str, floor: str) -> Iterator[Line]:
    pairs = [(_look(browser, product), _look(browser, floor)) for _ in range(LOADS)]
    ours, bare = zip(*pairs, strict=True)
    yield Line(
        f"{name}: largest paint",
        median(one.painted for one in ours),
        "ms",
        median(one.painted for one in bare),
        GOAL,
    )
    yield Line(f"{name}: layout shift, worst", max(one.shifted for one in ours), goal="≤ 0.01")
    yield Line(
        f"{name}: blocking",
        median(one.blocked for one in ours),
        "ms",
        median(one.blocked for one in bare),
        "≤ the floor",
    )


def _look(browser: Browser, address: str) -> Sight:
    """Open an address for the first time on a slow phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    slow_down(page, SLOWER)
    page.goto(address)
    sight = Sight(*page.evaluate(_SEEN))
    context.close()
    return sight


def same_size(page: str, language: str) -> bytes:
    """The floor page for a page, compressed, with noise at its end up to the same size."""
    floor, _ = floor_page(page, language)
    wanted = len(gzip.compress(page.encode(), LEVEL, mtime=0))
    bare = len(gzip.compress(floor.encode(), LEVEL, mtime=0))
    # Hexadecimal digits of noise take half a byte each.
    noise = secrets.token_hex(max(0, wanted - bare))
    return gzip.compress(f"{floor}<!--{noise}-->".encode(), LEVEL, mtime=0)


@contextmanager
def static(body: bytes) -> Iterator[str]:
    """Serve one compressed page; yields its address."""
    headers: Mapping[str, str] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Encoding": "gzip",
        "Content-Length": str(len(body)),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
