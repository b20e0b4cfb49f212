"""`make demo` as it is run: a web server and a worker of their own, which stop with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.request import Request, urlopen

import pytest

from sb_feedback.demo.serving import require_free
from tests.integration.demo.conftest import Sample, place_in
from tests.integration.demo.looking import states

pytestmark = pytest.mark.deep

ROOT = Path(__file__).parents[3]
LAST_LINE = "Everything starts at"


@pytest.fixture
def clock() -> None:
    """Processes of their own know the real time only."""


@pytest.fixture
def state(tmp_path: Path, _short_story: None) -> Iterator[Sample]:
    """The small SAMPLE state of today."""
    sample = Sample(place_in(tmp_path / "data"))
    sample.demo.prepare()
    yield sample
    sample.place.db.engine.dispose()


def test_the_demo_runs_closes_a_quarter_and_stops(state: Sample) -> None:
    port = free_port()
    with running(state, port) as (process, told):
        lines = list(until(told, LAST_LINE))
        urls = {line.partition(" http")[0]: line.split()[2] for line in lines if " survey " in line}
        assert set(urls) == {
            f"{who} survey" for who in ("parent", "caregiver", "professional", "ACT")
        }
        for url in urls.values():
            assert url.startswith(f"http://localhost:{port}/q/")
            assert b'<form id="survey"' in open_page(url)
        due = min(name for name, word in states(state.place).items() if word == "open")
        open_page(f"http://localhost:{port}/demo/move-to-the-end", b"")
        wait_until(lambda: states(state.place)[due] == "closed")
        process.send_signal(signal.SIGTERM)  # as Ctrl+C, and as when its window is closed
        rest = "".join(until(told, "goes on from here"))
        assert "Stopped. What was answered is kept" in rest
        assert process.wait(timeout=60) == 0
    require_free(port)


@contextmanager
def running(state: Sample, port: int) -> Iterator[tuple[subprocess.Popen[str], SimpleQueue[str]]]:
    """The command in a process, and the lines that it prints."""
    kept = {"PATH", "HOME", "LANG", "TMPDIR"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {"SBF_MODE": "demo", "SBF_DATA_DIR": str(state.place.settings.data_dir)}
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "--port", str(port)]
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env=environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        told: SimpleQueue[str] = SimpleQueue()
        Thread(target=_listen, args=(process, told), daemon=True).start()
        try:
            yield process, told
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _listen(process: subprocess.Popen[str], told: SimpleQueue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        told.put(line)


def until(told: SimpleQueue[str], last: str, seconds: float = 120) -> Iterator[str]:
    """The lines up to the one that has these words."""
    end = time.monotonic() + seconds
    while True:
        try:
            line = told.get(timeout=max(0.1, end - time.monotonic()))
        except Empty:
            raise AssertionError(f"it never said: {last}") from None
        yield line
        if last in line:
            return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def open_page(url: str, sent: bytes | None = None) -> bytes:
    with urlopen(Request(url, data=sent), timeout=30) as page:
        content: bytes = page.read()
        return content


def wait_until(true: Callable[[], bool], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.5)
