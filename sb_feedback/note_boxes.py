"""Boxes of notes that are being read: a copy of the database alone does not open them."""

from __future__ import annotations

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from sb_feedback.sealing import pad

#: A note has 2,000 bytes at the most, and the signs for what is hidden may add to them.
NOTE_BYTES = 2560


def seal_note(key: bytes, words: str) -> bytes:
    """Words in a box of fixed size."""
    return bytes(SecretBox(key).encrypt(pad(words.encode(), NOTE_BYTES)))


def open_note(key: bytes | None, box: bytes) -> str | None:
    """What is in a box; None if its key is gone, or is another."""
    if key is None:
        return None
    try:
        return SecretBox(key).decrypt(box).decode().rstrip(" ")
    except CryptoError:
        return None
