"""The improvement loop: a team picks one thing, tries, and keeps, changes or drops it.

One at a time, in numbered rounds. A round that was decided is never written again; only the
newest decision can be taken back, until it was printed or for a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sb_feedback.db import hold_lock
from sb_feedback.models import ActionLine, Improvement, Period
from sb_feedback.models.improvement import QUESTION
from sb_feedback.models.period import CLOSED, CLOSING, COUNTED
from sb_feedback.models.types import new_id
from sb_feedback.services.errors import NotAllowed, NotFound

#: So long a slip of the hand can be taken back, also if a report came out meanwhile.
DAY_OF_GRACE = timedelta(days=1)


class AnotherPicked(NotAllowed):
    """Somebody has picked meanwhile: there is one thing at a time."""


class AlreadyDecided(NotAllowed):
    """Somebody has decided otherwise meanwhile."""


class TooLate(NotAllowed):
    """It was printed since, or something else was picked: it stays as it is."""


@dataclass(frozen=True)
class Pick:
    """A round as it stood on a day: a decision made later is not in it."""

    improvement: Improvement
    verdict: str | None


@dataclass(frozen=True)
class Plan:
    """What to make better, for whom, what will be tried, by whom (a role) and by when."""

    group: str
    item: str
    what: str
    who: str
    started_on: date
    by_when: date
    kind: str = QUESTION


def was_sent(session: Session, scope_id: str, entry_id: str) -> bool:
    """Whether this entry is there already: a form sent twice is one. Holds the scope's rounds."""
    _hold(session, scope_id)
    sent = session.get(Improvement, entry_id)
    if sent is not None and sent.scope_id != scope_id:
        raise NotFound
    return sent is not None


def pick_improvement(
    session: Session,
    scope_id: str,
    plan: Plan,
    *,
    picked_on: date | None = None,
    entry_id: str | None = None,
    follows: str | None = None,
) -> Improvement:
    """Pick one thing to make better.

    While the newest is undecided raises AnotherPicked. `follows` is the round that the team
    decided to change; it counts only if it is the newest.
    """
    _hold(session, scope_id)
    newest = next(iter(improvements_of(session, scope_id)), None)
    if newest and newest.verdict is None:
        raise AnotherPicked("Something was picked already.")
    is_next_round = newest and newest.id == follows and newest.verdict == "change"
    improvement = Improvement(
        id=entry_id or new_id(),
        scope_id=scope_id,
        number=newest.number + 1 if newest else 1,
        questionnaire_group=plan.group,
        kind=plan.kind,
        item=plan.item,
        what=plan.what,
        who=plan.who,
        started_on=plan.started_on,
        by_when=plan.by_when,
        predecessor_id=follows if is_next_round else None,
        picked_on=picked_on,
    )
    session.add(improvement)
    session.flush()
    return improvement


def judge_improvement(
    session: Session, scope_id: str, improvement_id: str, verdict: str, today: date
) -> bool:
    """Keep, change or drop it; raise AlreadyDecided if somebody has decided otherwise.

    Returns whether it was new.
    """
    improvement = find_improvement(session, scope_id, improvement_id)
    if improvement.verdict == verdict:
        return False
    if improvement.verdict is not None:
        raise AlreadyDecided("This was decided already.")
    improvement.verdict, improvement.judged_on = verdict, today
    return True


def take_verdict_back(session: Session, scope_id: str, improvement_id: str, today: date) -> None:
    """Decide again; raise TooLate where it stays as it is."""
    improvement = find_improvement(session, scope_id, improvement_id)
    if improvement.verdict is not None and not may_decide_again(session, improvement, today):
        raise TooLate("This decision can no longer be taken back.")
    improvement.verdict = improvement.judged_on = None


def take_pick_back(session: Session, scope_id: str, improvement_id: str, today: date) -> None:
    """Pick again; raise TooLate where it stays as it is."""
    improvement = find_improvement(session, scope_id, improvement_id)
    if not may_pick_again(session, improvement, today):
        raise TooLate("This can no longer be taken back.")
    session.delete(improvement)


def may_decide_again(session: Session, improvement: Improvement, today: date) -> bool:
    """Whether the decision can be taken back: it is the newest, and was not printed for long."""
    day = improvement.judged_on
    if day is None or improvement is not improvements_of(session, improvement.scope_id)[0]:
        return False
    return today - day <= DAY_OF_GRACE or not _came_out_since(session, improvement.scope_id, day)


def may_pick_again(session: Session, improvement: Improvement, today: date) -> bool:
    """Whether the pick can be taken back: for a day, while nothing hangs on it."""
    day = improvement.picked_on
    if day is None or improvement.verdict is not None or today - day > DAY_OF_GRACE:
        return False
    acted_on = select(ActionLine.id).where(ActionLine.improvement_id == improvement.id).limit(1)
    printed = _came_out_since(session, improvement.scope_id, day)
    return not printed and session.scalar(acted_on) is None


def find_improvement(session: Session, scope_id: str, improvement_id: str) -> Improvement:
    """A round of this scope, held until the transaction ends; raise NotFound for another's."""
    _hold(session, scope_id)
    improvement = session.get(Improvement, improvement_id)
    if improvement is None or improvement.scope_id != scope_id:
        raise NotFound
    return improvement


def being_tried(session: Session, scope_id: str) -> Improvement | None:
    """The newest improvement while nobody has said what becomes of it."""
    newest = next(iter(improvements_of(session, scope_id)), None)
    return newest if newest and newest.verdict is None else None


def improvements_of(session: Session, scope_id: str) -> list[Improvement]:
    """The scope's improvements, newest first."""
    return list(
        session.scalars(
            select(Improvement)
            .where(Improvement.scope_id == scope_id)
            .order_by(Improvement.number.desc())
        )
    )


def picked_in(session: Session, period: Period) -> Pick | None:
    """What the reports of a period tell: the newest that had begun by its last day.

    What was picked or decided after the day of its closing is not in it, whenever they are made.
    """
    for one in improvements_of(session, period.scope_id):
        known = one.picked_on is None or one.picked_on <= period.closes_on
        if known and one.started_on <= period.last_day:
            decided = one.judged_on is None or one.judged_on <= period.closes_on
            return Pick(one, one.verdict if decided else None)
    return None


def _came_out_since(session: Session, scope_id: str, day: date) -> bool:
    """Whether a closing after this day has printed what stood on it."""
    out = select(func.count(Period.id)).where(
        Period.scope_id == scope_id,
        Period.state.in_((CLOSING, COUNTED, CLOSED)),
        Period.closes_on > day,
    )
    return bool(session.scalar(out))


def _hold(session: Session, scope_id: str) -> None:
    hold_lock(session, f"improvements of {scope_id}", shared=False)
