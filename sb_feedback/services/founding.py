"""Founding: an installation for a state, its sites, and the choice each makes before any answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sb_feedback.models import Installation, Scope, Site, Team
from sb_feedback.services.errors import NotAllowed

_ID = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")


@dataclass(frozen=True)
class SetUp:
    """How a site, or a pool of sites, is reported."""

    id: str
    name: str
    period_months: int = 3
    together: bool = False
    floor: int = 10


def found_installation(session: Session, name: str, *, sample: bool = False) -> None:
    """Begin an installation for one state."""
    if session.get(Installation, 1) is not None:
        raise NotAllowed("This database already belongs to an installation.")
    session.add(Installation(id=1, name=name, sample=sample))


def add_site(session: Session, *, site_id: str, name: str, set_up: SetUp, today: date) -> Site:
    """Add a site; its scope is made with it, or joined if it is there already.

    A scope that has begun cannot be joined: its choices and its keys were made for its sites.
    """
    for given in (site_id, set_up.id):
        _check_id(session, given)
    if session.get(Site, site_id) is not None:
        raise NotAllowed("There is a site %(site)s already.", site=site_id)
    if session.scalar(select(Site.id).where(Site.name == name)) is not None:
        raise NotAllowed("Another site has the name %(name)s already.", name=name)
    scope = session.get(Scope, set_up.id)
    if scope is None:
        if session.scalar(select(Scope.id).where(Scope.name == set_up.name)) is not None:
            raise NotAllowed(
                "Another site or pool has the name %(name)s already.", name=set_up.name
            )
        scope = _scope(set_up, today)
        session.add(scope)
        session.flush()
    elif scope.chosen_on != today or scope.name != set_up.name:
        raise NotAllowed(
            "%(pool)s has begun; a site cannot be added to it any more.", pool=set_up.id
        )
    site = Site(id=site_id, scope_id=scope.id, name=name)
    session.add(site)
    session.flush()
    return site


def _check_id(session: Session, given: str) -> None:
    if not _ID.fullmatch(given):
        raise NotAllowed(
            "“%(name)s” is not a short name: use small letters, digits, dashes.", name=given
        )
    if session.get(Team, given) is not None:
        raise NotAllowed("“%(name)s” is the name of a team already.", name=given)


def _scope(set_up: SetUp, today: date) -> Scope:
    if set_up.floor < 10:
        raise NotAllowed("The floor can be raised above 10, never lowered.")
    return Scope(
        id=set_up.id,
        name=set_up.name,
        family_batch="together" if set_up.together else "apart",
        period_months=set_up.period_months,
        floor=set_up.floor,
        chosen_on=today,
    )
