"""Accounts: sign-in with growing delays, sessions that can be ended, and who may see which site."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from forms.password_rule import LONGEST_PASSWORD, SHORTEST_PASSWORD
from sb_feedback.codes import keyed_hash, token_hash
from sb_feedback.db import Database, insert_if_new
from sb_feedback.models import PasswordTry, RecoveryCode, SignIn, Site, User
from sb_feedback.models.account import STATE_ROLES
from sb_feedback.services.activity import note_activity
from sb_feedback.services.errors import NotAllowed

#: After so many wrong passwords in a row every further try must wait, longer each time.
FREE_TRIES = 5
LONGEST_DELAY = timedelta(minutes=15)
FORGET_TRIES = timedelta(days=1)
IDLE, LONGEST_SESSION = timedelta(minutes=30), timedelta(hours=12)
#: So long after the password the code can be typed.
LONGEST_WAIT_FOR_CODE = timedelta(minutes=10)


@dataclass(eq=False)
class MustWait(Exception):
    """Too many wrong passwords: the next try must wait this long."""

    seconds: int


@dataclass(frozen=True)
class Accounts:
    """Sign-in and sign-out; the hasher is cheaper in tests only."""

    hasher: PasswordHasher
    secret: bytes

    def add_user(
        self,
        session: Session,
        *,
        email: str,
        password: str,
        role: str,
        site_id: str | None,
        today: date,
        by: str | None = None,
    ) -> User:
        """Make an account, or a new beginning for one that has ended; `by` is who gave it."""
        return new_account(
            session,
            email=email,
            password_hash=self.hashed(password),
            role=role,
            site_id=site_id,
            today=today,
            by=by,
        )

    def hashed(self, password: str) -> str:
        """A new password as it is kept; this takes long, so do it with no transaction open."""
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise NotAllowed(
                "A password needs %(least)s to %(most)s characters.",
                least=SHORTEST_PASSWORD,
                most=LONGEST_PASSWORD,
            )
        return self.hasher.hash(password)

    def set_password(self, session: Session, user: User, password_hash: str) -> None:
        """Change a password, whoever knew the old one; every session ends, and no delay is left."""
        user.password_hash = password_hash
        end_all_sessions(session, user.id)
        self.forget_tries(session, user.email)

    def check_password(self, db: Database, email: str, password: str, now: datetime) -> User | None:
        """The user, or None for a wrong e-mail or password; raise MustWait while delayed.

        An address without an account costs the same time and is delayed the same, so that nothing
        tells which addresses have one. A try is counted before the password is looked at, so that
        many at a time are no way around the delay; looking takes long, with no transaction open.
        """
        address = email.strip().lower()
        with db.write() as session:
            self.count_try(session, address, now)
        with db.read() as session:
            user = user_of(session, address)
        if user is not None and user.ended_at is not None:
            user = None
        if not self._fits(user.password_hash if user else None, password) or user is None:
            return None
        with db.write() as session:
            self.forget_tries(session, address)
            if self.hasher.check_needs_rehash(user.password_hash):
                session.merge(user).password_hash = self.hasher.hash(password)
        return user

    def count_try(self, session: Session, address: str, now: datetime) -> None:
        """Count a try under an address or another name; raise MustWait where it comes too soon."""
        session.execute(delete(PasswordTry).where(PasswordTry.last_at < now - FORGET_TRIES))
        tried = tries_of(session, self._mark(address), now)
        wait = _wait_after(tried.tries) - (now - tried.last_at)
        if wait > timedelta(0):
            raise MustWait(ceil(wait.total_seconds()))
        tried.tries, tried.last_at = tried.tries + 1, now

    def forget_tries(self, session: Session, address: str) -> None:
        """A try was right."""
        session.execute(delete(PasswordTry).where(PasswordTry.address == self._mark(address)))

    def _mark(self, address: str) -> bytes:
        return keyed_hash(self.secret, "sign-in", address.encode())

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


def new_account(
    session: Session,
    *,
    email: str,
    password_hash: str,
    role: str,
    site_id: str | None,
    today: date,
    by: str | None = None,
) -> User:
    """Make an account, or a new beginning for one that has ended, with a hashed password."""
    address = email.strip().lower()
    _check_account(session, address, role, site_id)
    user = user_of(session, address) or User(email=address)
    user.password_hash, user.since = password_hash, today
    user.role, user.site_id, user.ended_at = role, site_id, None
    user.second_step = user.last_code_at = None
    session.add(user)
    session.flush()
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    end_all_sessions(session, user.id)
    note_activity(session, by, site_id, "account_made", person=address, role=role)
    return user


def tries_of(session: Session, mark: bytes, now: datetime) -> PasswordTry:
    """The count kept under this mark, held until the transaction ends."""
    insert = insert_if_new(session.get_bind().dialect.name, PasswordTry.__table__)
    session.execute(insert, {"address": mark, "tries": 0, "last_at": now})
    return session.scalars(
        select(PasswordTry).where(PasswordTry.address == mark).with_for_update()
    ).one()


def user_of(session: Session, email: str) -> User | None:
    """The account with this address."""
    return session.scalar(select(User).where(User.email == email))


def choose_language(session: Session, user_id: str, language: str) -> None:
    """Show pages in this language wherever this person signs in."""
    session.execute(update(User).where(User.id == user_id).values(language=language))


def start_session(session: Session, user: User, now: datetime, *, awaits_code: bool = False) -> str:
    """Open a session; the token goes to the browser, its hash stays here.

    One that awaits a code opens no page: it only says that the password was right.
    """
    token = secrets.token_urlsafe(32)
    session.execute(delete(SignIn).where(SignIn.started_at < now - LONGEST_SESSION))
    session.add(
        SignIn(
            token_hash=token_hash(token),
            user_id=user.id,
            started_at=now,
            seen_at=now,
            awaits_code=awaits_code,
        )
    )
    return token


def find_session(
    session: Session, token: str, now: datetime, *, awaits_code: bool = False
) -> SignIn | None:
    """The open session of this token, unless it was idle or open too long."""
    found = session.scalar(
        select(SignIn)
        .options(joinedload(SignIn.user).joinedload(User.site).joinedload(Site.scope))
        .where(SignIn.token_hash == token_hash(token), SignIn.awaits_code == awaits_code)
    )
    if found is None or found.started_at < now - LONGEST_SESSION or found.seen_at < now - IDLE:
        return None
    if found.user.ended_at is not None:
        return None
    return found


def stay_signed_in(session: Session, token: str, now: datetime) -> None:
    """Note that the session is in use, so that it does not end as idle."""
    session.execute(
        update(SignIn).where(SignIn.token_hash == token_hash(token)).values(seen_at=now)
    )


def has_second_step(user: User) -> bool:
    """True if the password alone does not open a session."""
    return user.second_step is not None


def end_session(session: Session, token: str) -> None:
    """Sign out."""
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def end_all_sessions(session: Session, user_id: str) -> None:
    """Sign out everywhere, as after a change of role or password."""
    session.execute(delete(SignIn).where(SignIn.user_id == user_id))


def _check_account(session: Session, address: str, role: str, site_id: str | None) -> None:
    if "@" not in address:
        raise NotAllowed("“%(address)s” is not an e-mail address.", address=address)
    if (role in STATE_ROLES) != (site_id is None):
        raise NotAllowed(
            "Coordinators, readers, judges and reviewers need a site;"
            " administrators and the state team have none."
        )
    if site_id is not None and session.get(Site, site_id) is None:
        raise NotAllowed("There is no site %(site)s.", site=site_id)
    known = user_of(session, address)
    if known is not None and known.ended_at is None:
        raise NotAllowed("%(address)s has an account already.", address=address)


def _wait_after(tries: int) -> timedelta:
    if tries < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2.0 ** min(tries - FREE_TRIES + 1, 20)), LONGEST_DELAY)
