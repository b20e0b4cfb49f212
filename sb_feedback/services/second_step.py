"""The second step of signing in: codes of an app (RFC 6238), and recovery codes where it is lost.

The app's secret is sealed with a key that comes from the server's secret and the account: a copy of
the database alone makes no codes. A code counts once, half a minute early or late at most.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from pyotp import TOTP, random_base32
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from sb_feedback.codes import ALPHABET, as_in_alphabet, keyed_hash, letters_of
from sb_feedback.models import RecoveryCode, User
from sb_feedback.models.account import STATE_ROLES
from sb_feedback.services.errors import NotAllowed

#: Whose access reaches all sites needs a second step.
MUST_HAVE = STATE_ROLES
RECOVERY_CODES, LENGTH = 10, 10
SECONDS = 30
DIGITS = 6


class Used(Enum):
    """Which kind of code was right."""

    APP = auto()
    RECOVERY = auto()


def new_app_secret() -> str:
    """A secret for somebody's app, as the app wants it typed."""
    return random_base32()


def app_address(app_secret: str, email: str, installation: str) -> str:
    """What the app reads from a picture."""
    return TOTP(app_secret).provisioning_uri(name=email, issuer_name=installation)


@dataclass(frozen=True)
class SecondStep:
    """Sets up, checks and turns off the second step; `secret` is the server's."""

    secret: bytes

    def set_up(
        self, session: Session, user: User, app_secret: str, typed: str, now: datetime
    ) -> tuple[str, ...] | None:
        """The recovery codes, shown once; None if the app's first code is not right."""
        if user.second_step is not None:
            raise NotAllowed("The code at sign-in is on already.")
        step = _step_of(app_secret, letters_of(typed), now)
        if step is None:
            return None
        user.second_step = self._box(user.id).encrypt(app_secret.encode())
        user.last_code_at = step
        return self.new_recovery_codes(session, user.id)

    def used(self, session: Session, user: User, typed: str, now: datetime) -> Used | None:
        """Which kind of code was right, and is used up now; None if none was."""
        code = letters_of(typed)
        if len(code) == DIGITS:
            return Used.APP if self._is_new_code(session, user, code, now) else None
        return Used.RECOVERY if self._spends(session, user, as_in_alphabet(code)) else None

    def turn_off(self, session: Session, user: User) -> None:
        """Forget the app and the recovery codes."""
        user.second_step = user.last_code_at = None
        forget_recovery_codes(session, user.id)

    def new_recovery_codes(self, session: Session, user_id: str) -> tuple[str, ...]:
        """Ten codes in place of all before; only their hashes are kept."""
        forget_recovery_codes(session, user_id)
        codes = tuple(
            "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))
            for _code in range(RECOVERY_CODES)
        )
        session.add_all(
            RecoveryCode(code_hash=self._hash(user_id, code), user_id=user_id) for code in codes
        )
        return tuple(f"{code[:5]} {code[5:]}" for code in codes)

    def _is_new_code(self, session: Session, user: User, code: str, now: datetime) -> bool:
        if user.second_step is None:
            return False
        try:
            app_secret = self._box(user.id).decrypt(user.second_step).decode()
        except CryptoError:  # the server's secret is another one now
            return False
        step = _step_of(app_secret, code, now)
        if step is None:
            return False
        newer = update(User).where(User.id == user.id, User.last_code_at < step)
        return session.scalar(newer.values(last_code_at=step).returning(User.id)) is not None

    def _spends(self, session: Session, user: User, code: str) -> bool:
        mark = self._hash(user.id, code)
        spent = delete(RecoveryCode).where(RecoveryCode.code_hash == mark)
        return session.scalar(spent.returning(RecoveryCode.user_id)) == user.id

    def _box(self, user_id: str) -> SecretBox:
        return SecretBox(keyed_hash(self.secret, "second-step", user_id.encode()))

    def _hash(self, user_id: str, code: str) -> bytes:
        return keyed_hash(self.secret, "recovery-code", f"{user_id}|{code}".encode())


def recovery_codes_left(session: Session, user_id: str) -> int:
    """How many are not used yet."""
    wanted = select(func.count()).where(RecoveryCode.user_id == user_id)
    return session.scalar(wanted) or 0


def forget_recovery_codes(session: Session, user_id: str) -> None:
    """All of an account."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def _step_of(app_secret: str, code: str, now: datetime) -> int | None:
    """The half minute that a code belongs to: this one, the one before or the one after."""
    here = int(now.timestamp()) // SECONDS
    near = (here, here - 1, here + 1)
    app = TOTP(app_secret, interval=SECONDS, digits=DIGITS)
    return next(
        (step for step in near if secrets.compare_digest(app.generate_otp(step), code)), None
    )
