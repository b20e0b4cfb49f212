"""Invitations: who may invite whom, and how somebody becomes a person with an account."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session, joinedload

from sb_feedback.models import Invitation, Letter, Site, User
from sb_feedback.models.account import ADMINISTRATOR, STATE_ROLES
from sb_feedback.models.one_time import ACCEPTED, OPEN, WITHDRAWN
from sb_feedback.models.types import new_id
from sb_feedback.services.accounts import new_account, user_of
from sb_feedback.services.activity import note_activity
from sb_feedback.services.errors import NotAllowed, NotFound
from sb_feedback.services.one_time_links import issue, link_of
from sb_feedback.services.people import GIVES
from sb_feedback.services.staff_letters import mail_invitation

LASTS = timedelta(days=14)
#: An invitation that is over is forgotten, with the address in it, after so long.
KEPT = timedelta(days=90)


class Inviter(Protocol):
    """Who invites: an account, or a visitor who has signed in."""

    @property
    def id(self) -> str:
        """The account."""

    @property
    def email(self) -> str:
        """Its address."""

    @property
    def role(self) -> str:
        """Its role."""

    @property
    def site_id(self) -> str | None:
        """Its site."""


class Standing(StrEnum):
    """What following an invitation leads to."""

    OPEN = "open"
    #: There is an account: sign in.
    USED = "used"
    #: Too old, withdrawn, or never made.
    OVER = "over"


def may_invite(actor: Inviter, role: str, site_id: str | None) -> bool:
    """True if this person may give this role at this site."""
    if role not in GIVES.get(actor.role, ()) or (role in STATE_ROLES) != (site_id is None):
        return False
    return actor.role == ADMINISTRATOR or site_id == actor.site_id


def invite(
    session: Session,
    actor: Inviter,
    *,
    email: str,
    role: str,
    site_id: str | None,
    now: datetime,
    invitation_id: str | None = None,
) -> Invitation:
    """Invite somebody, in place of any earlier invitation to this site.

    Sent twice with one id, a form makes one invitation.
    """
    if not may_invite(actor, role, site_id):
        raise NotAllowed("You cannot invite to this role. Ask an administrator.")
    if site_id is not None and session.get(Site, site_id) is None:
        raise NotFound
    if _has_account(session, email):
        raise NotAllowed("This address cannot be invited. It may have an account.")
    _forget_old(session, now)
    made = session.get(Invitation, invitation_id) if invitation_id else None
    if made is not None and (made.invited_by, made.email, made.state) == (actor.id, email, OPEN):
        return made
    _withdraw_earlier(session, email, site_id)
    invitation = Invitation(
        id=invitation_id if invitation_id and made is None else new_id(),
        email=email,
        role=role,
        site_id=site_id,
        invited_by=actor.id,
        made_at=now,
        ends_at=now + LASTS,
        state=OPEN,
    )
    session.add(invitation)
    session.flush()
    note_activity(session, actor.email, site_id, "invited", person=email, role=role)
    return invitation


def invite_again(session: Session, actor: Inviter, invitation_id: str, now: datetime) -> Invitation:
    """The same invitation anew; the earlier one stops working."""
    earlier = invitation_of(session, actor, invitation_id)
    return invite(
        session, actor, email=earlier.email, role=earlier.role, site_id=earlier.site_id, now=now
    )


def withdraw(session: Session, actor: Inviter, invitation_id: str) -> Invitation:
    """Have an invitation work no more; one that was accepted stays."""
    invitation = invitation_of(session, actor, invitation_id)
    if invitation.state == OPEN:
        invitation.state = WITHDRAWN
        person = invitation.email
        note_activity(session, actor.email, invitation.site_id, "uninvited", person=person)
    return invitation


def put_back(session: Session, actor: Inviter, invitation_id: str, now: datetime) -> Invitation:
    """Let an invitation that was withdrawn work again, unless there is something newer."""
    invitation = invitation_of(session, actor, invitation_id)
    newer = select(Invitation.id).where(
        Invitation.email == invitation.email, Invitation.state == OPEN
    )
    if invitation.state == WITHDRAWN and invitation.ends_at > now:
        if session.scalar(newer.limit(1)) or _has_account(session, invitation.email):
            raise NotAllowed("This address was invited again, or has an account already.")
        invitation.state = OPEN
        person, role = invitation.email, invitation.role
        note_activity(session, actor.email, invitation.site_id, "invited", person=person, role=role)
    return invitation


def invitation_of(session: Session, actor: Inviter, invitation_id: str) -> Invitation:
    """An invitation that this person may deal with."""
    found = session.get(Invitation, invitation_id, with_for_update=True)
    if found is None or not may_invite(actor, found.role, found.site_id):
        raise NotFound
    return found


def open_invitations(session: Session, actor: Inviter) -> list[tuple[Invitation, Letter | None]]:
    """Those that this person may deal with and nobody has accepted yet, with their letters."""
    rows = session.execute(
        select(Invitation, Letter)
        .outerjoin(Letter, Letter.invitation_id == Invitation.id)
        .options(joinedload(Invitation.site))
        .where(Invitation.state == OPEN)
        .order_by(Invitation.made_at.desc(), Invitation.id)
    )
    return [(one, letter) for one, letter in rows if may_invite(actor, one.role, one.site_id)]


def find_invitation(session: Session, token: str) -> Invitation | None:
    """The invitation of a link, with its inviter and site."""
    found = link_of(session, Invitation, token)
    if found is not None:
        session.refresh(found, ["inviter", "site"])
    return found


def standing_of(session: Session, invitation: Invitation | None, now: datetime) -> Standing:
    """What following an invitation leads to now."""
    if invitation is None:
        return Standing.OVER
    if invitation.state == ACCEPTED or _has_account(session, invitation.email):
        return Standing.USED
    return Standing.OPEN if holds(invitation, now) else Standing.OVER


def holds(invitation: Invitation, now: datetime) -> bool:
    """True while it can be accepted: whoever made it must still be one who may."""
    return (
        invitation.state == OPEN
        and invitation.ends_at > now
        and invitation.inviter.ended_at is None
        and may_invite(invitation.inviter, invitation.role, invitation.site_id)
    )


def who_can_invite(session: Session, invitation: Invitation) -> str | None:
    """The address of somebody to ask for a new one: the inviter, else another who may."""
    possible = session.scalars(
        select(User)
        .where(
            User.role.in_(GIVES),
            User.ended_at.is_(None),
            or_(User.site_id == invitation.site_id, User.role == ADMINISTRATOR),
        )
        .order_by(User.id != invitation.invited_by, User.role == ADMINISTRATOR, User.email)
    )
    who = (one for one in possible if may_invite(one, invitation.role, invitation.site_id))
    return next((one.email for one in who), None)


def accept(session: Session, token: str, password_hash: str, now: datetime, today: date) -> User:
    """Make the account of an invitation, once. Raises NotAllowed if it no longer holds."""
    invitation = link_of(session, Invitation, token, to_use=True)
    if invitation is not None:
        session.refresh(invitation, ["inviter"])
    if invitation is None or standing_of(session, invitation, now) is not Standing.OPEN:
        raise NotAllowed("This invitation does not work any more.")
    invitation.state = ACCEPTED
    return new_account(
        session,
        email=invitation.email,
        password_hash=password_hash,
        role=invitation.role,
        site_id=invitation.site_id,
        today=today,
        by=invitation.inviter.email,
    )


def hand_over(
    session: Session, invitation: Invitation, now: datetime, *, by_mail: bool
) -> str | None:
    """Have it mailed; where no mail can be sent, a token to show to the inviter this once."""
    if by_mail:
        mail_invitation(session, invitation, now)
        return None
    return issue(invitation, now, LASTS)


def _has_account(session: Session, email: str) -> bool:
    known = user_of(session, email)
    return known is not None and known.ended_at is None


def _withdraw_earlier(session: Session, email: str, site_id: str | None) -> None:
    session.execute(
        update(Invitation)
        .where(
            Invitation.email == email,
            Invitation.site_id == site_id if site_id else Invitation.site_id.is_(None),
            Invitation.state == OPEN,
        )
        .values(state=WITHDRAWN)
    )


def _forget_old(session: Session, now: datetime) -> None:
    session.execute(delete(Invitation).where(Invitation.ends_at < now - KEPT))
