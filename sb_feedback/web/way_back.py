"""Where to go after signing in."""

from __future__ import annotations

import re

#: A path on this site: one slash and then anything that cannot begin another host's address.
_OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")


def safe_path(address: str | None) -> str | None:
    """The address if it stays on this site; None for any other."""
    return address if address and _OWN_PATH.fullmatch(address) else None
