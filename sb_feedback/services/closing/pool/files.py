"""The pool's files in the key folder and its mirror, sealed to a key that changes at each merge.

Names begin with an underscore, which no site, scope or period has.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from sb_feedback.keys import KeyFolder

STATE = "_state.pool"
_KEYS = "_state.*.key"
_GIVEN = ".pool"


@dataclass(frozen=True)
class PoolFiles:
    """The pool, what closings give to it, and its key."""

    keys: KeyFolder

    def give(self, period_id: str, content: bytes) -> None:
        """Seal what a period gives to the pool's present key; only a merge can open it."""
        box = SealedBox(self._present_key().public_key).encrypt(content)
        self.keys.keep(f"{period_id}{_GIVEN}", box)

    def withdraw(self, period_id: str) -> None:
        """Erase what a period gave."""
        self.keys.destroy(f"{period_id}{_GIVEN}")

    def given(self) -> list[str]:
        """The periods that gave something which was not erased yet."""
        names = self.keys.names(f"*{_GIVEN}")
        return [name.removesuffix(_GIVEN) for name in names if name != STATE]

    def gift(self, period_id: str) -> bytes | None:
        """What a period gave; None if no key opens it."""
        return next((found for _, found in self._opened(f"{period_id}{_GIVEN}")), None)

    def state(self) -> bytes | None:
        """The pool; None if there is none, or no key that opens it."""
        return next((found for _, found in self._opened(STATE)), None)

    def renew(self, content: bytes) -> None:
        """Seal the pool to a fresh key; erase the old key, and with it all that it opens."""
        key, name = self._new_key()
        self.keys.keep(STATE, SealedBox(key.public_key).encrypt(content))
        for period_id in self.given():
            self.withdraw(period_id)
        for old in self.keys.names(_KEYS):
            if old != name:
                self.keys.destroy(old)

    def _present_key(self) -> PrivateKey:
        of_state = (key for key, _ in self._opened(STATE))
        return next(of_state, None) or next(self._found(), None) or self._new_key()[0]

    def _new_key(self) -> tuple[PrivateKey, str]:
        key, name = PrivateKey.generate(), _KEYS.replace("*", secrets.token_hex(8))
        self.keys.keep(name, bytes(key))
        return key, name

    def _opened(self, name: str) -> Iterator[tuple[PrivateKey, bytes]]:
        for copy in self.keys.kept(name):
            for key in self._found():
                try:
                    yield key, SealedBox(key).decrypt(copy)
                except CryptoError:  # sealed to another key, or damaged
                    continue

    def _found(self) -> Iterator[PrivateKey]:
        for name in self.keys.names(_KEYS):
            for copy in self.keys.kept(name):
                if len(copy) == PrivateKey.SIZE:  # a file that was cut short is no key
                    yield PrivateKey(copy)
