"""Pools as bytes: compressed canonical JSON that names its format."""

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Pool = TypeVar("Pool")


def pack(name: str, content: Mapping[str, Any]) -> bytes:
    """The content as bytes; the same for equal contents."""
    text = json.dumps({"format": name, **content}, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), 9)


def unpack(name: str, data: bytes, read: Callable[[Mapping[str, Any]], Pool]) -> Pool:
    """What `read` makes of bytes that `pack` wrote in this format.

    Raises ValueError for another format, and for bytes that were damaged.
    """
    damaged = ValueError(f"this is no {name}, or it was damaged")
    try:
        content = json.loads(zlib.decompress(data))
        found = content["format"]
    except (zlib.error, ValueError, KeyError, TypeError):
        raise damaged from None
    if found != name:
        raise ValueError(f"this has the format {found}; this version reads {name}")
    try:
        return read(content)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise damaged from error
