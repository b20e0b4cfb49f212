"""Handing messages to a mail server: what it took, what it refused, and what nobody can know.

A refusal is certain until the server has said that it is ready for the content. From then on a
message that was not refused counts as taken, so that nobody gets it twice.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Timer

from sb_feedback.config import Settings

#: Seconds to wait for one reply, and for all that one message takes.
PATIENCE, LONGEST = 30.0, 90.0
#: Why no message could be handed over at all.
NO_CONNECTION, NO_TLS, NO_SIGN_IN, NO_SENDER = (
    "no_connection",
    "no_tls",
    "no_sign_in",
    "no_sender",
)
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_GO_ON, _CLOSING, _LACKS_SIGN_IN = 354, 421, (530, 534, 535, 538)
_FAULTS = (OSError, smtplib.SMTPException, ValueError)


class Fate(StrEnum):
    """What became of a message."""

    TAKEN = "taken"
    #: Refused for now, for certain.
    LATER = "later"
    #: Refused for good.
    NEVER = "never"
    #: The server takes nothing at all, whoever it is for.
    SHUT = "shut"


@dataclass(frozen=True)
class Verdict:
    """What became of a message, and why."""

    fate: Fate
    problem: str | None = None


TAKEN = Verdict(Fate.TAKEN)


@dataclass(frozen=True)
class Server:
    """Where and how mail is handed over."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password_file: Path | None = None
    patience: float = PATIENCE
    longest: float = LONGEST

    @classmethod
    def of(cls, settings: Settings) -> Server | None:
        """The mail server of these settings, if there is one."""
        if not settings.sends_mail:
            return None
        return cls(
            host=settings.smtp_host,
            port=settings.smtp_port or _PORTS[settings.smtp_security],
            security=settings.smtp_security,
            sender=settings.smtp_from,
            user=settings.smtp_user,
            password_file=settings.smtp_password_file,
        )


class _Said(Exception):
    """The server's answer is the end of it."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(verdict.problem)


class Post:
    """One visit to a mail server, over as many connections as it takes."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        #: Why nothing more can be handed over during this visit.
        self.shut: Verdict | None = None

    def why_shut(self) -> Verdict | None:
        """None if the next message can be offered, else why none can during this visit."""
        if self.shut is None and not self._is_alive():
            self._connect()
        return self.shut

    def hand_over(self, address: str, content: bytes) -> Verdict:
        """Offer one message, in the form that goes over the wire; never raises."""
        smtp = self._smtp
        assert smtp is not None, "why_shut was not asked"
        with self._cut_after(self._server.longest):
            try:
                self._offer(smtp, address)
            except _Said as said:
                return self._noted(said.verdict)
            except _FAULTS as fault:
                # smtplib tells of a time-out as of a broken connection.
                slow = isinstance(fault.__context__, TimeoutError)
                self._leave()
                return self._noted(Verdict(Fate.SHUT if slow else Fate.LATER, NO_CONNECTION))
            return self._noted(self._told(smtp, content))

    def close(self) -> None:
        """Say good-bye."""
        if self._smtp is not None:
            with self._cut_after(self._server.patience), suppress(*_FAULTS):
                self._smtp.quit()
        self._leave()

    def _offer(self, smtp: smtplib.SMTP, address: str) -> None:
        code, _ = smtp.mail(self._server.sender)
        if code >= 500:  # whoever it is for: this is about the sender
            raise _Said(Verdict(Fate.SHUT, NO_SIGN_IN if code in _LACKS_SIGN_IN else NO_SENDER))
        _require(code, lambda code: code // 100 == 2)
        code, _ = smtp.rcpt(address)
        if code in _LACKS_SIGN_IN:
            raise _Said(Verdict(Fate.SHUT, NO_SIGN_IN))
        _require(code, lambda code: code // 100 == 2)
        code, _ = smtp.docmd("DATA")
        _require(code, lambda code: code == _GO_ON)

    def _told(self, smtp: smtplib.SMTP, content: bytes) -> Verdict:
        try:
            smtp.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
            code, _ = smtp.getreply()
        except _FAULTS:
            self._leave()
            return TAKEN  # it may have been: nobody can know
        return _refusal(code) if code // 100 in (4, 5) else TAKEN

    def _noted(self, verdict: Verdict) -> Verdict:
        if verdict.fate is Fate.SHUT:
            self.shut = verdict
        if verdict.fate is Fate.SHUT or verdict.problem == str(_CLOSING):
            self._leave()
        return verdict

    def _is_alive(self) -> bool:
        if self._smtp is None:
            return False
        with suppress(*_FAULTS), self._cut_after(self._server.patience):
            if self._smtp.rset()[0] == 250:
                return True
        self._leave()
        return False

    def _connect(self) -> None:
        at, problem = self._server, NO_CONNECTION
        context = ssl.create_default_context()
        smtp = (
            smtplib.SMTP_SSL(timeout=at.patience, context=context)
            if at.security == "tls"
            else smtplib.SMTP(timeout=at.patience)
        )
        # The name that the certificate is checked against.
        smtp._host = at.host  # type: ignore[attr-defined] # noqa: SLF001
        self._smtp = smtp
        try:
            with self._cut_after(at.longest):
                code, _ = smtp.connect(at.host, at.port)
                if code != 220:
                    raise smtplib.SMTPConnectError(code, "")
                if at.security == "starttls":
                    problem = NO_TLS
                    smtp.starttls(context=context)
                if at.password_file is not None:
                    problem = NO_SIGN_IN
                    smtp.login(at.user, at.password_file.read_text("utf-8").strip())
                smtp.ehlo_or_helo_if_needed()
        except ssl.SSLError:
            self._noted(Verdict(Fate.SHUT, NO_TLS))
        except _FAULTS:
            self._noted(Verdict(Fate.SHUT, problem))

    def _leave(self) -> None:
        if self._smtp is not None:
            with suppress(*_FAULTS):
                self._smtp.close()
        self._smtp = None

    @contextmanager
    def _cut_after(self, seconds: float) -> Iterator[None]:
        # A server that sends a letter now and then would never run into the time-out of a socket.
        timer = Timer(seconds, _cut, [self._smtp])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _cut(smtp: smtplib.SMTP) -> None:
    with suppress(OSError):
        if smtp.sock is not None:
            smtp.sock.shutdown(socket.SHUT_RDWR)


def _require(code: int, is_good: Callable[[int], bool]) -> None:
    if not is_good(code):
        raise _Said(_refusal(code))


def _refusal(code: int) -> Verdict:
    if code // 100 == 5:
        return Verdict(Fate.NEVER, str(code))
    return Verdict(Fate.LATER, str(code) if code // 100 == 4 else NO_CONNECTION)
