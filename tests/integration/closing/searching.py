"""Searching what is left on a disk for keys, and trying them on boxes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from nacl.public import PrivateKey
from sqlalchemy import select

from sb_feedback.models import Card, SealedAnswer, SitePeriod
from sb_feedback.opening import CannotOpen, open_sealed
from sb_feedback.workplace import Workplace

KEY = 32


def public_key(place: Workplace, key_id: str) -> bytes:
    """The public key of this id."""
    with place.db.read() as session:
        return session.get_one(SitePeriod, key_id).public_key


def public_keys(place: Workplace) -> set[bytes]:
    """Every public key that the database knows."""
    with place.db.read() as session:
        return set(session.scalars(select(SitePeriod.public_key)))


def boxes_and_stubs(place: Workplace, key_id: str) -> list[bytes]:
    """The boxes of answers, and the stubs of cards."""
    answers = select(SealedAnswer.box).where(SealedAnswer.key_id == key_id)
    stubs = select(Card.stub).where(Card.key_id == key_id)
    with place.db.read() as session:
        return [*session.scalars(answers), *session.scalars(stubs)]


def opens(private_key: PrivateKey, box: bytes) -> bool:
    """True if this key opens this box or stub."""
    try:
        open_sealed(private_key, box)
    except CannotOpen:
        return False
    return True


def keys_in(
    files: list[Path], of: set[bytes], pieces: int | None = 2_000
) -> dict[bytes, PrivateKey]:
    """Every 32 bytes in a row of these files that are the private key of one of these keys.

    A closing document is long and holds little else than boxes: a sample of it may be enough.
    """
    found = {piece for path in files for piece in _pieces(path.read_bytes(), pieces)}
    keys = map(PrivateKey, found)
    return {public: key for key in keys if (public := bytes(key.public_key)) in of}


def _pieces(content: bytes, number: int | None) -> Iterator[bytes]:
    starts: Sequence[int] = range(max(0, len(content) - KEY + 1))
    if number is not None and len(starts) > number:
        starts = random.Random(1).sample(starts, number)
    yield from (content[start : start + KEY] for start in starts)
