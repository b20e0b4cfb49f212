"""The worker's pulse: when its last round began or ended, and which keys it could not find.

A file and no row: a row that is written every minute would leave the times of the answers stored
between in the database's log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sb_feedback.files import make_private_dir, write_durably

#: Written by the job's account, read by the web's; there is nothing secret in it.
_READABLE = 0o644


@dataclass(frozen=True)
class Beat:
    """What one round found."""

    at: datetime
    #: Key ids of open periods of which no copy is left.
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Pulse:
    """Where it is felt."""

    path: Path

    def beat(self, at: datetime, lost: Iterable[str]) -> None:
        """Note that the worker is alive."""
        make_private_dir(self.path.parent)
        content = {"at": at.isoformat(), "lost": list(lost)}
        write_durably(self.path, json.dumps(content).encode())
        self.path.chmod(_READABLE)

    def last(self) -> Beat | None:
        """The last round; None if there was none, or if the file cannot be read."""
        try:
            found = json.loads(self.path.read_text())
            return Beat(datetime.fromisoformat(found["at"]), tuple(found["lost"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
