"""A process that closes a period and may be killed at any moment of it."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice, pairwise
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from sb_feedback.config import Settings
from sb_feedback.services.closing.protocol import STEPS, Step, close_period
from sb_feedback.workplace import Workplace
from tests.integration.closing.conftest import closer_at
from tests.integration.closing.killing import ERASE_FIRST, RESEAL_APART

ORDERS: dict[str, tuple[Step, ...]] = {
    "as built": STEPS,
    "reseal": RESEAL_APART,
    "erase": ERASE_FIRST,
}


#: Seconds at each point, so that a kill can arrive before a short step is over.
PAUSE = 0.005


def close_and_tell(settings: str, period_id: str, order: str, told: Connection) -> None:
    """Close a period; tell when the closing begins, each point of it, and when it has ended."""

    def tell(point: str) -> None:
        told.send(point)
        time.sleep(PAUSE)

    place = Workplace(Settings.model_validate_json(settings))
    closer = replace(closer_at(place), progress=tell)
    told.send("begins")
    close_period(closer, period_id, ORDERS[order])
    told.send("ended")


@contextmanager
def closing_process(
    place: Workplace, period_id: str, order: str
) -> Iterator[tuple[ForkServerProcess, Connection]]:
    """A process that has begun to close. Its end of the wire says when it has ended."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    listen, tell = context.Pipe(duplex=False)
    process = context.Process(
        target=close_and_tell, args=(place.settings.model_dump_json(), period_id, order, tell)
    )
    process.start()
    tell.close()
    try:
        assert listen.recv() == "begins"
        yield process, listen
    finally:
        process.join()
        listen.close()
        process.close()


def undisturbed(place: Workplace, period_id: str, order: str) -> list[float]:
    """The seconds that such a process takes from each point that it tells to the next."""
    with closing_process(place, period_id, order) as (_, listen):
        times = [time.monotonic()]
        while listen.recv() != "ended":
            times.append(time.monotonic())
        times.append(time.monotonic())
        return [after - before for before, after in pairwise(times)]


def close_and_kill(
    place: Workplace, period_id: str, order: str, seconds: list[float], rng: random.Random
) -> bool:
    """Kill a closing at a random moment after a random point; true if it was still at work.

    A point first, so that short steps are hit as often as long ones, and on a busy machine too.
    """
    point = rng.randrange(len(seconds))
    with closing_process(place, period_id, order) as (process, listen):
        told = list(islice(_told(listen), point))
        time.sleep(rng.uniform(0, seconds[point]))
        process.kill()
        process.join()
        return "ended" not in (*told, *_told(listen))


def _told(listen: Connection) -> Iterator[str]:
    """What the process tells until it has ended, in whatever way."""
    with suppress(EOFError):
        while True:
            yield listen.recv()
