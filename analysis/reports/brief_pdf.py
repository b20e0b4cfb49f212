"""Briefs -> one tagged PDF: a page for each language, front and back of one sheet."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from analysis.reports.brief import Brief
from analysis.reports.typesetting import pictured, typeset


def brief_pdf(briefs: Sequence[Brief]) -> bytes:
    """Return the pages in the order given: equal briefs give the same bytes, see `typeset`.

    ValueError for no brief.
    """
    return typeset("brief.typ", "briefs", _data(briefs))


def brief_pages(briefs: Sequence[Brief], pixels_per_inch: float) -> list[bytes]:
    """Return the same pages as pictures (PNG)."""
    return pictured("brief.typ", "briefs", _data(briefs), pixels_per_inch)


def _data(briefs: Sequence[Brief]) -> dict[str, Any]:
    """The pages as the template reads them."""
    if not briefs:
        raise ValueError("a sheet needs at least one page")
    first = briefs[0]
    day = first.last_day
    return {
        "document_title": f"{first.title}: {first.scope_name}, {first.term_label}",
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "pages": [_page(brief) for brief in briefs],
    }


def _page(brief: Brief) -> dict[str, Any]:
    page = asdict(brief)
    del page["last_day"]  # JSON knows no dates, and the page shows none
    return page
