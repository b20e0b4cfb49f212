"""The set-up choice of a site or pool: free before the first meeting, then frozen for a year.

What changes the meaning of numbers is kept with its day, and stands in the reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.orm import Session, joinedload

from sb_feedback.db import hold_lock
from sb_feedback.models import (
    Meeting,
    Period,
    Scope,
    SettingsChange,
    Site,
    SitePeriod,
    Team,
    WaitingBatch,
)
from sb_feedback.models.period import OPEN
from sb_feedback.models.settings import BATCH, FLOOR, MONTHS, NAME, SHARES
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.in_force import InForce, chosen_for_later, in_force, term_on
from sb_feedback.services.periods import MAKING_PERIODS

APART, TOGETHER = "apart", "together"
#: The highest floor there can be: with more, hardly any site would ever release.
HIGHEST_FLOOR = 100


@dataclass(frozen=True)
class Choice:
    """How a site is reported."""

    name: str
    together: bool
    months: int
    shares: bool


@dataclass(frozen=True)
class SetUpView:
    """The choice as its site sees it, and what of it can still be changed."""

    choice: Choice
    floor: int
    chosen_on: date
    #: Everyone it holds for; several sites are a pool.
    sites: tuple[str, ...]
    pool: str | None
    #: True from the first meeting on.
    has_begun: bool
    frozen_until: date
    #: A choice for a period to come: since when it holds, and what holds until then.
    coming: tuple[date, InForce] | None = None

    def is_frozen(self, today: date) -> bool:
        """True while the site cannot change how it is reported."""
        return self.has_begun and today < self.frozen_until


def set_up_of(session: Session, site_id: str, today: date) -> SetUpView:
    """The set-up of a site."""
    site = _site(session, site_id)
    scope = site.scope
    return SetUpView(
        choice=Choice(
            site.name,
            scope.family_batch == TOGETHER,
            scope.period_months,
            scope.shares_with_state,
        ),
        floor=scope.floor,
        chosen_on=scope.chosen_on,
        sites=tuple(one.name for one in scope.sites),
        pool=scope.name if scope.name != site.name or len(scope.sites) > 1 else None,
        has_begun=has_begun(session, scope.id),
        frozen_until=frozen_until(session, scope),
        coming=_coming(session, scope, today),
    )


def has_begun(session: Session, scope_id: str) -> bool:
    """True from the first meeting on, or once a period was closed."""
    return (
        session.scalar(
            select(Period.id)
            .outerjoin(Meeting, Meeting.period_id == Period.id)
            .where(Period.scope_id == scope_id)
            .where(or_(Meeting.id.is_not(None), Period.state != OPEN))
            .limit(1)
        )
        is not None
    )


def a_year_after(day: date) -> date:
    """The same day of the next year; for the 29th of February the 1st of March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def frozen_until(session: Session, scope: Scope) -> date:
    """The day from which on the choice can be changed: a year after it began to hold."""
    later = session.scalars(chosen_for_later(scope.id))
    return a_year_after(max([scope.chosen_on, *(change.holds_from for change in later)]))


def choose(session: Session, site_id: str, choice: Choice, today: date) -> None:
    """Choose, before the first meeting of everybody whom the choice holds for."""
    site = held_site(session, site_id)
    scope = site.scope
    if has_begun(session, scope.id):
        raise NotAllowed("The first meeting was held, so the set-up choice is fixed.")
    _rename(session, site, choice.name, today)
    batch = TOGETHER if choice.together else APART
    keep_change(session, scope, BATCH, (scope.family_batch, batch), (today, today))
    keep_change(session, scope, MONTHS, (scope.period_months, choice.months), (today, today))
    if scope.period_months != choice.months:
        _forget_periods(session, scope)
    scope.family_batch, scope.period_months = batch, choice.months
    session.execute(
        update(Period)
        .where(Period.scope_id == scope.id)
        .values(shares_with_state=choice.shares, family_batch=batch)
    )
    _share(session, scope, shares=choice.shares, today=today, from_day=today)
    scope.chosen_on = today


def raise_floor(session: Session, site_id: str, floor: int, today: date) -> None:
    """More must have answered from the next closing on; never fewer than before."""
    scope = held_site(session, site_id).scope
    if floor < scope.floor:
        raise NotAllowed("The smallest number of answers can be raised, never lowered.")
    if floor > scope.floor and _waits_after_many_were_asked(session, scope.id):
        raise NotAllowed(
            "Answers of families wait at the moment, so the number cannot be raised now. It can be"
            " once they are released."
        )
    keep_change(session, scope, FLOOR, (scope.floor, floor), (today, today))
    scope.floor = floor


def change_sharing(session: Session, site_id: str, *, shares: bool, today: date) -> None:
    """Share with the state, or stop, from the next period on."""
    scope = held_site(session, site_id).scope
    if has_begun(session, scope.id) and today < frozen_until(session, scope):
        raise NotAllowed("The choice holds for a year.")
    next_period = term_on(session, scope, today).next().first_day
    _share(session, scope, shares=shares, today=today, from_day=next_period)


def changes_of(session: Session, scope_id: str) -> list[SettingsChange]:
    """What was changed of a scope's settings, newest first."""
    return list(
        session.scalars(
            select(SettingsChange)
            .where(SettingsChange.scope_id == scope_id)
            .order_by(SettingsChange.changed_on.desc(), SettingsChange.what, SettingsChange.id)
        )
    )


def _site(session: Session, site_id: str) -> Site:
    return session.scalars(
        select(Site)
        .options(joinedload(Site.scope).selectinload(Scope.sites))
        .where(Site.id == site_id)
    ).one()


def held_scope(session: Session, site_id: str) -> Scope:
    """What a site is reported with, while nobody else can hold a meeting or change its settings."""
    return held_site(session, site_id).scope


def held_site(session: Session, site_id: str) -> Site:
    """The site, while nobody else can hold a meeting or change the settings of its scope."""
    hold_lock(session, MAKING_PERIODS, shared=False)
    site = _site(session, site_id)
    for one in sorted(each.id for each in site.scope.sites):
        hold_lock(session, f"meetings of {one}", shared=False)
    session.refresh(site.scope)
    return site


def _coming(session: Session, scope: Scope, today: date) -> tuple[date, InForce] | None:
    later = chosen_for_later(scope.id).where(SettingsChange.holds_from > today)
    change = session.scalar(later.limit(1))
    return (change.holds_from, in_force(session, scope, today)) if change else None


def _rename(session: Session, site: Site, name: str, today: date) -> None:
    if name == site.name:
        return
    scope, own = site.scope, site.scope.name == site.name
    taken = select(Site.id).where(Site.name == name)
    if session.scalar(taken) or (own and session.scalar(_scope_named(name))):
        raise NotAllowed("Another site or pool has the name %(name)s already.", name=name)
    keep_change(session, scope, NAME, (site.name, name), (today, today))
    site.name = name
    if own:
        scope.name = name


def _scope_named(name: str) -> Select[str]:
    return select(Scope.id).where(Scope.name == name)


def _share(session: Session, scope: Scope, *, shares: bool, today: date, from_day: date) -> None:
    """Of the meetings and of the teams of their sites alike, from the first period on or after."""
    sites = [site.id for site in scope.sites]
    teams = select(Scope).join(Team, Team.scope_id == Scope.id).where(Team.site_id.in_(sites))
    for one in (scope, *session.scalars(teams)):
        keep_change(session, one, SHARES, (one.shares_with_state, shares), (today, from_day))
        one.shares_with_state = shares
        session.execute(
            update(Period)
            .where(Period.scope_id == one.id, Period.first_day >= from_day, Period.state == OPEN)
            .values(shares_with_state=shares)
        )


def _waits_after_many_were_asked(session: Session, scope_id: str) -> bool:
    # How many asked families carry over is limited by the floor at which they had to wait.
    waiting = select(WaitingBatch.since).where(
        WaitingBatch.scope_id == scope_id, WaitingBatch.was_large
    )
    return session.scalar(waiting.limit(1)) is not None


def keep_change(
    session: Session,
    scope: Scope,
    what: str,
    values: tuple[object, object],
    days: tuple[date, date],
) -> None:
    """Keep a change with the day on which it was made and the one from which it holds."""
    before, since = map(str, values)
    if before != since:
        changed_on, holds_from = days
        session.add(
            SettingsChange(
                scope_id=scope.id,
                what=what,
                before=before,
                since=since,
                changed_on=changed_on,
                holds_from=holds_from,
            )
        )


def _forget_periods(session: Session, scope: Scope) -> None:
    """Periods of another length, in which nothing has happened; the job makes new ones."""
    periods = select(Period.id).where(Period.scope_id == scope.id)
    session.execute(delete(SitePeriod).where(SitePeriod.period_id.in_(periods)))
    session.execute(delete(Period).where(Period.scope_id == scope.id))
