"""The closing document: read back as it was written, and its lines chained."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from sb_feedback.sealing import SealedForm
from sb_feedback.services.closing.document import (
    GENESIS,
    ClosingDocument,
    Line,
    Verdict,
    chained,
)
from sb_feedback.services.closing.leaving import NoteRow, NotesLeft
from tests.unit.closing.cases import decided, facts, form, meeting, release, wait

RELEASE = release(
    decided(facts(held := [meeting(family) for family in range(14)]), [form(at) for at in held])
)
DOCUMENT = ClosingDocument(
    period_id="maple.2026-01-01",
    public_keys={"maple.2026-01-01": bytes(range(32))},
    lines=chained([RELEASE, RELEASE], number=0, previous_hash=GENESIS),
    verdicts=(Verdict("parents", "released", date(2026, 1, 1)),),
    waits=(wait("caregivers", since=0, large=False),),
    boxes=(SealedForm(bytes(32), bytes(range(32)), "maple.2026-04-01", b"\x00\xffbox"),),
    notes=NotesLeft("reading", (NoteRow("one", b"\x00\xffnote"),)),
)


def test_a_document_is_read_back_as_it_was_written() -> None:
    assert ClosingDocument.from_bytes(DOCUMENT.to_bytes()) == DOCUMENT


def test_a_document_holds_what_was_decided_and_nothing_else() -> None:
    assert json.loads(DOCUMENT.to_bytes()).keys() == {
        "format",
        "period",
        "public_keys",
        "lines",
        "verdicts",
        "waits",
        "boxes",
        "notes",
    }


def test_a_document_from_before_there_were_notes_is_read() -> None:
    without = replace(DOCUMENT, notes=None)
    assert ClosingDocument.from_bytes(without.to_bytes()) == without
    found = json.loads(without.to_bytes())
    del found["notes"]
    assert ClosingDocument.from_bytes(json.dumps(found).encode()) == without


def test_a_document_of_another_version_is_refused() -> None:
    content = DOCUMENT.to_bytes().replace(b'"format":1', b'"format":2')
    with pytest.raises(ValueError, match="another version"):
        ClosingDocument.from_bytes(content)


def test_each_line_holds_the_hash_of_the_line_before() -> None:
    first, second = DOCUMENT.lines
    assert (first.number, first.previous_hash) == (1, GENESIS)
    assert (second.number, second.previous_hash) == (2, first.hash)


@pytest.mark.parametrize(
    "changed",
    [{"number": 2}, {"previous_hash": "1" * 64}, {"group": "caregivers"}, {"body": "{}"}],
)
def test_the_hash_of_a_line_covers_all_of_it(changed: dict[str, object]) -> None:
    line = DOCUMENT.lines[0]
    assert Line(**(vars(line) | changed)).hash != line.hash


def test_meetings_are_kept_since_the_oldest_wait_and_not_without_one() -> None:
    waits = (wait("parents", since=2), wait("caregivers", since=1))
    assert replace(DOCUMENT, waits=waits).meetings_kept_since == date(2026, 4, 1)
    assert replace(DOCUMENT, waits=()).meetings_kept_since is None
