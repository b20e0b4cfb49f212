"""What a report says, before it has a form: headings, paragraphs, tables and pictures.

A `Report` holds only words, guarded numbers and finished drawings. Every edition of a quarter
(web page, PDF, Excel) is made from the same `Report`, so a number cannot differ between them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, Literal

Edition = Literal["site", "judge", "state"]


@dataclass(frozen=True)
class Count:
    """A guarded count in a table: how it reads, its two ends, its base.

    `code` is "exact", "at_least", "at_most" or "range"; `low` equals `high` only when exact.
    """

    text: str
    low: int
    high: int
    base: int
    code: str


Cell = str | Count


@dataclass(frozen=True)
class Paragraph:
    """Running text. `kind` "note" is set smaller; "pending" stands in place of a figure."""

    block: ClassVar[str] = "paragraph"
    text: str
    kind: Literal["text", "note", "pending"] = "text"


@dataclass(frozen=True)
class Headline:
    """One finding, with the line of numbers that carries it."""

    block: ClassVar[str] = "headline"
    sentence: str
    detail: str = ""


@dataclass(frozen=True)
class Subheading:
    """A heading one level below the section's."""

    block: ClassVar[str] = "subheading"
    text: str


@dataclass(frozen=True)
class Box:
    """A short list set apart: what was tried, what to talk about."""

    block: ClassVar[str] = "box"
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with one row of column headings.

    `key` is unique in the report; `sheet` is the short name of its sheet in Excel.
    """

    block: ClassVar[str] = "table"
    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sheet: str
    note: str = ""


def cell_text(cell: Cell) -> str:
    """Return how a cell reads."""
    return cell.text if isinstance(cell, Count) else cell


def counted_columns(table: Table) -> tuple[int, ...]:
    """Return the places of a table's columns that hold counts."""
    columns = range(len(table.columns))
    return tuple(
        place for place in columns if any(isinstance(row[place], Count) for row in table.rows)
    )


@dataclass(frozen=True)
class Picture:
    """A drawing whose title is its finding; `table_key` names the table with its numbers."""

    block: ClassVar[str] = "picture"
    key: str
    title: str
    subtitle: str
    alt: str
    svg: str
    table_key: str


Block = Paragraph | Headline | Subheading | Box | Table | Picture

_BLOCKS: Mapping[str, type[Block]] = {
    kind.block: kind for kind in (Paragraph, Headline, Subheading, Box, Table, Picture)
}


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it. `key` is unique in the report.

    `new_page` asks paper to begin a page with it.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Report:
    """One report: content and identity, no form.

    `fingerprint` is the SHA-256 of the releases it was made from; `formula` the version of the way
    in which reports are made; `term_code` its newest period
    ("2026-Q3") and `last_day` that period's last day, the date that documents carry; `words` the
    fixed words around the content (banner, "page", ...) in the report's language.
    """

    title: str
    scope_name: str
    term_label: str
    term_code: str
    last_day: date
    language: str
    edition: Edition
    sample: bool
    fingerprint: str
    formula: int
    words: Mapping[str, str]
    sections: tuple[Section, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in reading order."""
        return tuple(b for s in self.sections for b in s.blocks if isinstance(b, Table))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, in reading order."""
        return tuple(b for s in self.sections for b in s.blocks if isinstance(b, Picture))

    @property
    def headlines(self) -> tuple[Headline, ...]:
        """Every headline, in reading order."""
        return tuple(b for s in self.sections for b in s.blocks if isinstance(b, Headline))

    def to_json(self) -> str:
        """Return the report as JSON: the same report always gives the same text."""
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Report":
        """Rebuild a report that `to_json` wrote. Raises KeyError or TypeError on anything else."""
        data = json.loads(text)
        data["last_day"] = date.fromisoformat(data["last_day"])
        data["sections"] = tuple(_section(section) for section in data["sections"])
        return cls(**data)


def _plain(value: object) -> object:
    """Return `value` as JSON's own types; a block says its kind under "block"."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Report | Section | Count):
        return _fields(value)
    if isinstance(value, Block):
        return {"block": value.block, **_fields(value)}
    return dict(value) if isinstance(value, Mapping) else value


def _fields(value: Report | Section | Count | Block) -> dict[str, object]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _section(data: dict[str, Any]) -> Section:
    blocks = tuple(_block(block) for block in data["blocks"])
    return Section(data["key"], data["heading"], blocks, data["new_page"])


def _block(data: dict[str, Any]) -> Block:
    kind = _BLOCKS[data["block"]]
    values: dict[str, Any] = {name: _tuple(data[name]) for name in data if name != "block"}
    return kind(**values)


def _tuple(value: object) -> object:
    """Undo what JSON does to tuples and counts."""
    if isinstance(value, list):
        return tuple(_tuple(each) for each in value)
    return Count(**value) if isinstance(value, dict) else value
