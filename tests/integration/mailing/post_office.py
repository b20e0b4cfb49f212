"""A mail server in a thread that takes messages, refuses them, waits, lies and breaks off."""

from __future__ import annotations

import asyncio
import email.policy
import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from threading import Thread
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LINK = re.compile(r"https?://[^\s\"]+/Q/([2-9A-HJ-NP-Z]{26})")


@dataclass(frozen=True)
class Taken:
    """A message that the server has."""

    to: str
    message: EmailMessage

    @property
    def text(self) -> str:
        """What it says."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The same for programs that show HTML."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")

    @property
    def codes(self) -> set[str]:
        """The codes of its links."""
        return set(LINK.findall(self.text)) | set(LINK.findall(self.html))


@dataclass
class PostOffice:
    """What the server does with whom; without a rule it takes everything.

    A rule gets the address and the number of the try and answers with a reply, "" to go on, "wait"
    or "drop"; for the content also "lie": take it and break off.
    """

    port: int = 0
    at_sender: Callable[[], str] = lambda: ""
    at_address: Callable[[str, int], str] = lambda _address, _number: ""
    at_data: Callable[[str, int], str] = lambda _address, _number: ""
    at_content: Callable[[str, int], str] = lambda _address, _number: ""
    tries: Counter[str] = field(default_factory=Counter)
    taken: list[Taken] = field(default_factory=list)
    connections: int = 0

    def to(self, address: str) -> list[Taken]:
        """What was taken for an address."""
        return [one for one in self.taken if one.to == address]

    async def handle_MAIL(  # noqa: N802 - a name that the server looks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await _done(server, self.at_sender())
        envelope.mail_from = address
        return reply or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tries[address] += 1
        reply = await _done(server, self.at_address(address, self.tries[address]))
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        said = self.at_content(address, self.tries[address])
        if said in ("", "lie", "wait", "drop"):  # a wait or a break comes after it was taken
            content = cast("bytes", envelope.content)
            message = message_from_bytes(content, policy=email.policy.default)
            self.taken.append(Taken(address, message))
        if said == "lie":
            asyncio.get_running_loop().call_soon(_break_off, server)
            return "250 OK"
        return await _done(server, said) or "250 OK"


def _break_off(server: SMTP) -> None:
    cast("asyncio.Transport", server.transport).abort()


async def _done(server: SMTP, said: str) -> str:
    if said == "wait":
        await asyncio.sleep(4)
    if said == "drop":
        _break_off(server)
        return "421 gone"
    return "" if said == "wait" else said


class _Server(SMTP):
    """Counts connections, and can answer to the command DATA itself, before any content."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast("PostOffice", self.event_handler).connections += 1
        super().connection_made(transport)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        office = cast("PostOffice", self.event_handler)
        assert self.envelope is not None
        addresses = self.envelope.rcpt_tos
        said = office.at_data(addresses[0], office.tries[addresses[0]]) if addresses else ""
        reply = await _done(self, said)
        if reply:
            await self.push(reply)
        else:
            await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, **self.SMTP_kwargs)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_office(**more: Any) -> Iterator[PostOffice]:  # noqa: ANN401 - what the server's maker has for options
    """A server that listens on a port of its own."""
    office = PostOffice(port=free_port())
    controller = _Controller(office, hostname="127.0.0.1", port=office.port, **more)
    controller.start()
    office.connections = 0  # it has tried whether it can be reached
    try:
        yield office
    finally:
        controller.stop()


@contextmanager
def dripping(seconds: float) -> Iterator[int]:
    """The port of a server that greets one visitor with a letter now and then, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_drip, args=(listening, seconds))
        thread.start()
        yield int(listening.getsockname()[1])
        thread.join()


def _drip(listening: socket.socket, seconds: float) -> None:
    visitor, _ = listening.accept()
    with visitor, suppress(OSError):
        while True:
            visitor.sendall(b"2")
            time.sleep(seconds)
