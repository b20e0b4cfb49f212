"""Starts gunicorn on loopback with the product's settings, and tells what its processes use."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sb_feedback.config import PREFIX, Settings
from sb_feedback.demo.serving import THREADS, WEB_WORKERS

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 30
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server and the time from its start to its first answer."""

    port: int
    pid: int
    started_in: float

    @property
    def cpu(self) -> float:
        """Seconds of processor time that the server and its workers have used."""
        return sum(_cpu(pid) for pid in self._family())

    @property
    def memory_mb(self) -> float:
        """Memory of the server and its workers, where shared pages are shared out."""
        return sum(_own_share(pid) for pid in self._family())

    def _family(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [self.pid, *map(int, children.split())]


@contextmanager
def serving(
    application: str, environment: Mapping[str, str], path: str, tracer: tuple[str, ...] = ()
) -> Iterator[Server]:
    """Serve until the end of the block; `path` is asked for until it answers."""
    port = _free_port()
    command = [
        *tracer, sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}",
        "--workers", WEB_WORKERS, "--threads", THREADS, "--log-level", "error",
    ]  # fmt: skip
    began = time.perf_counter()
    # A group of its own: a tracer that is told to stop leaves what it traces running.
    process = subprocess.Popen(
        command, cwd=ROOT, env=_clean() | dict(environment), start_new_session=True
    )
    try:
        _wait(process, port, path)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def environment_of(settings: Settings) -> dict[str, str]:
    """Settings as a web process reads them."""
    values = settings.model_dump(exclude_defaults=True, exclude={"database_url"})
    found = {PREFIX + name.upper(): str(value) for name, value in values.items()}
    return found | ({"DATABASE_URL": settings.database_url} if settings.database_url else {})


def _clean() -> dict[str, str]:
    own = (PREFIX, "DATABASE_URL", "FLASK_")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as asked:
            asked.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
            if b" 200 " in asked.recv(64):
                return
        time.sleep(0.01)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _own_share(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
