"""Boxes that somebody changed or forged: they are left out, and stop no closing."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator

from nacl.public import PublicKey, SealedBox

from sb_feedback.models import SealedAnswer, SitePeriod
from sb_feedback.sealing import BOX_BYTES, packed, pad, seal, seal_stub
from sb_feedback.services.closing.protocol import close_period
from tests.integration.closing.checking import faults
from tests.integration.closing.conftest import Branch, closer_at
from tests.integration.closing.telling import History


def _forged(public_key: bytes) -> Iterator[bytes]:
    sealed_box = SealedBox(PublicKey(public_key))
    yield os.urandom(BOX_BYTES + 48)
    for content in (b"", b"no json", b"[]", b"3", b"\xff\xfe", b"[" * BOX_BYTES):
        yield sealed_box.encrypt(pad(content, BOX_BYTES))
    good = {"questionnaire": "ftm-parent-1", "answers": {}}
    there = {"meeting": "nowhere", "role": "parent"}
    foreign = base64.b64encode(seal_stub(bytes(range(32)), "m", "parent")).decode()
    for change in (
        {},
        {"stub": "not base64!"},
        {"stub": "A"},
        {"stub": 7},
        {"stub": None},
        {"stub": foreign},
        there,
        there | {"questionnaire": "ftm-unknown-9"},
        there | {"questionnaire": ["ftm-parent-1"]},
        there | {"meeting": {"id": 1}},
        there | {"role": ["parent"]},
    ):
        yield seal(public_key, good | change, BOX_BYTES)


def _forged_at(public_key: bytes, meeting_id: str) -> Iterator[bytes]:
    """Forms from a meeting of caregivers alone, so that none of them can count."""
    for change in (
        {"role": "parent"},
        {"role": "judge"},
        {"role": None},
        {"role": "professional", "answers": {"r": {"V1": 5}}},
        {"role": "caregiver"},
        {"role": "parent", "answers": [1, 2]},
        {"role": "parent", "answers": {"r": {"V1": True, "X9": 5}, "h": 3, "b": "yes"}},
    ):
        content = {"questionnaire": "ftm-parent-1", "meeting": meeting_id, "answers": {}}
        yield seal(public_key, content | change, BOX_BYTES)


def test_a_hostile_box_stops_no_closing_and_counts_nowhere(
    history: History, branch: Branch
) -> None:
    meeting_id = next(where for where, role, _ in history.under_next_key if role == "caregiver")
    with branch() as place:
        with place.db.write() as session:
            public_key = session.get_one(SitePeriod, history.key_id).public_key
            boxes = [*_forged(public_key), *_forged_at(public_key, meeting_id)]
            assert len({len(pad(packed({}), BOX_BYTES))} | {len(box) for box in boxes}) == 2
            session.add_all(
                SealedAnswer(id=os.urandom(32), slot=os.urandom(32), key_id=history.key_id, box=box)
                for box in boxes
            )
        close_period(closer_at(place), history.period_id)
        assert faults(place, history) == []
