"""What a start costs: imports, the time to the first answer, idle memory, and what is loaded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from statistics import median

from benchmarks import floor
from benchmarks.places import folder, found, settings_at
from benchmarks.serving import ROOT, environment_of, serving
from benchmarks.table import Line

TIMES = 5
STARTS = 3
FLOOR = "import flask, sqlalchemy"
HEAVY = ("matplotlib", "scipy", "typst", "xlsxwriter", "numpy", "alembic", "huey", "psycopg")
_TIMED = "import time; began = time.process_time(); {}; print(time.process_time() - began)"
_LOADED = f"import sys, wsgi; print(*(name for name in {HEAVY} if name in sys.modules))"


def measure() -> Iterator[Line]:
    """The product's web process against Flask and SQLAlchemy, and against the floor page."""
    with folder() as path:
        found(settings_at(path)).db.engine.dispose()
        environment = environment_of(settings_at(path, web=True))
        pairs = [(_cpu("import wsgi", environment), _cpu(FLOOR, {})) for _ in range(TIMES)]
        product, bare = (median(times) for times in zip(*pairs, strict=True))
        yield Line("import of the web process: CPU", product * 1000, "ms", bare * 1000, "≤ 2.5×")
        loaded = _run(_LOADED, environment).split()
        yield Line(f"heavy modules loaded: {', '.join(loaded) or 'none'}", len(loaded))
        database = str(path / "floor.sqlite")
        floor.make_table(database)
        starts = [
            (
                _start("wsgi:app", environment, "/"),
                _start("benchmarks.floor:app", {"FLOOR_DATABASE": database}, "/empty"),
            )
            for _ in range(STARTS)
        ]
    for place, (what, unit, goal) in enumerate(
        [("start to first answer", "s", "≤ 2.5×"), ("idle memory", "MB", "≤ 2×")]
    ):
        ours, bare = (median(side[place] for side in sides) for sides in zip(*starts, strict=True))
        yield Line(f"{what}, 2 workers", ours, unit, bare, goal)


def _start(application: str, environment: Mapping[str, str], path: str) -> tuple[float, float]:
    with serving(application, environment, path) as server:
        return server.started_in, server.memory_mb


def _cpu(program: str, environment: Mapping[str, str]) -> float:
    return float(_run(_TIMED.format(program), environment))


def _run(program: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
