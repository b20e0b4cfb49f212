"""The Active Community Team of a site: begun once, and who is a member on which day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from sb_feedback.db import hold_lock
from sb_feedback.models import Scope, Seat, Site, Team
from sb_feedback.models.scope import TEAM
from sb_feedback.services.errors import NotAllowed, NotFound

#: Whom a team's questionnaire is for, and what its answers are a group of.
MEMBER, GROUP = "member", "act"


def found_team(session: Session, *, site_id: str, today: date) -> Team:
    """Begin the team of a site, as a scope of its own with the floor that the site has chosen.

    A site that has a team keeps it: a form sent twice makes one.
    """
    hold_lock(session, f"team of {site_id}", shared=False)
    known = team_of_site(session, site_id)
    if known is not None:
        return known
    site = session.scalar(select(Site).options(joinedload(Site.scope)).where(Site.id == site_id))
    if site is None:
        raise NotFound
    scope = Scope(
        id=f"{site.id}-act",
        name=f"{site.name} ACT",
        kind=TEAM,
        floor=site.scope.floor,
        shares_with_state=site.scope.shares_with_state,
        chosen_on=today,
    )
    taken = select(Scope.id).where(or_(Scope.id == scope.id, Scope.name == scope.name))
    if session.scalar(taken) is not None or session.get(Site, scope.id) is not None:
        raise NotAllowed("Another site or pool has the name %(name)s already.", name=scope.name)
    session.add(scope)
    session.flush()
    team = Team(scope_id=scope.id, site_id=site.id, scope=scope)
    session.add(team)
    session.flush()
    return team


def team_of_site(session: Session, site_id: str) -> Team | None:
    """The team of a site, with its scope; None before one was begun."""
    return session.scalar(
        select(Team).options(joinedload(Team.scope)).where(Team.site_id == site_id)
    )


def team_at(session: Session, site_id: str) -> Team:
    """The team of a site that must have one; raise NotFound for any other."""
    team = team_of_site(session, site_id)
    if team is None:
        raise NotFound
    return team


def roster_on(session: Session, team_id: str, day: date) -> list[Seat]:
    """Who is a member on this day, by address."""
    return list(session.scalars(_members(team_id, day).order_by(Seat.email)))


def roster_size(session: Session, team_id: str, day: date) -> int:
    """How many members there are on this day."""
    members = _members(team_id, day).with_only_columns(func.count())
    return session.scalars(members).one()


def _members(team_id: str, day: date) -> Select[Seat]:
    return select(Seat).where(
        Seat.team_id == team_id,
        Seat.joined_on <= day,
        or_(Seat.left_on.is_(None), Seat.left_on > day),
    )
