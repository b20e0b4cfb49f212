"""A bad network between a browser and the server: connections are cut at any byte."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Thread
from urllib.parse import urlsplit

#: A connection that is closed with this is reset, as by a phone that lost its network.
_RESET = struct.pack("ii", 1, 0)
#: More than the largest request or answer while a form is sent has no effect.
_MOST_SENT, _MOST_RECEIVED = 900, 800


@dataclass(frozen=True)
class Cut:
    """Where a connection ends: after so many bytes of the request, or of the answer."""

    in_answer: bool
    after: int

    @classmethod
    def somewhere(cls, random: Random) -> Cut:
        """Any place."""
        in_answer = random.random() < 0.5
        return cls(in_answer, random.randrange(_MOST_RECEIVED if in_answer else _MOST_SENT))


@dataclass
class Network:
    """Carries bytes; each planned cut is used up by one connection, in order."""

    server: tuple[str, int]
    address: str
    planned: deque[Cut | None] = field(default_factory=deque)
    made: int = 0

    def carry(self, phone: socket.socket) -> None:
        """Serve one connection."""
        cut = self.planned.popleft() if self.planned else None
        with phone, socket.create_connection(self.server) as server:
            answers = Thread(target=self._pass_on, args=(server, phone, cut, True), daemon=True)
            answers.start()
            self._pass_on(phone, server, cut, False)
            answers.join()

    def _pass_on(
        self, source: socket.socket, target: socket.socket, cut: Cut | None, is_answer: bool
    ) -> None:
        left = cut.after if cut is not None and cut.in_answer == is_answer else None
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if left is not None and len(data) > left:
                    target.sendall(data[:left])
                    self._cut(source, target)
                    return
                left = None if left is None else left - len(data)
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def _cut(self, *ends: socket.socket) -> None:
        self.made += 1
        for end in ends:
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def bad_network(address: str) -> Iterator[Network]:
    """Yield a network that leads to this address."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    assert parts.port is not None
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        network = Network((parts.hostname, parts.port), f"http://127.0.0.1:{port}")
        Thread(target=_let_in, args=(door, network), daemon=True).start()
        yield network


def _let_in(door: socket.socket, network: Network) -> None:
    with contextlib.suppress(OSError):
        while True:
            phone, _ = door.accept()
            Thread(target=network.carry, args=(phone,), daemon=True).start()
