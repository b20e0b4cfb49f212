"""The queue between the web process, which wakes the job, and the worker, which does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

from sb_feedback.workplace import Workplace

# The web process wakes the job a few times a quarter: its start need not load all this.
if TYPE_CHECKING:
    from huey.api import Huey, TaskWrapper


@dataclass(frozen=True)
class Queue:
    """The queue of a workplace with the two jobs that it knows."""

    huey: Huey
    round: TaskWrapper
    night: TaskWrapper


def queue_of(
    place: Workplace, *, every_minute: Callable[[], None], nightly: Callable[[], None]
) -> Queue:
    """The queue; the web process gives jobs that do nothing, since the worker does them."""
    from huey.api import crontab

    huey = _stored(place)
    return Queue(
        huey,
        round=huey.periodic_task(crontab(minute="*"), name="round")(_of_this_module(every_minute)),
        night=huey.periodic_task(crontab(hour="3", minute="10"), name="night")(
            _of_this_module(nightly)
        ),
    )


def _of_this_module(job: Callable[[], None]) -> Callable[[], None]:
    """The same job: it is known by the module of its function, in both processes."""

    def begin() -> None:
        job()

    return begin


def wake(place: Workplace) -> None:
    """Ask the worker to begin a round now instead of within a minute."""
    queue = queue_of(place, every_minute=_elsewhere, nightly=_elsewhere)
    queue.huey.enqueue(queue.round.s())
    queue.huey.storage.close()


def _elsewhere() -> None:
    raise AssertionError("the work is done by the worker")


def _stored(place: Workplace) -> Huey:
    from huey.api import PostgresHuey, SqliteHuey

    from sb_feedback.messages import JsonSerializer

    if place.db.is_sqlite:
        path = place.settings.data_dir.resolve() / "jobs.sqlite"
        return SqliteHuey(filename=str(path), results=False, serializer=JsonSerializer())
    dsn = make_url(place.settings.database).set(drivername="postgresql")
    return PostgresHuey(
        dsn=dsn.render_as_string(hide_password=False), results=False, serializer=JsonSerializer()
    )
