"""A site with people, and the outbox that writes to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import func, select

from sb_feedback.jobs import outbox_at, staff_mail_at
from sb_feedback.models import Invitation, Letter, User
from sb_feedback.services.accounts import user_of
from sb_feedback.services.invitations import invite
from sb_feedback.services.mailing.outbox import Outbox
from sb_feedback.services.new_passwords import NewPasswords
from sb_feedback.services.staff_letters import mail_invitation
from sb_feedback.smtp import Server
from sb_feedback.workplace import Workplace
from tests.integration.mailing.opened import SENDER
from tests.integration.mailing.post_office import PostOffice, Taken

BOSS = "boss@example.org"
PASSWORD = "seven green umbrellas"
_TOKEN = re.compile(r"http://localhost:5000/(?:invited|new-password)/([\w-]{43})\s")


def add_people(place: Workplace, people: Iterable[tuple[str, str, str | None]]) -> None:
    """Give accounts to people of these addresses, roles and sites."""
    with place.db.write() as session:
        for email, role, site_id in people:
            place.accounts.add_user(
                session,
                email=email,
                password=PASSWORD,
                role=role,
                site_id=site_id,
                today=place.clock.today(),
            )


def invited(place: Workplace, email: str, role: str = "judge") -> str:
    """Have the administrator invite somebody by mail; the invitation's id."""
    with place.db.write() as session:
        boss, now = user_of(session, BOSS), place.clock.now()
        assert boss is not None
        made = invite(session, boss, email=email, role=role, site_id="maple", now=now)
        mail_invitation(session, made, now)
        return made.id


def forgets(place: Workplace, email: str) -> None:
    """Ask for a new password."""
    with place.db.write() as session:
        NewPasswords(place.accounts).ask(session, email, place.clock.now())


def outbox(
    place: Workplace,
    port: int | None,
    progress: Callable[[str], None] = lambda _point: None,
    patience: float = 20.0,
) -> Outbox:
    """A new process's outbox for letters to staff."""
    server = Server("localhost", port or 0, "none", SENDER, patience=patience, longest=2 * patience)
    return replace(
        outbox_at(place),
        server=server if port else None,
        sources=(replace(staff_mail_at(place), sender=SENDER),),
        progress=progress,
    )


def states(place: Workplace) -> dict[str, str]:
    """The state of every letter, by the address that it is for."""
    with place.db.read() as session:
        whom = func.coalesce(Invitation.email, User.email, Letter.kind)
        rows = session.execute(
            select(whom, Letter.state)
            .select_from(Letter)
            .outerjoin(Invitation, Invitation.id == Letter.invitation_id)
            .outerjoin(User, User.id == Letter.user_id)
        )
        return {str(email): state for email, state in rows}


def token_in(letter: Taken) -> str:
    """The token of a letter's link."""
    (token,) = set(_TOKEN.findall(letter.text))
    assert token in letter.html
    return str(token)


def token_to(office: PostOffice, email: str) -> str:
    """The token in the newest letter to an address."""
    return token_in(office.to(email)[-1])
