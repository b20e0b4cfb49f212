"""Opening boxes: the closing job's alone; nothing else may import this module."""

from __future__ import annotations

import json
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox


class CannotOpen(Exception):
    """The box was not sealed to this key, or was changed."""


def open_sealed(private_key: PrivateKey, box: bytes) -> dict[str, Any]:
    """The content of a box or stub; raise CannotOpen if this key does not open it."""
    try:
        content = SealedBox(private_key).decrypt(box)
        opened = json.loads(content)
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error
    if not isinstance(opened, dict):
        raise CannotOpen
    return opened
