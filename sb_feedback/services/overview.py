"""What the pages of staff show of a site: its periods, its own records, and what waits.

Only what staff recorded themselves, and what closings decided; never a count of answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from analysis import MARGIN
from sb_feedback.models import (
    Card,
    Installation,
    Meeting,
    Period,
    Scope,
    Site,
    SitePeriod,
    User,
    WaitingBatch,
)
from sb_feedback.models.period import CLOSED, CLOSING, COUNTED, LOST, OPEN
from sb_feedback.services.in_force import in_force, term_of_period
from sb_feedback.services.meetings import Attendance
from sb_feedback.services.periods import parts_of_site


class Stage(StrEnum):
    """Where a period stands today."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    ASKED = "asked"
    COUNTING = "counting"
    COUNTED = "counted"
    CLOSED = "closed"
    LOST = "lost"


REMINDED_BEFORE = timedelta(days=14)
#: The closing is announced on every page of the coordinator this long before.
ANNOUNCED_BEFORE = timedelta(days=7)
A_QUARTER = timedelta(days=91)
#: Stages that pass by themselves within minutes.
AT_WORK = (Stage.ASKED, Stage.COUNTING, Stage.COUNTED)


@dataclass(frozen=True)
class OwnRecords:
    """What the coordinator recorded for a period."""

    meetings: int
    families: int
    came: Attendance
    #: Single-use cards that were printed; nothing says which of them were used.
    cards: int
    #: Professionals at the meeting that had most of them.
    most_professionals: int


@dataclass(frozen=True)
class PeriodView:
    """A period as its site sees it."""

    id: str
    label: str
    first_day: date
    last_day: date
    closes_on: date
    stage: Stage
    records: OwnRecords
    #: Different professionals as stated, or None while nobody has stated a number.
    professionals: int | None
    #: Everyone whose answers are counted together; one closing closes for all of them.
    sites: tuple[str, ...]
    #: Those of them, besides this site, where the number of professionals is missing.
    others_lack_number: tuple[str, ...]
    #: True from two weeks before the last day: what is missing should then be said first.
    nears_its_end: bool

    @property
    def has_ended(self) -> bool:
        """True from the day after the last one on."""
        return self.stage is not Stage.RUNNING

    @property
    def is_announced(self) -> bool:
        """True from two weeks before its end until it closes, unless somebody asked earlier."""
        return self.stage is Stage.ENDED or (self.stage is Stage.RUNNING and self.nears_its_end)

    @property
    def lacks_number(self) -> bool:
        """True while a number of professionals is missing that only the coordinator knows."""
        return (
            self.stage in (Stage.RUNNING, Stage.ENDED)
            and self.professionals is None
            and self.records.came.professionals > 0
        )

    @property
    def needs_number(self) -> bool:
        """True when it is time to state that number."""
        return self.lacks_number and self.nears_its_end


@dataclass(frozen=True)
class ComingClosing:
    """A period that has ended and closes by itself within a week."""

    label: str
    closes_on: date
    has_ended: bool = True


@dataclass(frozen=True)
class WaitingView:
    """A family batch that waits, and what it waits for."""

    group: str
    since: date
    #: True if enough families were asked, so that it is answers that are missing.
    enough_asked: bool
    least_answered: int
    least_asked: int


@dataclass(frozen=True)
class SiteLine:
    """A site as an administrator sees it: no content and no answers."""

    name: str
    scope: str
    period: str | None
    stage: Stage | None
    closes_on: date | None
    accounts: tuple[tuple[str, str], ...]


def name_of_installation(session: Session) -> str:
    """What the state is called here."""
    return session.scalar(select(Installation.name).where(Installation.id == 1)) or ""


def is_sample(session: Session) -> bool:
    """True where all data are invented."""
    return bool(session.scalar(select(Installation.sample).where(Installation.id == 1)))


def stage_of(period: Period, today: date) -> Stage:
    """Where a period stands today."""
    if period.state == OPEN:
        if today < period.first_day:
            return Stage.PLANNED
        if today <= period.last_day:
            return Stage.RUNNING
        return Stage.ASKED if period.closes_on <= today else Stage.ENDED
    return {
        CLOSING: Stage.COUNTING,
        COUNTED: Stage.COUNTED,
        CLOSED: Stage.CLOSED,
        LOST: Stage.LOST,
    }[period.state]


def periods_at(session: Session, site_id: str, today: date) -> list[PeriodView]:
    """The site's periods that have begun and are not closed, oldest first."""
    parts = reversed(_begun(session, site_id, today))
    return [_view(session, part, today) for part in parts if part.period.state != CLOSED]


def coming_closing(session: Session, site_id: str, today: date) -> ComingClosing | None:
    """The closing that is announced on the pages of a site today, if there is one."""
    soon = Period.closes_on.between(today + timedelta(days=1), today + ANNOUNCED_BEFORE)
    part = session.scalar(
        parts_of_site(site_id)
        .options(joinedload(SitePeriod.period).joinedload(Period.scope))
        .where(Period.state == OPEN, Period.last_day < today, soon)
    )
    return ComingClosing(_label(part.period), part.period.closes_on) if part else None


def floor_of(session: Session, scope_id: str) -> int:
    """How many must have answered, at the least, before anything is released."""
    return session.get_one(Scope, scope_id).floor


def expected_families(session: Session, site_id: str, today: date) -> int:
    """Families with a meeting in the last three months, as far as meetings are still kept."""
    recent = Meeting.held_on.between(today - A_QUARTER, today)
    return (
        session.scalar(
            select(func.count(Meeting.family_id.distinct())).where(
                Meeting.site_id == site_id, recent
            )
        )
        or 0
    )


def waiting_batches(session: Session, scope_id: str) -> list[WaitingView]:
    """Family batches that wait, and for what."""
    floor = floor_of(session, scope_id)
    rows = session.scalars(
        select(WaitingBatch)
        .where(WaitingBatch.scope_id == scope_id)
        .order_by(WaitingBatch.questionnaire_group)
    )
    return [
        WaitingView(
            group=row.questionnaire_group,
            since=row.since,
            enough_asked=row.was_large,
            least_answered=floor,
            least_asked=floor + MARGIN,
        )
        for row in rows
    ]


def family_groups(session: Session, scope_id: str, today: date) -> tuple[str, ...]:
    """Whose answers can be picked to improve: the families' side, as the site counts it today."""
    held = in_force(session, session.get_one(Scope, scope_id), today)
    together = held.family_batch == "together"
    return ("families",) if together else ("parents", "caregivers")


def all_sites(session: Session, today: date) -> list[SiteLine]:
    """Every site with the state of its newest period and who has an account."""
    sites = session.scalars(select(Site).options(joinedload(Site.scope)).order_by(Site.name))
    return [_site_line(session, site, today) for site in sites]


def _begun(session: Session, site_id: str, today: date) -> list[SitePeriod]:
    return list(
        session.scalars(
            parts_of_site(site_id)
            .options(
                joinedload(SitePeriod.period).options(
                    joinedload(Period.scope).selectinload(Scope.sites),
                    selectinload(Period.site_periods).joinedload(SitePeriod.site),
                )
            )
            .where(Period.first_day <= today)
            .order_by(Period.first_day.desc())
        )
    )


def _view(session: Session, part: SitePeriod, today: date) -> PeriodView:
    period = part.period
    return PeriodView(
        id=period.id,
        label=_label(period),
        first_day=period.first_day,
        last_day=period.last_day,
        closes_on=period.closes_on,
        stage=stage_of(period, today),
        records=_records(session, part),
        professionals=part.professionals,
        sites=tuple(site.name for site in period.scope.sites),
        others_lack_number=tuple(_others_without_number(session, part)),
        nears_its_end=today >= period.last_day - REMINDED_BEFORE,
    )


def _others_without_number(session: Session, part: SitePeriod) -> list[str]:
    others = (other for other in part.period.site_periods if other.site_id != part.site_id)
    return sorted(
        other.site.name
        for other in others
        if other.professionals is None and _records(session, other).came.professionals
    )


def _records(session: Session, part: SitePeriod) -> OwnRecords:
    row = session.execute(
        select(
            func.count(Meeting.id),
            func.count(Meeting.family_id.distinct()),
            func.coalesce(func.sum(Meeting.parents), 0),
            func.coalesce(func.sum(Meeting.caregivers), 0),
            func.coalesce(func.sum(Meeting.professionals), 0),
            func.coalesce(func.max(Meeting.professionals), 0),
        ).where(Meeting.site_id == part.site_id, Meeting.period_id == part.period_id)
    ).one()
    meetings, families, parents, caregivers, professionals, most = (int(number) for number in row)
    printed = select(func.count()).where(Card.key_id == part.key_id, Card.shared.is_(False))
    return OwnRecords(
        meetings,
        families,
        Attendance(parents, caregivers, professionals),
        cards=session.scalar(printed) or 0,
        most_professionals=most,
    )


def _label(period: Period) -> str:
    return term_of_period(period).label


def _site_line(session: Session, site: Site, today: date) -> SiteLine:
    part = next(iter(_begun(session, site.id, today)), None)
    return SiteLine(
        name=site.name,
        scope=site.scope.name,
        period=_label(part.period) if part else None,
        stage=stage_of(part.period, today) if part else None,
        closes_on=part.period.closes_on if part else None,
        accounts=tuple(_accounts(session, site.id)),
    )


def _accounts(session: Session, site_id: str) -> Iterable[tuple[str, str]]:
    users = session.scalars(
        select(User).where(User.site_id == site_id, User.ended_at.is_(None)).order_by(User.email)
    )
    return ((user.email, user.role) for user in users)
