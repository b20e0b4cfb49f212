"""Who has access: who may give, change and end it, and the administrator who is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from sb_feedback.db import hold_lock
from sb_feedback.models import Site, User
from sb_feedback.models.account import (
    ADMINISTRATOR,
    COORDINATOR,
    JUDGE,
    READER,
    ROLES,
    SITE_ROLES,
    STATE_ROLES,
)
from sb_feedback.services.accounts import end_all_sessions
from sb_feedback.services.activity import note_activity
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.paging import Page, paged

#: Which roles each role may give, change and end: a coordinator only those who read.
GIVES: Mapping[str, tuple[str, ...]] = {COORDINATOR: (READER, JUDGE), ADMINISTRATOR: ROLES}
#: So long an ended access can be given back with one click.
CAN_COME_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Actor:
    """Who changes something: address, role, and the site that bounds what is changed."""

    email: str
    role: str
    #: None for those who look after all sites.
    site_id: str | None

    @property
    def gives(self) -> tuple[str, ...]:
        """The roles that this person may give."""
        return GIVES.get(self.role, ())

    def may_change(self, user: User) -> bool:
        """True if this person may change or end that access; nobody's own."""
        return user.email != self.email and user.role in self.gives and self.oversees(user)

    def oversees(self, user: User) -> bool:
        """True if this person sees who that is."""
        return self.site_id is None or user.site_id == self.site_id


def people_of(session: Session, site_id: str | None, number: int, words: str = "") -> Page[User]:
    """Who has access to a site, or to anything if no site is given, in parts."""
    wanted = _people(site_id).where(User.ended_at.is_(None))
    if words:
        wanted = wanted.where(
            or_(
                User.email.contains(words.lower(), autoescape=True),
                func.lower(Site.name).contains(words.lower(), autoescape=True),
            )
        )
    return paged(session, wanted, number)


def lately_ended(session: Session, site_id: str | None, now: datetime) -> list[User]:
    """Whose access ended so lately that it can be given back, the latest first."""
    ended = _people(site_id).where(User.ended_at > now - CAN_COME_BACK)
    return list(session.scalars(ended.order_by(None).order_by(User.ended_at.desc())))


def find_person(session: Session, actor: Actor, user_id: str) -> User:
    """Somebody whom the actor oversees; raise NotFound for anybody else."""
    user = session.scalar(_people(actor.site_id).where(User.id == user_id))
    if user is None:
        raise NotFound
    return user


def roles_for(actor: Actor, user: User) -> tuple[str, ...]:
    """What the actor may make of somebody: a site's roles at a site, the state's in the state."""
    here = SITE_ROLES if user.site_id is not None else STATE_ROLES
    return tuple(role for role in actor.gives if role in here)


def change_role(session: Session, actor: Actor, user_id: str, role: str, today: date) -> User:
    """Give somebody another role, which signs them out; the same role again changes nothing."""
    user = _hold(session, actor, user_id)
    if role not in roles_for(actor, user):
        raise NotAllowed("You cannot give this role to this person.")
    if user.ended_at is not None:
        raise NotAllowed("This access has ended. Give it back first.")
    if role != user.role:
        _require_another_administrator(session, user)
        before, user.role, user.since = user.role, role, today
        end_all_sessions(session, user.id)
        _note(session, actor, user, "role_changed", before=before, after=role)
    return user


def end_access(session: Session, actor: Actor, user_id: str, now: datetime) -> User:
    """End somebody's access and sign them out at once; their row stays."""
    user = _hold(session, actor, user_id)
    if user.ended_at is None:
        _require_another_administrator(session, user)
        user.ended_at = now
        end_all_sessions(session, user.id)
        _note(session, actor, user, "access_ended")
    return user


def give_back(session: Session, actor: Actor, user_id: str, now: datetime) -> User:
    """Undo the end of an access, as long as it is not long ago."""
    user = _hold(session, actor, user_id)
    if user.ended_at is not None:
        if user.ended_at <= now - CAN_COME_BACK:
            raise NotAllowed("This access ended long ago. Invite the person again.")
        user.ended_at = None
        _note(session, actor, user, "access_given_back")
    return user


def names_of_sites(session: Session) -> dict[str, str]:
    """Every site's name by its id."""
    return {site.id: site.name for site in session.scalars(select(Site).order_by(Site.name))}


def _people(site_id: str | None) -> Select[User]:
    wanted = (
        select(User)
        .outerjoin(Site, Site.id == User.site_id)
        .options(joinedload(User.site))
        .order_by(User.site_id.is_not(None), Site.name, User.email)
    )
    return wanted if site_id is None else wanted.where(User.site_id == site_id)


def _hold(session: Session, actor: Actor, user_id: str) -> User:
    """The row, one change of any access at a time: two could each spare the other's last."""
    hold_lock(session, "who has access", shared=False)
    user = find_person(session, actor, user_id)
    if not actor.may_change(user):
        raise NotAllowed("You cannot change the access of this person.")
    return user


def _require_another_administrator(session: Session, user: User) -> None:
    others = select(func.count()).where(
        User.role == ADMINISTRATOR, User.ended_at.is_(None), User.id != user.id
    )
    if user.role == ADMINISTRATOR and not session.scalar(others):
        raise NotAllowed("This is the only administrator. Make another one first.")


def _note(
    session: Session, actor: Actor, user: User, kind: str, *, zone: tzinfo = UTC, **facts: str
) -> None:
    facts["person"] = user.email
    note_activity(session, actor.email, user.site_id, kind, zone=zone, **facts)
