"""Files that must survive: written whole or not at all, erased for good."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_UNFINISHED = ".unfinished"


def make_private_dir(folder: Path) -> None:
    """A folder that only its owner can enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def write_durably(path: Path, content: bytes) -> None:
    """Write, sync and rename: the file shows whole and for good, or not at all."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    _sync_dir(path.parent)


def keep_by_content(folder: Path, content: bytes) -> str:
    """Keep a file under the hash of its content, which is returned."""
    name = hashlib.sha256(content).hexdigest()
    make_private_dir(folder)
    write_durably(folder / name, content)
    return name


def erase(path: Path) -> None:
    """Remove a file if it is there, and make the removal last, also one that was interrupted."""
    path.unlink(missing_ok=True)
    _sync_dir(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Remove what an interrupted write left behind."""
    for leftover in folder.glob(f"*{_UNFINISHED}"):
        erase(leftover)


def _sync_dir(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
