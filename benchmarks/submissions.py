"""Submissions per second and processor time of each, against a bare insert on the same server.

A submission opens the page of a printed card (GET), fills in every question and sends it (POST),
over a new connection each time, eight at once.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from statistics import median

from benchmarks import floor
from benchmarks.clients import FillIn, Load, hidden_fields, submit_all
from benchmarks.places import card_codes, folder, found, settings_at
from benchmarks.serving import Server, environment_of, serving
from benchmarks.table import Line
from forms import Questionnaire
from forms.items import PickAny
from tests.postgres import PostgresFailure, running_postgres

ROUNDS, EACH, TRACED = 3, 400, 60
_WARM = 40


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: its server and what is sent to it."""

    server: Server
    jobs: Iterator[tuple[str, FillIn]]

    def take(self, number: int) -> Iterator[tuple[str, FillIn]]:
        """The next jobs."""
        return (job for _, job in zip(range(number), self.jobs, strict=False))


@dataclass(frozen=True)
class Round:
    """What one round of one side gave."""

    load: Load
    cpu_ms: float


_VALUES: tuple[tuple[str, str, str, Callable[[Round], float]], ...] = (
    ("submissions", "/s", "≥ 0.6×", lambda one: one.load.per_second),
    ("CPU each", "ms", "≤ 1.9×", lambda one: one.cpu_ms),
    ("p50", "ms", "", lambda one: one.load.percentile(50)),
    ("p99", "ms", "about 1×", lambda one: one.load.percentile(99)),
)


def measure() -> Iterator[Line]:
    """SQLite always, PostgreSQL if the tests' wheel is there."""
    with folder() as path:
        yield from _compare("SQLite", path, "")
    try:
        with (
            running_postgres(durable=True) as server,
            server.database() as url,
            server.database() as floor_url,
            folder() as path,
        ):
            yield from _compare("PostgreSQL", path, url, floor_url)
    except PostgresFailure as failure:
        print(f"PostgreSQL: skipped ({failure})")
    with folder() as path:
        yield from _synced(path)


def _compare(name: str, path: Path, url: str, floor_url: str = "") -> Iterator[Line]:
    with ExitStack() as stack:
        sides = (_product(stack, path, url), _floor(stack, path, floor_url))
        for side in sides:
            submit_all(side.server.port, side.take(_WARM))
        # Turn by turn, so that whatever else the machine does hits both alike.
        rounds = [[_round(side) for side in sides] for _ in range(ROUNDS)]
    product, bare = zip(*rounds, strict=True)
    for what, unit, goal, value in _VALUES:
        ours, theirs = median(map(value, product)), median(map(value, bare))
        yield Line(f"{name}: {what}", ours, unit, theirs, goal)


def _round(side: Side) -> Round:
    cpu = side.server.cpu
    load = submit_all(side.server.port, side.take(EACH))
    if load.refused:
        raise RuntimeError(f"{load.refused} submissions were refused")
    return Round(load, (side.server.cpu - cpu) / len(load.waits) * 1000)


def _product(stack: ExitStack, path: Path, url: str, tracer: tuple[str, ...] = ()) -> Side:
    place = found(settings_at(path, url))
    codes = card_codes(place, place.clock.today(), ROUNDS * EACH + _WARM)
    place.db.engine.dispose()
    settings = settings_at(path, url, web=True)
    server = stack.enter_context(serving("wsgi:app", environment_of(settings), "/", tracer))
    fill_in = _filled_in(place.questionnaires["ftm-parent-1"])
    return Side(server, ((f"/q/{code}?lang=en", fill_in) for code in codes))


def _floor(stack: ExitStack, path: Path, url: str) -> Side:
    database = url.replace("postgresql+psycopg", "postgresql") or str(path / "floor.sqlite")
    floor.make_table(database)
    environment = {"FLOOR_DATABASE": database}
    server = stack.enter_context(serving("benchmarks.floor:app", environment, "/"))
    return Side(server, repeat(("/", lambda _page: [(name, "4") for name in floor.FIELDS])))


def _filled_in(questionnaire: Questionnaire) -> FillIn:
    picked = [(item.id, "5") for item in questionnaire.ratings]
    hard = questionnaire.first(PickAny)
    assert hard is not None
    picked += [(hard.id, code) for code in questionnaire.help_codes[:3]]
    return lambda page: [*hidden_fields(page), *picked, ("do", "send")]


def _synced(path: Path) -> Iterator[Line]:
    """How often the server waits for the disk, for each acknowledged answer."""
    if shutil.which("strace") is None:
        print("fdatasync for each answer: skipped (there is no strace)")
        return
    calls = path / "calls"
    calls.touch()
    tracer = ("strace", "-f", "-qq", "-e", "trace=fdatasync,fsync", "-o", str(calls))
    with ExitStack() as stack, suppress(RuntimeError):
        side = _product(stack, path, "", tracer)
        before = _lines_of(calls)
        load = submit_all(side.server.port, side.take(TRACED))
        yield Line(
            "SQLite: syncs of the disk for each answer",
            (_lines_of(calls) - before) / len(load.waits),
            goal="≥ 1",
        )
        return
    print("fdatasync for each answer: skipped (strace may not trace here)")


def _lines_of(calls: Path) -> int:
    return sum("sync(" in line for line in calls.read_text().splitlines())
