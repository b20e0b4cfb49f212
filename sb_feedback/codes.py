"""Codes on cards: how they are made, read back as people type them, and hashed."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

#: 32 letters; 0, O, 1 and I are left out because they look alike.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
QR_LENGTH = 26  # 130 bits
TYPED_LENGTH = 8  # 40 bits, short-lived, and guessing is slowed down
#: What people read or type instead of a letter that is in the alphabet.
_LOOK_ALIKES = str.maketrans({"0": "Q", "O": "Q", "1": "L", "I": "L"})


@dataclass(frozen=True)
class CardCodes:
    """The two codes of one card: both open the same page."""

    qr: str
    typed: str

    @property
    def typed_in_groups(self) -> str:
        """The short code as printed: two groups of four."""
        return f"{self.typed[:4]} {self.typed[4:]}"


def survey_link(base_url: str, code: str) -> str:
    """The link that a code is followed by."""
    return f"{base_url}/Q/{code}"


def new_codes() -> CardCodes:
    """Codes for one single-use card; they exist only while its sheet is made."""
    # 256 is a multiple of 32, so each letter is as likely as any other.
    drawn = secrets.token_bytes(QR_LENGTH + TYPED_LENGTH)
    letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in drawn)
    return CardCodes(qr=letters[:QR_LENGTH], typed=letters[QR_LENGTH:])


def shared_codes(secret: bytes, about: str, role: str) -> CardCodes:
    """The shared code of a meeting or wave and a role: derived, so that pages can show it again."""
    digest = keyed_hash(secret, "shared-code", f"{about}|{role}".encode())
    number = int.from_bytes(hashlib.sha512(digest).digest(), "big")
    letters = []
    for _ in range(QR_LENGTH + TYPED_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return CardCodes(qr="".join(letters[:QR_LENGTH]), typed="".join(letters[QR_LENGTH:]))


def clean_code(text: str) -> str | None:
    """A code as typed or scanned, forgiving case, spaces, dashes and look-alikes; None if none."""
    code = as_in_alphabet(letters_of(text))
    if len(code) not in (QR_LENGTH, TYPED_LENGTH) or not set(code) <= set(ALPHABET):
        return None
    return code


def letters_of(text: str) -> str:
    """The letters and digits of a code that was typed in groups, with blanks or dashes."""
    return "".join(letter for letter in text.upper()[:80] if letter.isascii() and letter.isalnum())


def as_in_alphabet(letters: str) -> str:
    """The letters that were meant, where others look alike."""
    return letters.translate(_LOOK_ALIKES)


def keyed_hash(secret: bytes, purpose: str, message: bytes) -> bytes:
    """HMAC-SHA-256 with a key of its own for each purpose."""
    key = hmac.digest(secret, purpose.encode(), "sha256")
    return hmac.digest(key, message, "sha256")


def code_hash(secret: bytes, code: str) -> bytes:
    """What the card row keeps of a code: without the secret, 40 bits cannot be searched."""
    return keyed_hash(secret, "card-code", code.encode())


def token_hash(token: str) -> bytes:
    """What a row keeps of a long random token: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode()).digest()
