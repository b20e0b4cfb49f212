"""Sealing: the web process can write boxes and stubs to a public key, and cannot read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nacl.public import PublicKey, SealedBox

from sb_feedback.codes import keyed_hash

#: Every box holds exactly this many bytes before sealing, whatever was answered.
BOX_BYTES = 4096
STUB_BYTES = 160


@dataclass(frozen=True)
class SealedForm:
    """What is stored of one answer."""

    id: bytes
    slot: bytes
    key_id: str
    box: bytes


def pad(content: bytes, size: int) -> bytes:
    """Fill up to a fixed size, so that length tells nothing."""
    if len(content) > size:
        raise ValueError(f"{len(content)} bytes do not fit into {size}")
    return content.ljust(size, b" ")


def packed(content: Mapping[str, Any]) -> bytes:
    """Compact JSON bytes."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def seal(public_key: bytes, content: Mapping[str, Any], size: int) -> bytes:
    """Encrypt padded content to a public key (X25519 sealed box)."""
    return SealedBox(PublicKey(public_key)).encrypt(pad(packed(content), size))


def seal_stub(public_key: bytes, about: str, role: str) -> bytes:
    """Meeting (or wave) and role, sealed for the card row."""
    return seal(public_key, {"meeting": about, "role": role}, STUB_BYTES)


def answer_id(slot_secret: bytes, number: str) -> bytes:
    """The row of a form: the same one-time number always gives the same row."""
    return keyed_hash(slot_secret, "answer", number.encode())


def answer_slot(slot_secret: bytes, card_hash: bytes, *, shared: bool, number: str) -> bytes:
    """The place that an answer takes: a single-use card has one, a shared code one per form."""
    return keyed_hash(slot_secret, "slot", card_hash + (number.encode() if shared else b""))
