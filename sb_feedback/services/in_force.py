"""Which set-up choice holds on a day, and so where a scope's periods begin and end.

A choice that was changed holds from a day to come; until then the one before it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from analysis import Term, term_of
from sb_feedback.models import Period, Scope, SettingsChange
from sb_feedback.models.settings import BATCH, MONTHS

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class InForce:
    """What decides how the answers of a period are counted."""

    family_batch: str
    months: int


def term_of_period(period: Period) -> Term:
    """The dates of a period as the analysis knows them; a wave is some days of its quarter."""
    return term_of(period.first_day, period.months)


def chosen_for_later(scope_id: str) -> Select[SettingsChange]:
    """Changes for a period to come; what was chosen before the first meeting held at once."""
    return select(SettingsChange).where(
        SettingsChange.scope_id == scope_id,
        SettingsChange.what.in_((BATCH, MONTHS)),
        SettingsChange.holds_from > SettingsChange.changed_on,
    )


def in_force(session: Session, scope: Scope, day: date) -> InForce:
    """The choice that holds on a day, today or later."""
    later = chosen_for_later(scope.id).where(SettingsChange.holds_from > day)
    to_come = session.scalars(later.order_by(SettingsChange.holds_from.desc()))
    held = {BATCH: scope.family_batch, MONTHS: str(scope.period_months)}
    held |= {change.what: change.before for change in to_come}
    return InForce(held[BATCH], int(held[MONTHS]))


def term_on(session: Session, scope: Scope, today: date) -> Term:
    """The term of a scope's periods that today belongs to, one after the other from the last."""
    newest = session.scalar(
        select(Period)
        .where(Period.scope_id == scope.id, Period.first_day <= today)
        .order_by(Period.first_day.desc())
        .limit(1)
    )
    if newest is None:
        return term_of(today, in_force(session, scope, today).months)
    term = term_of_period(newest)
    while term.last_day < today:
        term = term_after(session, scope, term)
    return term


def term_after(session: Session, scope: Scope, term: Term) -> Term:
    """The term that follows; of the same length where none of another begins on that day."""
    following, day = term.next(), term.last_day + _A_DAY
    other = term_of(day, in_force(session, scope, day).months)
    return other if other.first_day == day else following


def terms_by_end(session: Session, scope_id: str) -> dict[date, Term]:
    """Every term that a scope has had, by its last day."""
    periods = select(Period).where(Period.scope_id == scope_id).order_by(Period.first_day)
    return {period.last_day: term_of_period(period) for period in session.scalars(periods)}


def terms_by_start(session: Session, scope_id: str) -> dict[date, Term]:
    """Every term that a scope has had, by its first day."""
    return {term.first_day: term for term in terms_by_end(session, scope_id).values()}
