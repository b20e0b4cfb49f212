"""Clients that open a page and send its form, each time over a new connection."""

from __future__ import annotations

import gzip
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlencode

CLIENTS = 8
MOST_SECONDS = 12.0

Fields = Sequence[tuple[str, str]]
#: From the page that was opened to what is sent.
FillIn = Callable[[str], Fields]

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@dataclass
class Load:
    """What eight clients saw."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def per_second(self) -> float:
        """Acknowledged submissions."""
        return len(self.waits) / self.seconds

    def percentile(self, number: int) -> float:
        """Milliseconds from opening the page to the acknowledgement."""
        return quantiles(self.waits, n=100)[number - 1] * 1000


def submit_all(port: int, jobs: Iterable[tuple[str, FillIn]]) -> Load:
    """Open and send every page, eight at a time, for a bounded time."""
    load, waiting, lock = Load(), iter(jobs), threading.Lock()
    until = time.monotonic() + MOST_SECONDS

    def client() -> None:
        for path, fill_in in _shared(waiting, lock):
            began = time.perf_counter()
            if submit(port, path, fill_in):
                load.waits.append(time.perf_counter() - began)
            else:
                load.refused += 1
            if time.monotonic() > until:
                return

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - began
    return load


def submit(port: int, path: str, fill_in: FillIn) -> bool:
    """Open one page and send it; True once the server has acknowledged it with a redirect."""
    _, page = ask(port, path)
    status, _ = ask(port, path, fields=fill_in(page.decode()))
    return status == 303


def hidden_fields(page: str) -> Fields:
    """The hidden fields of a page, which a browser sends back."""
    return _HIDDEN.findall(page)


def ask(
    port: int, path: str, *, fields: Fields | None = None, cookie: str = ""
) -> tuple[int, bytes]:
    """One request over a new connection: status and body."""
    status, _, body = ask_whole(port, path, fields=fields, cookie=cookie)
    return status, body


def ask_whole(
    port: int, path: str, *, fields: Fields | None = None, cookie: str = ""
) -> tuple[int, bytes, bytes]:
    """One request over a new connection: status, headers and body."""
    head, _, body = _exchange(port, _request(path, fields, cookie)).partition(b"\r\n\r\n")
    if b"\r\nContent-Encoding: gzip" in head:
        body = gzip.decompress(body)
    return int(head.split(b" ", 2)[1]), head, body


def _request(path: str, fields: Fields | None, cookie: str) -> bytes:
    lines = [
        f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept-Encoding: gzip",
        "Accept-Language: en",
        "Connection: close",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    body = b"" if fields is None else urlencode(fields).encode()
    if fields is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _exchange(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 30) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def _shared(
    waiting: Iterator[tuple[str, FillIn]], lock: threading.Lock
) -> Iterator[tuple[str, FillIn]]:
    while True:
        with lock:
            job = next(waiting, None)
        if job is None:
            return
        yield job
