"""Periods: made ahead with their keys, found by day, closed earlier on request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from analysis import Term
from sb_feedback.db import Database, hold_lock
from sb_feedback.keys import KeyFolder, SlotSecrets
from sb_feedback.models import Period, Scope, SitePeriod
from sb_feedback.models.period import CLOSED, CLOSING, COUNTED, OPEN
from sb_feedback.models.scope import MEETINGS
from sb_feedback.services.closing.document import ClosingDocument, document_name
from sb_feedback.services.closing.one_closer import one_closer
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.in_force import in_force, term_after, term_on

#: Closing is automatic this many days after the period's end.
DAYS_TO_CLOSE = 14
#: The lock under which periods are made, and their length is chosen.
MAKING_PERIODS = "making periods"


@dataclass(frozen=True)
class KeyKeeper:
    """Makes periods and their keys ahead of time; part of the closing job."""

    db: Database
    keys: KeyFolder
    slots: SlotSecrets
    versions: tuple[str, ...]

    def keep_ready(self, today: date) -> None:
        """Have the present and the next period, with keys, for every scope of meetings."""
        with one_closer(self.db, self.keys), self.db.write() as session:
            self.keys.prepare()
            hold_lock(session, MAKING_PERIODS, shared=False)
            of_meetings = select(Scope).where(Scope.kind == MEETINGS)
            for scope in session.scalars(of_meetings.options(selectinload(Scope.sites))):
                now = term_on(session, scope, today)
                for term in (now, term_after(session, scope, now)):
                    self.ensure_period(session, scope, term)

    def ensure_period(self, session: Session, scope: Scope, term: Term) -> Period:
        """The scope's period of this term, made with its keys if it is missing."""
        period_id = period_name(scope.id, term)
        period = session.get(Period, period_id)
        if period is None:
            period = Period(
                id=period_id,
                scope_id=scope.id,
                first_day=term.first_day,
                last_day=term.last_day,
                closes_on=term.last_day + timedelta(days=DAYS_TO_CLOSE),
                questionnaires=" ".join(self.versions),
                shares_with_state=scope.shares_with_state,
                months=term.months,
                family_batch=in_force(session, scope, term.first_day).family_batch,
            )
            session.add(period)
            session.flush()
        for site in scope.sites:
            self.ensure_part(session, period, site.id, key_name(site.id, term.first_day))
        return period

    def ensure_part(
        self, session: Session, period: Period, site_id: str, key_id: str
    ) -> SitePeriod:
        """A site's part of a period, made with its key and slot secret if they are missing."""
        part = session.get(SitePeriod, key_id)
        if part is None:
            part = SitePeriod(
                key_id=key_id,
                period_id=period.id,
                site_id=site_id,
                public_key=self._public_key(period, key_id),
            )
            session.add(part)
        if period.state == OPEN and not self._is_decided(period):
            self.slots.make(key_id)
        return part

    def _public_key(self, period: Period, key_id: str) -> bytes:
        # After an old database was restored the pair may be gone: then the document names it.
        content = self.keys.document(document_name(period.id))
        if content is not None:
            return ClosingDocument.from_bytes(content).public_keys[key_id]
        return self.keys.public_key(key_id)

    def _is_decided(self, period: Period) -> bool:
        return self.keys.document(document_name(period.id)) is not None


def period_name(scope_id: str, term: Term) -> str:
    """The id of a scope's period: the same after a restore, so that documents find it."""
    return f"{scope_id}.{term.first_day.isoformat()}"


def key_name(owner_id: str, first_day: date) -> str:
    """The id of the key pair of a site's period, or of a team's wave."""
    return f"{owner_id}.{first_day.isoformat()}"


def parts_of_site(site_id: str) -> Select[SitePeriod]:
    """A site's parts of the periods of its meetings; the waves of its team are not among them."""
    return (
        select(SitePeriod)
        .join(SitePeriod.period)
        .join(Period.scope)
        .where(SitePeriod.site_id == site_id, Scope.kind == MEETINGS)
    )


def site_period_on(session: Session, site_id: str, day: date) -> SitePeriod | None:
    """The site's open period that this day belongs to."""
    return session.scalar(
        parts_of_site(site_id)
        .options(joinedload(SitePeriod.period))
        .where(Period.first_day <= day, Period.last_day >= day, Period.state == OPEN)
    )


def unfinished_periods(session: Session, site_id: str) -> list[SitePeriod]:
    """The site's periods that are not closed yet, oldest first."""
    return list(
        session.scalars(
            parts_of_site(site_id)
            .options(joinedload(SitePeriod.period))
            .where(Period.state != CLOSED)
            .order_by(Period.first_day)
        )
    )


def due_periods(session: Session, today: date) -> list[str]:
    """Periods to close today, and those whose closing was interrupted, oldest first."""
    return list(
        session.scalars(
            select(Period.id)
            .where(Period.state.in_((OPEN, CLOSING)), Period.closes_on <= today)
            .order_by(Period.first_day, Period.id)
        )
    )


def counted_periods(session: Session) -> list[str]:
    """Periods whose documents are missing, newest first."""
    return list(
        session.scalars(
            select(Period.id)
            .where(Period.state == COUNTED)
            .order_by(Period.first_day.desc(), Period.id)
        )
    )


def ask_to_close(period: Period, *, today: date) -> None:
    """Close now instead of after 14 days; cards end with it, and there is no reopening."""
    if period.state != OPEN:
        raise NotAllowed("This period is being closed already.")
    if today <= period.last_day:
        raise NotAllowed(
            "A period can be closed only after its last day. Until then every family has a chance."
        )
    period.closes_on = min(period.closes_on, today)


def state_professionals(site_period: SitePeriod, number: int | None) -> None:
    """Say how many different professionals came to meetings in this period."""
    if site_period.period.state != OPEN:
        raise NotAllowed("This period has ended; the number can no longer be changed.")
    site_period.professionals = number


def ask_to_close_by_name(session: Session, period_id: str, *, today: date) -> None:
    """The same for a period given by its id."""
    period = session.get(Period, period_id)
    if period is None:
        raise NotAllowed("There is no period %(period)s.", period=period_id)
    ask_to_close(period, today=today)
