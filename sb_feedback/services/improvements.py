"""The improvement loop: a team picks one practice and later sees whether it moved."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.db import hold_lock
from sb_feedback.models import Improvement
from sb_feedback.services.errors import NotFound


def pick_improvement(
    session: Session,
    scope_id: str,
    *,
    group: str,
    item: str,
    what: str,
    who: str,
    started_on: date,
    by_when: date,
) -> Improvement:
    """Pick one practice to make better, with what will be tried, by whom and by when."""
    improvement = Improvement(
        scope_id=scope_id,
        questionnaire_group=group,
        item=item,
        what=what,
        who=who,
        started_on=started_on,
        by_when=by_when,
    )
    session.add(improvement)
    return improvement


def judge_improvement(session: Session, scope_id: str, improvement_id: str, verdict: str) -> None:
    """Keep, change or drop it."""
    improvement = session.get(Improvement, improvement_id)
    if improvement is None or improvement.scope_id != scope_id:
        raise NotFound
    improvement.verdict = verdict


def being_tried(session: Session, scope_id: str) -> Improvement | None:
    """The newest improvement while nobody has said what becomes of it.

    Until the transaction ends nobody else picks one: a form sent twice picks one thing.
    """
    hold_lock(session, f"improvements of {scope_id}", shared=False)
    newest = next(iter(improvements_of(session, scope_id)), None)
    return newest if newest and newest.verdict is None else None


def improvements_of(session: Session, scope_id: str) -> list[Improvement]:
    """The scope's improvements, newest first."""
    return list(
        session.scalars(
            select(Improvement)
            .where(Improvement.scope_id == scope_id)
            .order_by(Improvement.started_on.desc(), Improvement.id)
        )
    )


def picked(session: Session, scope_id: str, by: date) -> Improvement | None:
    """The newest improvement that had started by this day."""
    return next((one for one in improvements_of(session, scope_id) if one.started_on <= by), None)
