"""A process that closes a period and may be killed at any moment of it."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
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


def close_and_tell(settings: str, period_id: str, order: str, told: Connection) -> None:
    """Close a period; tell when the closing begins and when it has ended."""
    place = Workplace(Settings.model_validate_json(settings))
    closer = closer_at(place)
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


def seconds_to_close(place: Workplace, period_id: str) -> float:
    """How long such a process closes when nobody disturbs it."""
    with closing_process(place, period_id, "as built") as (_, listen):
        began = time.monotonic()
        assert listen.recv() == "ended"
        return time.monotonic() - began


def close_and_kill(
    place: Workplace, period_id: str, order: str, seconds: float, rng: random.Random
) -> bool:
    """Kill a closing at a random moment after it began; true if it was still at work."""
    with closing_process(place, period_id, order) as (process, listen):
        time.sleep(rng.uniform(0, seconds))
        process.kill()
        process.join()
        try:
            return bool(listen.recv() != "ended")
        except EOFError:
            return True
