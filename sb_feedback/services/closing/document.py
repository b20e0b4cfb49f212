"""The closing document: what a closing decided, kept outside the database before it is applied."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis import Release
from sb_feedback.sealing import SealedForm
from sb_feedback.services.closing.leaving import NotesLeft

FORMAT = 1
#: What the first line of a ledger has in place of the hash of the line before.
GENESIS = "0" * 64


@dataclass(frozen=True)
class Line:
    """One line of the ledger: a release, chained to the line before."""

    number: int
    previous_hash: str
    group: str
    body: str

    @property
    def hash(self) -> str:
        """Hash of this line, the release and the line before."""
        content = f"{self.number}\n{self.previous_hash}\n{self.group}\n{self.body}"
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What was decided for one group, and the first day of what it concerns."""

    group: str
    word: str
    since: date


@dataclass(frozen=True)
class Wait:
    """A family batch that waits."""

    group: str
    since: date
    version: str
    was_large: bool


@dataclass(frozen=True)
class ClosingDocument:
    """Releases as ledger lines, verdicts, what waits, its answers sealed anew, and notes."""

    period_id: str
    public_keys: dict[str, bytes]
    lines: tuple[Line, ...]
    verdicts: tuple[Verdict, ...]
    waits: tuple[Wait, ...]
    boxes: tuple[SealedForm, ...]
    #: None where notes were off.
    notes: NotesLeft | None = None

    @property
    def meetings_kept_since(self) -> date | None:
        """Meetings from this day on are still needed by a waiting batch; None: no earlier ones."""
        return min((wait.since for wait in self.waits), default=None)

    @property
    def is_lost(self) -> bool:
        """True if no key was left, and a person declared the period lost."""
        return any(verdict.word == "lost" for verdict in self.verdicts)

    def to_bytes(self) -> bytes:
        """The document as it is written to the key folder."""
        content = {
            "format": FORMAT,
            "period": self.period_id,
            "public_keys": {name: key.hex() for name, key in self.public_keys.items()},
            "lines": [vars(line) for line in self.lines],
            "verdicts": [vars(item) | {"since": item.since.isoformat()} for item in self.verdicts],
            "waits": [vars(item) | {"since": item.since.isoformat()} for item in self.waits],
            "boxes": [_box_to_text(box) for box in self.boxes],
            "notes": self.notes.to_plain() if self.notes else None,
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> ClosingDocument:
        """Read a document; raise ValueError for another format."""
        found = json.loads(content)
        if found.get("format") != FORMAT:
            raise ValueError("this closing document was written by another version")
        return cls(
            period_id=found["period"],
            public_keys={name: bytes.fromhex(key) for name, key in found["public_keys"].items()},
            lines=tuple(Line(**line) for line in found["lines"]),
            verdicts=tuple(Verdict(**_with_date(item)) for item in found["verdicts"]),
            waits=tuple(Wait(**_with_date(item)) for item in found["waits"]),
            boxes=tuple(_box_from_text(box) for box in found["boxes"]),
            # Documents from before there were notes do not speak of them.
            notes=NotesLeft.from_plain(found["notes"]) if found.get("notes") else None,
        )


def document_name(period_id: str) -> str:
    """The file of a period's closing document."""
    return period_id


def chained(releases: list[Release], *, number: int, previous_hash: str) -> tuple[Line, ...]:
    """Ledger lines for these releases, following the line of this number and hash."""
    lines: list[Line] = []
    for release in releases:
        line = Line(
            number=number + len(lines) + 1,
            previous_hash=lines[-1].hash if lines else previous_hash,
            group=release.group,
            body=release.to_json(),
        )
        lines.append(line)
    return tuple(lines)


def _with_date(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"since": date.fromisoformat(item["since"])}


def _box_to_text(box: SealedForm) -> list[str]:
    parts = (box.id, box.slot, box.box)
    return [box.key_id, *(base64.b64encode(part).decode() for part in parts)]


def _box_from_text(parts: list[str]) -> SealedForm:
    row_id, slot, box = (base64.b64decode(part) for part in parts[1:])
    return SealedForm(id=row_id, slot=slot, key_id=parts[0], box=box)
