"""The one clock of the product: every date that decides anything comes from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def _no_days_ahead() -> int:
    return 0


@dataclass(frozen=True)
class Clock:
    """Tells the time; `days_ahead` is moved by the demo alone."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    days_ahead: Callable[[], int] = _no_days_ahead

    def now(self) -> datetime:
        """The moment in UTC."""
        return datetime.now(UTC) + timedelta(days=self.days_ahead())

    def today(self) -> date:
        """The calendar day where the installation is."""
        return self.now().astimezone(self.zone).date()
