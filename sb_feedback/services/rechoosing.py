"""Choosing anew, after the year: how families are counted and how long a period is.

A new choice holds from a period to come. Until then it can be taken back; from then on it is frozen
for a year again. What was released stays as it is.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from analysis import Term, term_of
from sb_feedback.models import Meeting, Period, Scope, SettingsChange
from sb_feedback.models.period import OPEN
from sb_feedback.models.settings import BATCH, MONTHS
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.in_force import chosen_for_later, in_force, term_after, term_on
from sb_feedback.services.periods import DAYS_TO_CLOSE
from sb_feedback.services.set_up import APART, TOGETHER, frozen_until, held_scope, keep_change


def first_day_of(session: Session, scope: Scope, months: int, today: date) -> date:
    """The day from which a choice made today holds: the next period's that can have this length."""
    term = term_after(session, scope, term_on(session, scope, today))
    while term_of(term.first_day, months).first_day != term.first_day:
        term = term_after(session, scope, term)
    return term.first_day


def choose_anew(
    session: Session, site_id: str, *, together: bool, months: int, today: date
) -> date | None:
    """Choose for a period to come; returns its first day, or None if nothing is different."""
    scope = held_scope(session, site_id)
    until = frozen_until(session, scope)
    if today < until:
        raise NotAllowed(
            "The choice holds for a year. It can be changed from %(day)s on.", day=until
        )
    batch = TOGETHER if together else APART
    if (batch, months) == (scope.family_batch, scope.period_months):
        return None
    day = first_day_of(session, scope, months, today)
    keep_change(session, scope, BATCH, (scope.family_batch, batch), (today, day))
    keep_change(session, scope, MONTHS, (scope.period_months, months), (today, day))
    scope.family_batch, scope.period_months = batch, months
    _fit_coming_periods(session, scope, today)
    return day


def take_back(session: Session, site_id: str, today: date) -> None:
    """Stay with the choice that holds now."""
    scope = held_scope(session, site_id)
    held = in_force(session, scope, today)
    coming = chosen_for_later(scope.id).where(SettingsChange.holds_from > today)
    ids = [change.id for change in session.scalars(coming)]
    if not ids:
        raise NotAllowed("There is no choice any more that could be taken back.")
    scope.family_batch, scope.period_months = held.family_batch, held.months
    session.execute(delete(SettingsChange).where(SettingsChange.id.in_(ids)))
    _fit_coming_periods(session, scope, today)


def _fit_coming_periods(session: Session, scope: Scope, today: date) -> None:
    """A period is made ahead: it keeps its name and keys, and gets the end that holds now."""
    session.flush()
    coming = select(Period).where(
        Period.scope_id == scope.id, Period.first_day > today, Period.state == OPEN
    )
    for period in session.scalars(coming):
        held = in_force(session, scope, period.first_day)
        _end(session, period, term_of(period.first_day, held.months))
        period.family_batch = held.family_batch


def _end(session: Session, period: Period, term: Term) -> None:
    later = Meeting.held_on > term.last_day
    planned = select(Meeting.held_on).where(Meeting.period_id == period.id, later)
    day = session.scalar(planned.order_by(Meeting.held_on).limit(1))
    if day is not None:
        raise NotAllowed(
            "A meeting is planned for %(day)s already, so that period cannot be made shorter.",
            day=day,
        )
    period.months, period.last_day = term.months, term.last_day
    period.closes_on = term.last_day + timedelta(days=DAYS_TO_CLOSE)
