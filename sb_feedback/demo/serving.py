"""Runs the demo: builds what is missing, starts the web server and the worker, says where."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import segno
from sqlalchemy import func, select

from sb_feedback import schema
from sb_feedback.config import SettingsError
from sb_feedback.demo.build import Builder
from sb_feedback.demo.founding import email_of
from sb_feedback.demo.live import survey_urls, team_survey_url
from sb_feedback.demo.printing import newest_edition, publish_all
from sb_feedback.demo.story import MAIN, PASSWORD
from sb_feedback.models import Installation, Period
from sb_feedback.models.account import ROLES as ACCOUNT_ROLES
from sb_feedback.models.period import COUNTED
from sb_feedback.services.meetings import ROLES
from sb_feedback.workplace import Workplace

ROOT = Path(__file__).resolve().parent.parent.parent
WEB_WORKERS, THREADS = "2", "4"
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Demo:
    """The demo on one port."""

    place: Workplace
    port: int
    say: Callable[[str], None]

    def run(self) -> None:
        """Build, serve and wait until told to stop."""
        require_demo(self.place)
        require_free(self.port)
        stop_with_all()
        self.prepare()
        with (
            self._running("worker", [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]),
            self._running("web server", self._web_command()) as web,
        ):
            self._wait_until_it_answers(web)
            self.tell()
            web.wait()

    def prepare(self) -> None:
        """Build the SAMPLE state unless it is there, and the newest documents of each site."""
        if not self._mark.exists():
            forget(self.place)
            self.say("Building the SAMPLE state: 12 invented sites, 8 quarters ...")
            schema.upgrade(self.place.db)
            hasty = replace(self.place, durable=False)
            Builder(hasty, hasty.clock.today(), self.say).build()
            hasty.db.engine.dispose()
            self._mark.touch()
        self._publish_newest()

    def tell(self) -> None:
        """Print where everything is, one line each, and the parent survey as a picture."""
        urls = survey_urls(self.place)
        for role in ROLES:
            self.say(f"{role} survey {urls[role]}")
        if team_survey := team_survey_url(self.place):
            self.say(f"ACT survey {team_survey}")
        self.say(f"brief {self.place.settings.base_url}/brief/{MAIN}")
        address = f"{self.place.settings.base_url}/sign-in"
        for role in ACCOUNT_ROLES:
            self.say(f"{role} {address} {email_of(role, MAIN)} {PASSWORD}")
        segno.make(urls["parent"], error="m").terminal(compact=True)
        self.say(f"Everything starts at {self.place.settings.base_url}/  (stop with Ctrl+C)")

    @property
    def _mark(self) -> Path:
        return self.place.settings.data_dir / "sample-state-is-complete"

    def _publish_newest(self) -> None:
        newest, edition = dict(_newest_counted(self.place)), newest_edition(self.place)
        if newest or edition:
            self.say(f"  {len(newest) + len(edition)} reports in two languages are being made")
            publish_all(self.place.settings, newest, edition, self.say)

    def _web_command(self) -> list[str]:
        return [
            sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{self.port}",
            "--workers", WEB_WORKERS, "--threads", THREADS, "--log-level", "warning",
        ]  # fmt: skip

    @contextmanager
    def _running(self, name: str, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
        environment = os.environ | {"SBF_BASE_URL": self.place.settings.base_url}
        process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 (our own words)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.say(f"The {name} did not stop by itself and was ended.")
                process.kill()

    def _wait_until_it_answers(self, web: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until and web.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/", timeout=5):
                    return
            except (URLError, OSError):
                time.sleep(0.2)
        raise SettingsError(["The web server did not start; see the lines above."])


def stop_with_all() -> None:
    """However this process is told to stop, stop as by Ctrl+C: the two others end with it."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, signal.default_int_handler)


def require_demo(place: Workplace) -> None:
    """Refuse to build invented data anywhere but in a demo."""
    if not place.settings.is_demo:
        raise SettingsError(["The demo runs only with SBF_MODE=demo; make demo sets it."])


def require_free(port: int) -> None:
    """Refuse early if something else answers on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SettingsError(
                [f"Port {port} is in use; choose another: make demo PORT=5050"]
            ) from None


def forget(place: Workplace) -> None:
    """Remove the SAMPLE state; real data are never touched."""
    require_demo(place)
    if schema.has_tables(place.db):
        with place.db.read() as session:
            installation = session.get(Installation, 1)
        if installation is not None and not installation.sample:
            raise SettingsError(["This database holds real data; the demo leaves it alone."])
        schema.remove_all(place.db)
    place.db.engine.dispose()
    for folder in (
        place.settings.keys,
        place.settings.keys_mirror,
        place.settings.documents,
        place.settings.slot_dir,
    ):
        shutil.rmtree(folder, ignore_errors=True)
    (place.settings.data_dir / "sample-state-is-complete").unlink(missing_ok=True)


def _newest_counted(place: Workplace) -> list[tuple[str, str]]:
    newest = (
        select(Period.scope_id, func.max(Period.first_day).label("day"))
        .where(Period.state.in_((COUNTED, "closed")))
        .group_by(Period.scope_id)
        .subquery()
    )
    with place.db.read() as session:
        rows = session.execute(
            select(Period.id, Period.scope_id)
            .join(
                newest, (newest.c.scope_id == Period.scope_id) & (newest.c.day == Period.first_day)
            )
            .where(Period.state == COUNTED)
            .order_by(Period.id)
        )
        return [(period_id, scope_id) for period_id, scope_id in rows]
