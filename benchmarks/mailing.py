"""Sending 1,000 invitations against a bare loop of smtplib with the same messages.

The mail server is a process of its own that takes everything and keeps nothing.
"""

from __future__ import annotations

import multiprocessing
import smtplib
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.apart import Cost, apart, cost_of
from benchmarks.places import SITE, folder, found, settings_at
from benchmarks.table import Line
from sb_feedback.config import Settings
from sb_feedback.models import Seat
from sb_feedback.models.team import SHARED, SINGLE_USE
from sb_feedback.services.teams import found_team, team_at
from sb_feedback.workplace import Workplace

MEMBERS = 1_000
SENDER = "from@bench.example"


def measure() -> Iterator[Line]:
    """Both doors, each in a workplace of its own."""
    for door, name in ((SHARED, "one link for all"), (SINGLE_USE, "a link each")):
        with folder() as path, _server() as port:
            apart(prepare, path, door)
            sent = apart(send, path, port)
            bare = apart(send_bare, path, port)
        what = f"{MEMBERS:,} invitations, {name}"
        yield Line(what, sent.seconds, "s", bare.seconds, "≤ 5×")
        yield Line(f"{what}: CPU", sent.cpu, "s", bare.cpu)


def prepare(path: Path, door: str) -> None:
    """A team of a thousand whose wave has just opened."""
    from sb_feedback.jobs import planner_at
    from sb_feedback.services.waves import change_opening, wave_at, waves_of

    place = found(settings_at(path))
    today = place.clock.today()
    with place.db.write() as session:
        team = found_team(session, site_id=SITE, today=today)
        team.door = door
        session.add_all(_seat(team.scope_id, number, today) for number in range(MEMBERS))
    planner_at(place).keep_ready(today)
    with place.db.write() as session:
        oldest = waves_of(session, team_at(session, SITE).scope_id)[-1]
        change_opening(session, wave_at(session, oldest.period_id), today, today)
    planner_at(place).keep_ready(today)


def send(path: Path, port: int) -> Cost:
    """All by the outbox of the worker."""
    from sb_feedback.jobs import outbox_at
    from sb_feedback.services.mailing.delivery import delivery, newest_mailed_wave

    place = _place(path, port)
    outbox = replace(outbox_at(place), budget=600.0)
    cost = cost_of(outbox.send_due)
    with place.db.read() as session:
        wave = newest_mailed_wave(session, f"{SITE}-act")
        assert wave is not None
        assert delivery(session, wave.period_id).mailed == MEMBERS
    return cost


def send_bare(path: Path, port: int) -> Cost:
    """The same messages, written alike, over one connection; nothing is noted."""
    from sb_feedback.jobs import wave_mail_at
    from sb_feedback.services.mailing.delivery import newest_mailed_wave
    from sb_feedback.services.waves import wave_at

    place = _place(path, port)
    with place.db.read() as session:
        wave = newest_mailed_wave(session, f"{SITE}-act")
        assert wave is not None
        whole = wave_at(session, wave.period_id)
        letters = wave_mail_at(place).occasions.letters(session, whole)
    link, now = f"{place.settings.base_url}/Q/{'A' * 26}", place.clock.now()

    def send_all() -> None:
        with smtplib.SMTP("localhost", port) as smtp:
            for number in range(MEMBERS):
                address = f"member{number}@bench.example"
                message = letters.written("invitation", address, now, link=link)
                smtp.sendmail(SENDER, [address], message)

    return cost_of(send_all)


def _place(path: Path, port: int) -> Workplace:
    mail = {"smtp_host": "localhost", "smtp_port": port, "smtp_from": SENDER}
    base = settings_at(path).model_dump()
    return Workplace(Settings.model_validate({**base, **mail, "smtp_security": "none"}))


def _seat(team_id: str, number: int, today: date) -> Seat:
    email = f"member{number}@bench.example"
    return Seat(team_id=team_id, email=email, sector="provider", joined_on=today)


@contextmanager
def _server() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(port,))
    process.start()
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.join()


def _serve(port: int) -> None:
    from aiosmtpd.controller import UnthreadedController
    from aiosmtpd.handlers import Sink

    controller = UnthreadedController(Sink(), hostname="127.0.0.1", port=port)
    controller.begin()
    controller.loop.run_forever()
