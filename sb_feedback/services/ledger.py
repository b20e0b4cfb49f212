"""The ledger: releases of a scope, read only through a chain of hashes that holds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis import Release
from sb_feedback.models import LedgerLine, Outcome, Period
from sb_feedback.models.period import CLOSED
from sb_feedback.services.closing.document import GENESIS, Line


class LedgerBroken(Exception):
    """A line of the ledger was changed or is missing; nothing may be shown from it."""

    def __init__(self, scope_id: str, number: int) -> None:
        self.number = number
        super().__init__(f"line {number} of {scope_id}")


def releases_of(session: Session, scope_id: str) -> list[Release]:
    """Every release of a scope, oldest line first; raise LedgerBroken if one cannot be trusted."""
    rows = session.scalars(
        select(LedgerLine).where(LedgerLine.scope_id == scope_id).order_by(LedgerLine.number)
    )
    releases, previous_hash = [], GENESIS
    for number, row in enumerate(rows, start=1):
        line = Line(number, previous_hash, row.questionnaire_group, row.body)
        release = _release(row)
        kept = (row.number, row.previous_hash, row.hash)
        if release is None or kept != (number, previous_hash, line.hash):
            raise LedgerBroken(scope_id, number)
        releases.append(release)
        previous_hash = row.hash
    if len(releases) < _released(session, scope_id):
        raise LedgerBroken(scope_id, len(releases) + 1)
    return releases


def readable_releases(session: Session, scope_id: str) -> list[Release]:
    """The releases that everybody can read already: none while their reports are being made.

    None at all where the ledger cannot be trusted.
    """
    last_day = session.scalar(
        select(func.max(Period.last_day)).where(Period.scope_id == scope_id, Period.state == CLOSED)
    )
    try:
        releases = releases_of(session, scope_id)
    except LedgerBroken:
        return []
    return [one for one in releases if last_day is not None and one.last_day <= last_day]


def releases_by(
    session: Session, scope_id: str, day: date, only: Collection[str] = ()
) -> tuple[Release, ...]:
    """The releases of a scope that end by a day; of these, if `only` names any, those alone."""
    return tuple(
        release
        for release in releases_of(session, scope_id)
        if release.last_day <= day and (not only or release.digest in only)
    )


def verify_ledger(session: Session, scope_id: str) -> int:
    """How many lines the scope's ledger has; raise LedgerBroken if one cannot be trusted."""
    return len(releases_of(session, scope_id))


def _release(row: LedgerLine) -> Release | None:
    try:
        release = Release.from_json(row.body)
    except ValueError:
        return None
    belongs = (release.scope, release.group) == (row.scope_id, row.questionnaire_group)
    return release if belongs else None


def _released(session: Session, scope_id: str) -> int:
    # A chain does not tell that its last line is gone; what each closing decided does.
    return (
        session.scalar(
            select(func.count())
            .select_from(Outcome)
            .join(Period, Period.id == Outcome.period_id)
            .where(Period.scope_id == scope_id, Outcome.verdict == "released")
        )
        or 0
    )
