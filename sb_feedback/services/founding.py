"""Founding: an installation for a state, its sites, and the choice each makes before any answer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from sb_feedback.models import Installation, Scope, Site, Team
from sb_feedback.services.errors import NotAllowed
from sb_feedback.services.set_up import has_begun

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

    A scope that has begun cannot be joined: its choices were made for its sites.
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
    elif scope.name != set_up.name or has_begun(session, scope.id):
        raise NotAllowed(
            "%(pool)s has begun; a site cannot be added to it any more.", pool=set_up.id
        )
    site = Site(id=site_id, scope_id=scope.id, name=name)
    session.add(site)
    session.flush()
    return site


def add_named_site(
    session: Session, *, name: str, with_site: str | None, pool: str, today: date
) -> Site:
    """Add a site by its name alone; its coordinator makes the set-up choice before meeting.

    Counted together with another site it joins that site's pool, which gets the name `pool` if the
    other site was alone until then.
    """
    site_id = _free_id(session, name)
    if with_site is None:
        return add_site(
            session, site_id=site_id, name=name, set_up=SetUp(site_id, name), today=today
        )
    scope = session.get_one(Site, with_site, options=[joinedload(Site.scope)]).scope
    if pool and pool != scope.name and len(_sites_in(session, scope.id)) == 1:
        if session.scalar(select(Scope.id).where(Scope.name == pool)) is not None:
            raise NotAllowed("Another site or pool has the name %(name)s already.", name=pool)
        scope.name = pool
    return add_site(
        session, site_id=site_id, name=name, set_up=SetUp(scope.id, scope.name), today=today
    )


def sites_to_join(session: Session) -> list[Site]:
    """Sites that have not begun, one for each pool: another can still be counted with them."""
    sites = session.scalars(select(Site).options(joinedload(Site.scope)).order_by(Site.name))
    by_scope = {site.scope_id: site for site in reversed(list(sites))}
    return sorted(
        (site for site in by_scope.values() if not has_begun(session, site.scope_id)),
        key=lambda site: site.name,
    )


def _sites_in(session: Session, scope_id: str) -> list[str]:
    return list(session.scalars(select(Site.id).where(Site.scope_id == scope_id)))


def _free_id(session: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-")
    stem = stem if _ID.fullmatch(stem) else f"site-{stem}".strip("-")
    taken = {*session.scalars(select(Site.id)), *session.scalars(select(Scope.id))}
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(one for one in names if one not in taken)


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
