"""A job that is stopped anywhere, once or often: nobody is invited twice, and mail goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime

import pytest
import time_machine
from sqlalchemy import event

from sb_feedback.config import Settings
from sb_feedback.workplace import Workplace
from tests.integration.mailing.opened import Team, open_wave
from tests.integration.mailing.post_office import PostOffice

MEMBERS = 6


class Killed(BaseException):
    """The process dies here."""


def stopped_at(team: Team, port: int, point: int) -> bool:
    """Send until this point, counted over commits and what the outbox tells; true if it came."""
    reached = 0

    def reach(_what: object) -> None:
        nonlocal reached
        reached += 1
        if reached == point:
            raise Killed

    event.listen(team.place.db.engine, "commit", reach)
    try:
        team.outbox(port, reach).send_due()
    except Killed:
        return True
    finally:
        event.remove(team.place.db.engine, "commit", reach)
        team.place.db.engine.dispose()
    return False


@pytest.mark.parametrize("door", ["shared", "single_use"])
def test_stopped_at_every_point_nobody_is_mailed_twice(
    workplace: Workplace, office: PostOffice, door: str
) -> None:
    team = open_wave(workplace, door, members=4 * MEMBERS)
    points = 0
    while stopped_at(team, office.port, points := points + 1):
        pass
    assert points > 10  # further each time, through several messages
    assert set(team.states().values()) == {"sent"}
    mailed = Counter(one.to for one in office.taken)
    assert max(mailed.values()) == 1
    # Only what was being handed over when the job was stopped can be missing.
    assert mailed.total() >= 1
    codes = [code for one in office.taken for code in one.codes]
    assert len(set(codes)) == (1 if door == "shared" else len(office.taken))


def test_what_was_not_begun_goes_out_afterwards(workplace: Workplace, office: PostOffice) -> None:
    team = open_wave(workplace, "single_use", members=MEMBERS)

    def stop(point: str) -> None:
        if point == "handed over":
            raise Killed

    with suppress(Killed):
        team.outbox(office.port, stop).send_due()
    assert Counter(team.states().values()) == {"sending": 1, "waiting": MEMBERS - 1}
    team.outbox(office.port).send_due()
    assert Counter(one.to for one in office.taken) == dict.fromkeys(team.emails, 1)


def test_what_was_claimed_and_not_handed_over_counts_as_sent(
    workplace: Workplace, office: PostOffice
) -> None:
    team = open_wave(workplace, members=MEMBERS)

    def stop(point: str) -> None:
        if point == "claimed":
            raise Killed

    with suppress(Killed):
        team.outbox(office.port, stop).send_due()
    assert office.taken == []
    team.outbox(office.port).send_due()
    assert len(office.taken) == MEMBERS - 1
    assert set(team.states().values()) == {"sent"}


def test_two_at_a_time_send_once(workplace: Workplace, office: PostOffice) -> None:
    team = open_wave(workplace, members=MEMBERS)

    def meanwhile(point: str) -> None:
        if point == "claimed":
            team.outbox(office.port).send_due()

    team.outbox(office.port, meanwhile).send_due()
    assert Counter(one.to for one in office.taken) == dict.fromkeys(team.emails, 1)


def _send(settings: str, wave_id: str, port: int, now: datetime) -> None:
    place = Workplace(Settings.model_validate_json(settings))
    with time_machine.travel(now, tick=True):
        Team(place, wave_id, ()).outbox(port).send_due()


def test_a_process_that_is_really_killed(workplace: Workplace, office: PostOffice) -> None:
    team = open_wave(workplace, "single_use", members=40)
    context, rng = multiprocessing.get_context("spawn"), random.Random(5)
    kills = 0
    for _ in range(4):
        before = len(office.taken)
        settings, now = workplace.settings.model_dump_json(), workplace.clock.now()
        process = context.Process(target=_send, args=(settings, team.wave_id, office.port, now))
        process.start()
        ends = time.monotonic() + 60
        while len(office.taken) == before and process.is_alive() and time.monotonic() < ends:
            time.sleep(0.001)
        time.sleep(rng.uniform(0, 0.05))
        if process.is_alive() and process.pid is not None:
            os.kill(process.pid, signal.SIGKILL)
            kills += 1
        process.join()
        process.close()
    assert kills > 0
    team.outbox(office.port).send_due()
    mailed = Counter(one.to for one in office.taken)
    assert max(mailed.values()) == 1
    assert mailed.total() >= 40 - kills
    assert set(team.states().values()) == {"sent"}
