"""Reads documents back as their readers would: a page, a workbook."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = list[list[str]]
VOID = {"meta", "br", "link"}


@dataclass
class Element:
    """An element of a page with its text and elements in order."""

    tag: str
    attributes: dict[str, str]
    parts: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        words = (part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join("".join(words).split())

    def all(self, *tags: str) -> Iterator["Element"]:
        for part in self.parts:
            if isinstance(part, Element):
                if not tags or part.tag in tags:
                    yield part
                yield from part.all(*tags)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def page(html: str) -> Element:
    """The page as a tree; fails on elements that are not closed in order."""
    parser = _Page()
    parser.feed(html)
    parser.close()
    assert len(parser.open) == 1, "an element is left open"
    return parser.root


def html_tables(html: str) -> dict[str, Rows]:
    """Table key -> header and rows."""
    return {
        table.attributes["id"].removeprefix("table-"): [
            [cell.text for cell in row.all("th", "td")] for row in table.all("tr")
        ]
        for table in page(html).all("table")
    }


@cache
def sheets(data: bytes) -> dict[str, Worksheet]:
    """Sheet name -> sheet, in order."""
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: sheet for sheet in book.worksheets}


def rows_of(data: bytes, name: str) -> list[tuple[object, ...]]:
    """All rows of a sheet."""
    return [tuple(row) for row in sheets(data)[name].iter_rows(values_only=True)]


def table_sheets(data: bytes, keys: Iterable[str]) -> dict[str, str]:
    """Table key -> sheet name; the first two sheets hold no table."""
    return dict(zip(keys, [*sheets(data)][2:], strict=True))
