"""Makes the newest documents of all sites, two periods at a time: drawing is most of the work."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from sb_feedback.config import Settings
from sb_feedback.jobs import publisher_at
from sb_feedback.workplace import Workplace

PROCESSES = 2


def publish_all(settings: Settings, names: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Make the documents of these periods (id to name), telling each that is ready."""
    # A new process shares no connection with this one, as a copy of it would.
    pool = ProcessPoolExecutor(PROCESSES, get_context("spawn"), _leave_ctrl_c_to_the_demo)
    try:
        work = {pool.submit(_publish, settings, period): name for period, name in names.items()}
        for number, done in enumerate(as_completed(work), start=1):
            done.result()
            say(f"  documents {number} of {len(work)}: {work[done]}")
    finally:
        pool.shutdown(cancel_futures=True)


def _publish(settings: Settings, period_id: str) -> None:
    publisher_at(Workplace(settings)).publish(period_id)


def _leave_ctrl_c_to_the_demo() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
