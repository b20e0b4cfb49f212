"""Makes the newest documents of all sites, two periods at a time: drawing is most of the work."""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from sb_feedback.config import Settings
from sb_feedback.jobs import publisher_at, state_publisher_at
from sb_feedback.services.state_editions.deciding import Editor, next_edition
from sb_feedback.services.state_editions.shelf import editions_on_shelf
from sb_feedback.workplace import Workplace

PROCESSES = 2


def publish_all(
    settings: Settings,
    names: Mapping[str, str],
    editions: Sequence[str],
    say: Callable[[str], None],
) -> None:
    """Make the documents of periods (id to name) and of state editions, telling each one ready."""
    # A new process shares no connection with this one, as a copy of it would.
    pool = ProcessPoolExecutor(PROCESSES, get_context("spawn"), _leave_ctrl_c_to_the_demo)
    try:
        # What takes longest begins first.
        work = {
            pool.submit(_publish_edition, settings, label): f"state {label}" for label in editions
        }
        work |= {pool.submit(_publish, settings, period): name for period, name in names.items()}
        for number, done in enumerate(as_completed(work), start=1):
            done.result()
            say(f"  documents {number} of {len(work)}: {work[done]}")
    finally:
        pool.shutdown(cancel_futures=True)


def newest_edition(place: Workplace) -> list[str]:
    """Decide every edition of the state; the newest, if its documents are still to be made."""
    editor = Editor(place.db, place.clock.today)
    while due := _due(place):
        editor.decide(due)
    with place.db.read() as session:
        shelf = editions_on_shelf(session)
    newest = [one for one in shelf if one.has_sums][:1]
    return [one.term.label for one in newest if not one.is_ready]


def _due(place: Workplace) -> str | None:
    with place.db.read() as session:
        return next_edition(session, place.clock.today())


def _publish(settings: Settings, period_id: str) -> None:
    publisher_at(Workplace(settings)).publish(period_id)


def _publish_edition(settings: Settings, label: str) -> None:
    state_publisher_at(Workplace(settings)).publish(label)


def _leave_ctrl_c_to_the_demo() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
