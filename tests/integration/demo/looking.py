"""What is in a SAMPLE state's database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sb_feedback.models import LedgerLine, Period, SealedAnswer
from sb_feedback.workplace import Workplace


def ledger(place: Workplace) -> list[tuple[Any, ...]]:
    """Every column of every line of the ledger."""
    with place.db.read() as session:
        rows = session.execute(
            select(LedgerLine.__table__).order_by(LedgerLine.scope_id, LedgerLine.number)
        )
        return [tuple(row) for row in rows]


def answers(place: Workplace) -> int:
    """How many sealed answers there are."""
    with place.db.read() as session:
        return session.scalar(select(func.count()).select_from(SealedAnswer)) or 0


def states(place: Workplace) -> dict[str, str]:
    """The state of every period."""
    with place.db.read() as session:
        return {row.id: row.state for row in session.scalars(select(Period))}
