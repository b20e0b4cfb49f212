"""Column types that several rows share."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import DateTime, Dialect, String, TypeDecorator
from sqlalchemy.orm import mapped_column

Id = Annotated[str, mapped_column(String(80))]


def new_id() -> str:
    """A random name for a row: it says nothing about when or in what order rows were made."""
    return secrets.token_hex(16)


def fixed_id(text: str) -> str:
    """A name for a row that the same text always gives; as long as a random one."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC on both databases; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
