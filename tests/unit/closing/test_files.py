"""Files that are written whole or not at all, and erased for good."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sb_feedback.files import erase, make_private_dir, remove_unfinished, write_durably


class PowerCut(BaseException):
    """Everything stops."""


def _cut(*_: object) -> None:
    raise PowerCut


@pytest.mark.parametrize(("owner", "name"), [(os, "fsync"), (Path, "rename")])
def test_an_interrupted_write_shows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str
) -> None:
    path = tmp_path / "document"
    write_durably(path, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _cut)
        with pytest.raises(PowerCut):
            write_durably(path, b"new")
    assert path.read_bytes() == b"old"
    remove_unfinished(tmp_path)
    assert list(tmp_path.iterdir()) == [path]
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"


def test_content_folder_and_removal_are_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_durably(tmp_path / "key", b"secret")
    assert synced == ["key.unfinished", tmp_path.name]
    for _ in range(2):  # also when it is gone: the removal itself may have been interrupted
        erase(tmp_path / "key")
    assert synced[2:] == [tmp_path.name] * 2
    assert not (tmp_path / "key").exists()


def test_nobody_else_can_read(tmp_path: Path) -> None:
    make_private_dir(tmp_path / "keys")
    write_durably(tmp_path / "keys" / "key", b"secret")
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0
    assert (tmp_path / "keys" / "key").stat().st_mode & 0o077 == 0
