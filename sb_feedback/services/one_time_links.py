"""Links that work once: their tokens are made here, and found again by their hash alone."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.codes import token_hash
from sb_feedback.models.one_time import OneTimeLink

Link = TypeVar("Link", bound=OneTimeLink)


def issue(link: OneTimeLink, now: datetime, lasts: timedelta) -> str:
    """A new token, to be sent or shown at once; one that was made before stops working."""
    token = secrets.token_urlsafe(32)
    link.token_hash, link.ends_at = token_hash(token), now + lasts
    return token


def link_of(session: Session, kind: type[Link], token: str, *, to_use: bool = False) -> Link | None:
    """The row of this token; held until the transaction ends if it is to be used."""
    wanted = select(kind).where(kind.token_hash == token_hash(token))
    return session.scalar(wanted.with_for_update() if to_use else wanted)


def invitation_link(base_url: str, token: str) -> str:
    """Where an invitation is accepted."""
    return f"{base_url}/invited/{token}"


def new_password_link(base_url: str, token: str) -> str:
    """Where a new password is chosen."""
    return f"{base_url}/new-password/{token}"
