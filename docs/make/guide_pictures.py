"""`python -m docs.make.guide_pictures [ADDRESS]`: the pictures of the guides, from a running demo.

Start the demo (`make demo`) and let it stand at its own day. It needs a Chromium.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docs.make.made import DOCS
from docs.make.pages import small
from sb_feedback.demo.founding import email_of
from sb_feedback.demo.story import MAIN, PASSWORD
from sb_feedback.web.guidance.guides import FOLDER, WRITTEN_IN
from tests.browser.chromium import running_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ADDRESS = "http://localhost:5000"
STATIC = DOCS.parent / "sb_feedback" / "static" / FOLDER
FIGURES = DOCS / "images" / "figures"
WIDTH, SHARPNESS = 680, 1.5
#: A site that has only begun.
BEGINNER = "maplewick"
COLOURS = 24
MARGIN = 12.0
_SHEET = """<style>main {{ padding: 12px 16px; background: #fff }}
svg {{ width: 100%; height: auto }}
h1 {{ font: 650 18px/1.35 system-ui, sans-serif; margin: 0 0 12px }}</style>
<main><h1>{finding}</h1>{drawing}</main>"""

Go = Callable[["Page"], object]


def _at(path: str) -> Go:
    return lambda page: page.goto(path)


def _first_meeting(page: "Page") -> None:
    page.goto("/meetings")
    page.get_by_role("rowheader").first.get_by_role("link").click()


def _cards(page: "Page") -> None:
    _first_meeting(page)
    page.locator("form.print input.input").first.fill("4")
    page.locator("form.print .button").first.click()


def _new_meeting(page: "Page") -> None:
    page.goto("/meetings/new")
    for name, number in (("parents", 2), ("caregivers", 1), ("professionals", 4)):
        page.locator(f"[name={name}]").fill(str(number))


def _report(page: "Page") -> None:
    page.goto("/reports")
    page.locator(".shelf-place a.button").first.click()


@dataclass(frozen=True)
class Shot:
    """A part of a page, and how to get there; what is below `height` is cut off."""

    name: str
    go: Go
    part: str = "main"
    height: int = 640
    site: str = MAIN


#: The pictures of pages.
SHOTS = (
    Shot("first-steps", _at("/home"), "section:has(> #first-steps)", 700, site=BEGINNER),
    Shot("home", _at("/home"), "main", 760),
    Shot("new-meeting", _new_meeting, "main", 900),
    Shot("hand-out", _first_meeting, "main", 540),
    Shot("cards", _cards, ".card-sheet", 520),
    Shot("period", _at("/period"), "section.period", 560),
    Shot("team", _at("/team"), "main", 640),
    Shot("reports", _at("/reports"), ".shelf-place", 560),
    Shot("report", _report, "main", 760),
    Shot("improvement", _at("/improvement"), "main", 900),
    Shot("people", _at("/people"), "main", 560),
    Shot("settings", _at("/settings"), "main", 1080),
)
#: Figures of the gallery, which readers' guides show as they stand in a report.
OF_GALLERY = ("answered-strips", "parts-bars", "gap-dumbbell", "over-time")


def main() -> None:
    """Write every picture in every language that the guides are written in."""
    address = sys.argv[1] if len(sys.argv) > 1 else ADDRESS
    with running_chromium() as browser:
        for language in WRITTEN_IN:
            folder = STATIC / language
            folder.mkdir(parents=True, exist_ok=True)
            for name, picture in drawn(browser, address, language):
                (folder / f"{name}.png").write_bytes(small(picture, COLOURS))


def drawn(browser: "Browser", address: str, language: str) -> Iterator[tuple[str, bytes]]:
    """The pictures of one language."""
    for site in dict.fromkeys(shot.site for shot in SHOTS):
        page = _signed_in(browser, address, language, site)
        for shot in SHOTS:
            if shot.site == site:
                yield shot.name, _taken(page, shot)
        page.context.close()
    page = browser.new_page(viewport={"width": WIDTH, "height": 500}, device_scale_factor=SHARPNESS)
    for name in OF_GALLERY:
        yield f"figure-{name}", _figure(page, FIGURES / f"{name}-{language}.svg")


def _signed_in(browser: "Browser", address: str, language: str, site: str) -> "Page":
    context = browser.new_context(
        base_url=address,
        locale=language,
        viewport={"width": WIDTH, "height": 900},
        device_scale_factor=SHARPNESS,
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("[name=email]").fill(email_of("coordinator", site))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main .button").click()
    return page


def _taken(page: "Page", shot: Shot) -> bytes:
    shot.go(page)
    box = page.locator(shot.part).first.bounding_box()
    assert box, f"{shot.name}: no {shot.part}"
    margin = 0.0 if shot.part == "main" else MARGIN
    top, height = box["y"] - margin, min(box["height"] + 2 * margin, float(shot.height))
    return page.screenshot(
        full_page=True, clip={"x": 0.0, "y": top, "width": float(WIDTH), "height": height}
    )


def _figure(page: "Page", path: Path) -> bytes:
    """A drawing under its finding, which its words begin with."""
    drawing = path.read_text("utf-8")
    page.set_content(f"<main>{drawing}</main>")
    finding = (page.locator("svg").get_attribute("aria-label") or "").partition(". ")[0]
    page.set_content(_SHEET.format(finding=escape(finding), drawing=drawing))
    return page.locator("main").screenshot()


if __name__ == "__main__":
    main()
