"""The list of meetings, searched and in parts; which look like doubles; and the families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload

from sb_feedback.models import Family, Meeting, Period
from sb_feedback.models.period import OPEN
from sb_feedback.services.paging import ON_A_PAGE, Page, paged

ORDERS = ("newest", "oldest", "family")


@dataclass(frozen=True)
class FamilyLine:
    """A family under its made-up name, and what is still on record of it."""

    label: str
    meetings: int
    last_met: date | None


def meetings_of(
    session: Session, site_id: str, *, words: str = "", order: str = "newest", number: int = 1
) -> Page[Meeting]:
    """Meetings of open periods whose family or day holds these words."""
    wanted = _open_meetings(site_id).options(joinedload(Meeting.family), joinedload(Meeting.period))
    if words.strip():
        wanted = wanted.where(_holds(words.strip().lower()))
    return paged(session, wanted.order_by(*_ordered(order)), number, ON_A_PAGE)


def same_meeting(
    session: Session, site_id: str, family_id: str | None, held_on: date, other_than: str
) -> Meeting | None:
    """A meeting of this family on this day that has another id."""
    if family_id is None:
        return None
    return session.scalar(
        select(Meeting)
        .where(Meeting.site_id == site_id, Meeting.family_id == family_id)
        .where(Meeting.held_on == held_on, Meeting.id != other_than)
        .order_by(Meeting.id)
        .limit(1)
    )


def family_lines(session: Session, site_id: str) -> Sequence[FamilyLine]:
    """All families of a site by name."""
    rows = session.execute(
        select(Family.label, func.count(Meeting.id), func.max(Meeting.held_on))
        .outerjoin(Meeting, Meeting.family_id == Family.id)
        .where(Family.site_id == site_id)
        .group_by(Family.id, Family.label)
        .order_by(Family.label)
    )
    return [FamilyLine(*row) for row in rows]


def _open_meetings(site_id: str) -> Select[Meeting]:
    return (
        select(Meeting)
        .join(Meeting.period)
        .join(Meeting.family)
        .where(Meeting.site_id == site_id, Period.state == OPEN)
    )


def _holds(words: str) -> ColumnElement[bool]:
    return or_(
        func.lower(Family.label).contains(words, autoescape=True),
        cast(Meeting.held_on, String).contains(words, autoescape=True),
    )


def _ordered(order: str) -> list[ColumnElement[Any]]:
    columns: dict[str, list[ColumnElement[Any]]] = {
        "oldest": [Meeting.held_on.expression],
        "family": [Family.label.expression, Meeting.held_on.desc()],
    }
    return [*columns.get(order, [Meeting.held_on.desc()]), Meeting.id.expression]
