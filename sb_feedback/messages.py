"""Messages of the queue as plain JSON."""

from __future__ import annotations

import json

from huey.registry import Message
from huey.serializer import Serializer


class JsonSerializer(Serializer):
    """What the web process writes can never run code in the worker."""

    def __init__(self) -> None:
        super().__init__(compression=False)  # type: ignore[no-untyped-call]

    def _serialize(self, data: object) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> object:
        found = json.loads(data)
        return Message(*found) if isinstance(found, list) else found
