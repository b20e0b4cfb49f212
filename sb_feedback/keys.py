"""The key folder and its mirror, and the secrets of periods that the web process reads."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from nacl.public import PrivateKey

from sb_feedback.files import erase, make_private_dir, remove_unfinished, write_durably


class KeyLost(Exception):
    """No copy of a period's private key is left."""


@dataclass(frozen=True)
class KeyFolder:
    """Private keys and closing documents, each in two folders outside the database."""

    folder: Path
    mirror: Path

    @property
    def places(self) -> tuple[Path, Path]:
        """Both folders, the one that is read first before its mirror."""
        return self.folder, self.mirror

    def prepare(self) -> None:
        """Make both folders and clear what an interrupted write left."""
        for place in self.places:
            make_private_dir(place)
            remove_unfinished(place)

    def public_key(self, key_id: str) -> bytes:
        """The public key of this id; a pair is made, in both folders, if there is none yet."""
        keys = list(self._keys(key_id))
        pair = keys[0] if keys else PrivateKey.generate()
        if len(keys) < len(self.places):
            self.keep(_key_name(key_id), bytes(pair))
        return bytes(pair.public_key)

    def require(self, key_id: str, public_key: bytes) -> PrivateKey:
        """The private key that fits this public key; raise KeyLost if no such copy is left."""
        for key in self._keys(key_id):
            if bytes(key.public_key) == public_key:
                return key
        raise KeyLost(key_id)

    def has_key(self, key_id: str) -> bool:
        """Whether any copy of a private key is left."""
        return any((place / _key_name(key_id)).exists() for place in self.places)

    def erase_key(self, key_id: str, *, mirror: bool) -> None:
        """Destroy one of the two copies of a private key."""
        erase((self.mirror if mirror else self.folder) / _key_name(key_id))

    def document(self, name: str) -> bytes | None:
        """A closing document, if one was written."""
        return next(self.kept(f"{name}.closing"), None)

    def write_document(self, name: str, content: bytes, *, mirror: bool) -> None:
        """Keep a closing document in one of the two folders."""
        write_durably((self.mirror if mirror else self.folder) / f"{name}.closing", content)

    def keep(self, name: str, content: bytes) -> None:
        """Write a file into both folders."""
        for place in self.places:
            write_durably(place / name, content)

    def kept(self, name: str) -> Iterator[bytes]:
        """The copies of a file that are there, the first folder's before its mirror's."""
        for place in self.places:
            if (place / name).is_file():
                yield (place / name).read_bytes()

    def names(self, pattern: str) -> list[str]:
        """The files of either folder whose name fits, each once."""
        return sorted({path.name for place in self.places for path in place.glob(pattern)})

    def destroy(self, name: str) -> None:
        """Erase all copies of a file."""
        for place in self.places:
            erase(place / name)

    def _keys(self, key_id: str) -> Iterator[PrivateKey]:
        for copy in self.kept(_key_name(key_id)):
            if len(copy) == PrivateKey.SIZE:  # a file that was cut short is no key
                yield PrivateKey(copy)


@dataclass(frozen=True)
class SecretFiles:
    """Secrets of 32 bytes outside the database: the job makes and erases them, the web reads."""

    folder: Path
    suffix: ClassVar[str]

    def make(self, name: str) -> None:
        """Make the secret of this name unless it is there."""
        make_private_dir(self.folder)
        if not self._path(name).exists():
            write_durably(self._path(name), secrets.token_bytes(32))

    def get(self, name: str) -> bytes | None:
        """The secret, or None once it was erased."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:  # asked for and not looked up: it may be erased meanwhile
            return None

    def erase(self, name: str) -> None:
        """Destroy the secret, and with it all that it opens."""
        erase(self._path(name))

    def names(self) -> list[str]:
        """The secrets that there are."""
        found = self.folder.glob(f"*{self.suffix}")
        return sorted(path.name.removesuffix(self.suffix) for path in found)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{self.suffix}"


class SlotSecrets(SecretFiles):
    """One for each site and period, erased with the key: then no card and answer can be paired."""

    suffix = ".slot"


class NoteKeys(SecretFiles):
    """One for each closing that notes left, erased once they were shown or their time is over."""

    suffix = ".notes"


def _key_name(key_id: str) -> str:
    return f"{key_id}.key"
