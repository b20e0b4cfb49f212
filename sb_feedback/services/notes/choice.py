"""Whether notes are on: wanted by every site that is counted together, and read by somebody.

Notes of a pool are mixed, so one site alone cannot turn them on, and whoever reads for one of its
sites reads for all. Meetings have notes when that was asked for, a team unless it was not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from sb_feedback.db import Base
from sb_feedback.models import NotesChoice, Period, Scope, Site, SitePeriod, Team, User
from sb_feedback.models.account import REVIEWER
from sb_feedback.models.scope import MEETINGS, TEAM

_READS = (User.role == REVIEWER, User.ended_at.is_(None))


def on_in_period() -> ColumnElement[bool]:
    """Whether notes are on, for statements about `Period` and its `Scope`."""
    parts = select(SitePeriod.site_id).where(SitePeriod.period_id == Period.id).correlate(Period)
    return _on(parts, Scope.kind, Period, Scope)


def on_at_meetings() -> ColumnElement[bool]:
    """Whether they are on at a site's meetings, for statements about `Site`."""
    mixed = aliased(Site)
    pool = select(mixed.id).where(mixed.scope_id == Site.scope_id).correlate(Site)
    return _on(pool, literal(MEETINGS), Site)


def on_in_team() -> ColumnElement[bool]:
    """Whether they are on in a site's team, for statements about `Site`."""
    of_team = select(Team.site_id).where(Team.site_id == Site.id).correlate(Site)
    return _on(of_team, literal(TEAM), Site)


def _on(
    places: Select[str],
    kind: ColumnElement[str] | InstrumentedAttribute[str],
    *around: type[Base],
) -> ColumnElement[bool]:
    site = aliased(Site)
    reader = select(User.id).where(*_READS, User.site_id.in_(places))
    unwilling = (
        select(site.id)
        .outerjoin(NotesChoice, and_(NotesChoice.site_id == site.id, NotesChoice.kind == kind))
        .where(site.id.in_(places), ~func.coalesce(NotesChoice.wanted, kind == TEAM))
    )
    return and_(reader.correlate(*around).exists(), ~unwilling.correlate(*around).exists())


def notes_are_on(session: Session, period_id: str) -> bool:
    """Whether notes are asked for, and read, in this period."""
    asked = select(on_in_period()).select_from(Period).join(Period.scope)
    return bool(session.scalar(asked.where(Period.id == period_id)))


@dataclass(frozen=True)
class NotesSetting:
    """What stands in the way of notes at a site's meetings or in its team, if anything."""

    kind: str
    wanted: bool
    #: Addresses of those who read them.
    reviewers: tuple[str, ...]
    #: Sites that are counted together with this one and have not turned them on.
    unwilling: tuple[str, ...]

    @property
    def on(self) -> bool:
        """True if notes are asked for."""
        return self.wanted and bool(self.reviewers) and not self.unwilling


def turn_on_notes(session: Session, site_id: str, kind: str) -> None:
    """The site wants notes; they are asked for from now on if somebody reads them."""
    session.merge(NotesChoice(site_id=site_id, kind=kind, wanted=True))


def turn_off_notes(session: Session, site_id: str, kind: str) -> None:
    """The site wants no notes; those that nobody has read yet are destroyed at the closing."""
    session.merge(NotesChoice(site_id=site_id, kind=kind, wanted=False))


def reviewer_of(session: Session, site_id: str, kind: str) -> tuple[str, ...]:
    """The addresses of those who read what is written at this site or in its team."""
    places = [site.id for site in counted_with(session, site_id, kind)]
    found = select(User.email).where(*_READS, User.site_id.in_(places))
    return tuple(session.scalars(found.order_by(User.email)))


def notes_setting(session: Session, site_id: str, kind: str) -> NotesSetting:
    """How notes stand at a site."""
    together = counted_with(session, site_id, kind)
    choices = {
        choice.site_id: choice.wanted
        for choice in session.scalars(select(NotesChoice).where(NotesChoice.kind == kind))
    }
    wanted = {site.id: choices.get(site.id, kind == TEAM) for site in together}
    return NotesSetting(
        kind=kind,
        wanted=wanted[site_id],
        reviewers=reviewer_of(session, site_id, kind),
        unwilling=tuple(
            site.name for site in together if site.id != site_id and not wanted[site.id]
        ),
    )


def notes_settings(session: Session, site_id: str) -> list[NotesSetting]:
    """How notes stand at the meetings of a site and, if it has one, in its team."""
    has_team = session.scalar(select(Team.scope_id).where(Team.site_id == site_id))
    kinds = (MEETINGS, TEAM) if has_team else (MEETINGS,)
    return [notes_setting(session, site_id, kind) for kind in kinds]


def counted_with(session: Session, site_id: str, kind: str) -> Sequence[Site]:
    """The sites whose notes are mixed with those of this one, itself included."""
    pool = select(Site.scope_id).where(Site.id == site_id).scalar_subquery()
    mixed = Site.id == site_id
    if kind == MEETINGS:
        mixed = or_(mixed, Site.scope_id == pool)
    return session.scalars(select(Site).where(mixed).order_by(Site.name)).all()
