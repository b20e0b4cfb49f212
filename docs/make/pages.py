"""`python -m docs.make.pages`: pictures of a sample report, page by page, and its PDF.

It needs a Chromium for the web pages.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PIL import Image

from analysis.reports.brief import Brief, brief
from analysis.reports.brief_pdf import brief_pages
from analysis.reports.content import Report
from analysis.reports.pdf import pdf, pdf_pages
from analysis.reports.site_report import site_report
from docs.make.made import DOCS
from docs.make.report_sample import site_inputs, team_inputs
from sb_feedback.services.editions import report_body
from tests.browser.chromium import running_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

IMAGES = DOCS / "images" / "report"
SAMPLE = DOCS / "examples" / "sample-report.pdf"
STYLE = DOCS.parent / "sb_feedback" / "static" / "staff.css"
PIXELS_PER_INCH = 78
COLOURS = 48
#: The pages that are shown.
SHOWN = (1, 2, 3, 6, 8, 11, 12, 13, 14)
VIEW: "ViewportSize" = {"width": 760, "height": 900}


def main() -> None:
    """Write every picture and the PDF."""
    reports = {code: site_report(site_inputs(code), team_inputs(code)) for code in ("en", "es")}
    found = (brief(site_inputs(code), team_inputs(code)) for code in reports)
    IMAGES.mkdir(parents=True, exist_ok=True)
    SAMPLE.write_bytes(pdf(reports["en"]))
    for name, picture in drawn(reports, [page for page in found if page]):
        (IMAGES / f"{name}.png").write_bytes(small(picture))


def drawn(reports: Mapping[str, Report], briefs: Sequence[Brief]) -> Iterator[tuple[str, bytes]]:
    """The pages on paper, both sides of the brief, and the same report on a screen."""
    pages = pdf_pages(reports["en"], PIXELS_PER_INCH)
    for number in SHOWN:
        yield f"page-{number:02}", pages[number - 1]
    for side, page in zip(("front", "back"), brief_pages(briefs, PIXELS_PER_INCH), strict=True):
        yield f"brief-{side}", page
    with running_chromium() as browser:
        screen = browser.new_page(viewport=VIEW)
        yield "web-first", shot(screen, reports["en"], "heard")
        yield "web-partnership-es", shot(screen, reports["es"], "partnership")
        screen.close()


def shot(screen: "Page", report: Report, section: str) -> bytes:
    """A report as a web page, from one of its sections on."""
    screen.set_content(
        f'<!doctype html><html lang="{report.language}"><style>{STYLE.read_text("utf-8")}</style>'
        f"<body><main class=wide><h1>{report.title}</h1>{report_body(report)}</main>"
    )
    if section != report.sections[0].key:
        screen.locator(f"#report-{section}").evaluate("heading => heading.scrollIntoView()")
    return screen.screenshot()


def small(picture: bytes) -> bytes:
    """The same picture with few colours: a page is hardly more than black on white."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
