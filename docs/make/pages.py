"""`python -m docs.make.pages`: the newest report of a demo site as a PDF, and pictures of it.

It builds the SAMPLE state, which takes a minute, and needs a Chromium for the web pages.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image

from analysis.reports.brief_pdf import brief_pages
from analysis.reports.pdf import pdf_pages
from docs.make.demo_site import DemoSite, demo_site
from docs.make.made import DOCS
from sb_feedback import create_app
from sb_feedback.models.account import COORDINATOR, STATE_TEAM
from tests.browser.chromium import running_chromium

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Route, ViewportSize

IMAGES = DOCS / "images" / "report"
SAMPLE = DOCS / "examples" / "sample-report.pdf"
PIXELS_PER_INCH = 78
COLOURS = 48
#: The pages that are shown, of the site's report and of the state's.
SHOWN = (1, 2, 3, 6, 8, 11, 12, 13, 15)
SHOWN_OF_STATE = (1, 6)
VIEW: "ViewportSize" = {"width": 900, "height": 1000}
HOST = "http://localhost:5000"


def main() -> None:
    """Write every picture and the PDF."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for old in IMAGES.glob("*.png"):
        old.unlink()
    with demo_site() as site:
        SAMPLE.write_bytes(site.stored_pdf())
        for name, picture in (*on_paper(site), *on_screen(site)):
            (IMAGES / f"{name}.png").write_bytes(small(picture))


def on_paper(site: DemoSite) -> Iterator[tuple[str, bytes]]:
    """Pages of the reports, and both sides of the brief."""
    for name, report, numbers in (
        ("page", site.report(), SHOWN),
        ("state", site.state_report(), SHOWN_OF_STATE),
    ):
        pages = pdf_pages(report, PIXELS_PER_INCH)
        for number in numbers:
            yield f"{name}-{number:02}", pages[number - 1]
    sides = brief_pages(site.briefs(), PIXELS_PER_INCH)
    for side, page in zip(("front", "back"), sides, strict=True):
        yield f"brief-{side}", page


def on_screen(site: DemoSite) -> Iterator[tuple[str, bytes]]:
    """The pages that a coordinator and the state team open."""
    app = create_app(site.place)
    report = f"/reports/{site.term.label}"
    with running_chromium() as browser:
        coordinator, state = app.test_client(), app.test_client()
        coordinator.post(f"/demo/sign-in/{COORDINATOR}")
        state.post(f"/demo/sign-in/{STATE_TEAM}")
        yield "web-first", shot(browser, coordinator, report)
        yield (
            "web-partnership-es",
            shot(browser, coordinator, f"{report}?language=es", "#report-partnership"),
        )
        yield "web-state", shot(browser, state, f"/reports/state/{site.term.label}")


def shot(browser: "Browser", client: "FlaskClient", address: str, part: str = "body") -> bytes:
    """A page as somebody who is signed in sees it, from one of its parts on."""

    def answer(route: "Route") -> None:
        found = client.get(route.request.url.removeprefix(HOST))
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)

    screen = browser.new_page(viewport=VIEW)
    screen.route("**/*", answer)
    screen.goto(f"{HOST}{address}")
    screen.locator(part).evaluate("part => part.scrollIntoView()")
    picture = screen.screenshot()
    screen.close()
    return picture


def small(picture: bytes, colours: int = COLOURS) -> bytes:
    """The same picture with few colours: a page is hardly more than black on white."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(colours).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
