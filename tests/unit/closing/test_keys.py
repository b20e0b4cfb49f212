"""The key folder and its mirror: two copies, of which one is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from nacl.public import PrivateKey

from sb_feedback.keys import KeyFolder, KeyLost, SlotSecrets

NAME = "maple.2026-01-01"


@pytest.fixture
def keys(tmp_path: Path) -> KeyFolder:
    folder = KeyFolder(tmp_path / "keys", tmp_path / "mirror")
    folder.prepare()
    return folder


def _copies(keys: KeyFolder) -> list[Path]:
    return [place / f"{NAME}.key" for place in keys.places]


def test_a_pair_is_made_once_and_kept_twice(keys: KeyFolder) -> None:
    public_key = keys.public_key(NAME)
    assert keys.public_key(NAME) == public_key
    first, second = (path.read_bytes() for path in _copies(keys))
    assert first == second == bytes(keys.require(NAME, public_key))


@pytest.mark.parametrize("spoilt", [0, 1])
@pytest.mark.parametrize("content", [None, b"", b"cut short", bytes(range(32))])
def test_one_good_copy_is_enough(keys: KeyFolder, spoilt: int, content: bytes | None) -> None:
    public_key = keys.public_key(NAME)
    if content is None:
        _copies(keys)[spoilt].unlink()
    else:
        _copies(keys)[spoilt].write_bytes(content)
    assert bytes(keys.require(NAME, public_key).public_key) == public_key


def test_a_copy_that_was_not_written_is_made_good(keys: KeyFolder) -> None:
    public_key = keys.public_key(NAME)
    for path in _copies(keys):
        path.unlink()
        assert keys.public_key(NAME) == public_key
        assert path.exists()


def test_another_key_is_no_copy(keys: KeyFolder) -> None:
    keys.public_key(NAME)
    with pytest.raises(KeyLost, match=NAME):
        keys.require(NAME, bytes(PrivateKey.generate().public_key))


def test_both_copies_are_erased(keys: KeyFolder) -> None:
    public_key = keys.public_key(NAME)
    keys.erase_key(NAME, mirror=False)
    keys.require(NAME, public_key)
    keys.erase_key(NAME, mirror=True)
    with pytest.raises(KeyLost):
        keys.require(NAME, public_key)


def test_what_an_interrupted_write_left_is_cleared(keys: KeyFolder) -> None:
    for path in _copies(keys):
        path.with_name(f"{path.name}.unfinished").write_bytes(b"half a key")
    keys.prepare()
    assert [list(place.iterdir()) for place in keys.places] == [[], []]


def test_a_document_is_read_from_either_folder(keys: KeyFolder) -> None:
    assert keys.document(NAME) is None
    keys.write_document(NAME, b"decided", mirror=True)
    assert keys.document(NAME) == b"decided"


def test_a_slot_secret_that_is_erased_while_it_is_read_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = SlotSecrets(tmp_path / "slots")
    slots.make(NAME)
    read = Path.read_bytes

    def erased_first(path: Path) -> bytes:
        slots.erase(NAME)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", erased_first)
    assert slots.get(NAME) is None


def test_a_slot_secret_is_made_once_and_erased(tmp_path: Path) -> None:
    slots = SlotSecrets(tmp_path / "slots")
    assert slots.get(NAME) is None
    slots.make(NAME)
    secret = slots.get(NAME)
    slots.make(NAME)
    assert slots.get(NAME) == secret
    assert secret is not None
    assert len(secret) == 32
    slots.erase(NAME)
    assert slots.get(NAME) is None
