"""Accounts: sign-in with growing delays, sessions that can be ended, and who may see which site."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from sb_feedback.models import SignIn, Site, User
from sb_feedback.models.account import ADMINISTRATOR
from sb_feedback.services.errors import NotAllowed

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 128
#: After so many wrong passwords in a row every further try must wait, longer each time.
FREE_TRIES = 5
LONGEST_DELAY = timedelta(minutes=15)
IDLE, LONGEST_SESSION = timedelta(minutes=30), timedelta(hours=12)


@dataclass(eq=False)
class MustWait(Exception):
    """Too many wrong passwords: the next try must wait this long."""

    seconds: int


@dataclass(frozen=True)
class Accounts:
    """Sign-in and sign-out; the hasher is cheaper in tests only."""

    hasher: PasswordHasher

    def add_user(
        self, session: Session, *, email: str, password: str, role: str, site_id: str | None
    ) -> User:
        """Make an account."""
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise NotAllowed(
                f"A password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters."
            )
        address = email.strip().lower()
        _check_account(session, address, role, site_id)
        user = User(
            email=address,
            password_hash=self.hasher.hash(password),
            role=role,
            site_id=site_id,
        )
        session.add(user)
        session.flush()
        return user

    def check_password(
        self, session: Session, email: str, password: str, now: datetime
    ) -> User | None:
        """The user, or None for a wrong e-mail or password; raise MustWait while delayed.

        An unknown address costs the same time as a wrong password, so that neither tells which
        addresses have an account.
        """
        user = session.scalar(
            select(User).where(User.email == email.strip().lower()).with_for_update()
        )
        if user is not None and user.wait_until is not None and user.wait_until > now:
            raise MustWait(int((user.wait_until - now).total_seconds()) + 1)
        fits = self._fits(user.password_hash if user else None, password)
        if user is None:
            return None
        if not fits:
            _count_failure(user, now)
            return None
        user.failures, user.wait_until = 0, None
        if self.hasher.check_needs_rehash(user.password_hash):
            user.password_hash = self.hasher.hash(password)
        return user

    def _fits(self, password_hash: str | None, password: str) -> bool:
        if len(password) > LONGEST_PASSWORD:
            return False
        if password_hash is None:
            self.hasher.hash(password)
            return False
        try:
            return self.hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def user_of(session: Session, email: str) -> User | None:
    """The account with this address."""
    return session.scalar(select(User).where(User.email == email))


def start_session(session: Session, user: User, now: datetime) -> str:
    """Open a session; the token goes to the browser, its hash stays here."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(SignIn).where(SignIn.started_at < now - LONGEST_SESSION))
    session.add(SignIn(token_hash=_hash(token), user_id=user.id, started_at=now, seen_at=now))
    return token


def find_session(session: Session, token: str, now: datetime) -> SignIn | None:
    """The open session of this token, unless it was idle or open too long."""
    found = session.scalar(
        select(SignIn)
        .options(joinedload(SignIn.user).joinedload(User.site).joinedload(Site.scope))
        .where(SignIn.token_hash == _hash(token))
    )
    if found is None or found.started_at < now - LONGEST_SESSION or found.seen_at < now - IDLE:
        return None
    return found


def stay_signed_in(session: Session, token: str, now: datetime) -> None:
    """Note that the session is in use, so that it does not end as idle."""
    session.execute(update(SignIn).where(SignIn.token_hash == _hash(token)).values(seen_at=now))


def end_session(session: Session, token: str) -> None:
    """Sign out."""
    session.execute(delete(SignIn).where(SignIn.token_hash == _hash(token)))


def end_all_sessions(session: Session, user_id: str) -> None:
    """Sign out everywhere, as after a change of role or password."""
    session.execute(delete(SignIn).where(SignIn.user_id == user_id))


def _check_account(session: Session, address: str, role: str, site_id: str | None) -> None:
    if "@" not in address:
        raise NotAllowed(f"{address!r} is not an e-mail address.")
    if (role == ADMINISTRATOR) != (site_id is None):
        raise NotAllowed("A coordinator or judge needs a site; an administrator has none.")
    if site_id is not None and session.get(Site, site_id) is None:
        raise NotAllowed(f"There is no site {site_id}.")
    if user_of(session, address) is not None:
        raise NotAllowed(f"{address} has an account already.")


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _count_failure(user: User, now: datetime) -> None:
    user.failures += 1
    if user.failures >= FREE_TRIES:
        delay = timedelta(seconds=2 ** (user.failures - FREE_TRIES + 1))
        user.wait_until = now + min(delay, LONGEST_DELAY)
