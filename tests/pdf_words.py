"""The words of a PDF in reading order, as a reader's program finds them."""

from __future__ import annotations

from functools import cache

from pypdfium2 import PdfDocument


def pdf_text(data: bytes) -> str:
    """All words with single spaces."""
    return " ".join(pdf_pages(data))


@cache
def pdf_pages(data: bytes) -> tuple[str, ...]:
    """The words of each page with single spaces."""
    document = PdfDocument(data)
    try:
        return tuple(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()
