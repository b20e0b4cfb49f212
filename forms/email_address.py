"""What an e-mail address looks like: stricter than the standard, as mail servers here are."""

import re

LONGEST_EMAIL = 254
_LONGEST_NAME = 64
_NAME = re.compile(r"[a-z0-9_'&/+-]+(?:\.[a-z0-9_'&/+-]+)*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def tidy_email(text: str) -> str:
    """An address as it is kept: in small letters, without blanks around it."""
    return text.strip().lower()


def is_email(text: str) -> bool:
    """True for a plain address in small letters, such as jo.doe@example.org."""
    name, at, host = text.rpartition("@")
    return bool(
        at
        and len(text) <= LONGEST_EMAIL
        and len(name) <= _LONGEST_NAME
        and _NAME.fullmatch(name)
        and _HOST.fullmatch(host)
    )
