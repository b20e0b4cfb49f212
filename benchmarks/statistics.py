"""Statistics of a million answers against NumPy's covariance, pingouin and R; then from a pool."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import reduce
from importlib.util import find_spec
from operator import add
from pathlib import Path
from shutil import which
from typing import TypeVar

import numpy as np

from analysis import statistics
from analysis.pool import PoolGap, PoolTally, state_statistics
from benchmarks import answers
from benchmarks.apart import apart
from benchmarks.table import Line

ROWS, MISSING, TIMES = 1_000_000, 0.03, 5
#: Seconds at 1,000,000 x 12 on one machine, where `np.cov` of the same table took 0.0569: pingouin
#: 0.7.0 with 3 % missing; multilevel 2.7 (R 4.2.2), rwg.j and ad.m together.
RECORDED = {"numpy": 0.0569, "pingouin": 0.317, "R": 21.4 + 34.2}
FAMILIES, SMALL, LARGE = 400, 3, 12
HEAVY = ("matplotlib", "scipy", "pandas", "flask", "sqlalchemy")
Pool = TypeVar("Pool", PoolTally, PoolGap)
_LOADED = "import sys, analysis, analysis.statistics, analysis.pool; print(*sys.modules)"
_TIMED = "import time; began = time.process_time(); {}; print(time.process_time() - began)"
_R = """
suppressMessages(library(multilevel))
f <- file(commandArgs(TRUE)[1], "rb"); v <- readBin(f, "double", {rows} * 12); close(f)
x <- as.data.frame(matrix(v, ncol = 12, byrow = TRUE))
g <- (seq_len({rows}) - 1) %/% {raters}
cat(system.time({{ rwg.j(x, g, ranvar = 2); ad.m(x, g, type = "median") }})[["elapsed"]])
"""


def measure() -> Iterator[Line]:
    """Each part in a process of its own."""
    numpy, all_items, pingouin = apart(reliability)
    beside = "here" if pingouin else "as recorded"
    pingouin = pingouin or numpy * RECORDED["pingouin"] / RECORDED["numpy"]
    yield Line("alpha + omega + items, to np.cov", all_items, "s", numpy, "≤ 2.5×")
    yield Line(f"the same, to pingouin's alpha {beside}", all_items, "s", pingouin, "≤ 1×")
    numpy, agreement, icc = apart(agreements)
    r = apart(agreement_in_r)
    beside = "here" if r else "as recorded"
    r = r or numpy * RECORDED["R"] / RECORDED["numpy"]
    what = f"rwg(j) + AD + ICC of {ROWS // answers.RATERS:,} groups"
    yield Line(f"{what}, to np.cov", agreement + icc, "s", numpy)
    yield Line(f"the same, to R's rwg.j + ad.m {beside}", agreement + icc, "s", r, "≤ 0.1×")
    yield from apart(pools)
    yield from imports()


def reliability() -> tuple[float, float, float | None]:
    """Seconds for the covariance alone, for all that is said of items, and of pingouin."""
    complete, table = answers.table(ROWS), answers.table(ROWS, missing=MISSING)
    works: list[Callable[[], object]] = [
        lambda: np.cov(complete, rowvar=False),
        lambda: _of_items(table),
    ]
    if find_spec("pingouin"):
        import pandas as pd
        import pingouin

        frame = pd.DataFrame(table)
        works.append(lambda: pingouin.cronbach_alpha(frame))
    numpy, ours, *others = _fastest(works)
    return numpy, ours, others[0] if others else None


def _of_items(table: np.ndarray) -> None:
    sums = statistics.CrossProducts.of(table)
    statistics.cronbach_alpha(sums)
    statistics.omega(sums)
    statistics.item_analysis(sums)
    statistics.item_statistics(statistics.ItemHistograms.of(table, answers.POINTS))


def agreements() -> tuple[float, float, float]:
    """Seconds for the covariance alone, for rwg(j) with AD, and for the ICC."""
    table, groups = answers.table(ROWS), answers.groups(ROWS)
    scores = table.sum(axis=1)

    def agreement() -> None:
        statistics.rwg_j(table, groups, points=answers.POINTS)
        statistics.average_deviation(table, groups)

    numpy, both, icc = _fastest(
        [
            lambda: np.cov(table, rowvar=False),
            agreement,
            lambda: statistics.icc1(scores, groups),
        ]
    )
    return numpy, both, icc


def agreement_in_r() -> float | None:
    """Seconds of R's multilevel for rwg(j) and AD of the same answers; None where it is missing."""
    script = which("Rscript")
    if script is None or not _knows_multilevel(script):
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers"
        answers.table(ROWS).tofile(path)
        program = _R.format(rows=ROWS, raters=answers.RATERS)
        ran = [script, "-e", program, str(path)]
        return float(subprocess.run(ran, capture_output=True, text=True, check=True).stdout)


def _knows_multilevel(script: str) -> bool:
    asked = [script, "-e", "library(multilevel)"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def pools() -> list[Line]:
    """Every figure of a state from a pool and from one thousands of times as large."""
    forms = answers.forms(FAMILIES)
    site = PoolTally.of(answers.ASKED, forms, languages=("en", "es"))
    gap = PoolGap.of(answers.ASKED, forms)
    # The same families again and again: their number does not matter here.
    tally, large = (_doubled(site, times) for times in (SMALL, LARGE))
    wide = _doubled(gap, LARGE)
    small_time, large_time, merging, stored = _fastest(
        [
            lambda: state_statistics(tally, gap, yearly=True),
            lambda: state_statistics(large, wide, yearly=True),
            lambda: add(large, site),
            lambda: PoolTally.from_bytes(large.to_bytes()),
        ]
    )
    slowest, name = max((_fastest([work])[0], name) for name, work in _single(large, wide).items())
    what = f"all figures of a pool of {large.forms:,} forms, to {tally.forms:,}"
    return [
        Line(what, large_time * 1000, "ms", small_time * 1000, "about 1×"),
        Line(f"the slowest single figure: {name}", slowest * 1000, "ms", None, "milliseconds"),
        Line("add a site to the pool", merging * 1000, "ms"),
        Line("write and read the pool", stored * 1000, "ms"),
        Line("the pool as bytes", len(large.to_bytes()) / 1024, "kB"),
    ]


def _doubled(pool: Pool, times: int) -> Pool:
    return reduce(lambda sums, _: sums + sums, range(times), pool)


def _single(pool: PoolTally, gap: PoolGap) -> dict[str, Callable[[], object]]:
    scale, factors = pool.scales["a"], pool.instrument.scales
    return {
        "alpha": lambda: statistics.cronbach_alpha(pool.products),
        "omega": lambda: statistics.omega(pool.products),
        "items": lambda: statistics.item_analysis(pool.products),
        "counts": lambda: statistics.item_statistics(pool.items),
        "mean": lambda: statistics.clustered_mean(scale.by_family),
        "languages": lambda: statistics.clustered_difference(scale.by_language["en", "es"]),
        "ICC": lambda: statistics.icc1(scale.anova()),
        "rwg(j)": lambda: statistics.rwg_j(scale.spreads, points=answers.POINTS),
        "AD": scale.spreads.average_deviations,
        "gap": lambda: statistics.meeting_gap(gap.scales["a"]),
        "four factors": lambda: statistics.factor_model(pool.products, factors),
        "a polychoric correlation": lambda: statistics.polychoric(pool.pairs.tables[0, 1]),
    }


def imports() -> Iterator[Line]:
    """What loading the statistics costs beside NumPy, and what they do not load."""
    pairs = [
        (_cpu("import analysis.statistics, analysis.pool"), _cpu("import numpy"))
        for _ in range(TIMES)
    ]
    ours, numpy = (min(times) for times in zip(*pairs, strict=True))
    yield Line("import of the statistics, to numpy: CPU", ours * 1000, "ms", numpy * 1000)
    loaded = [name for name in HEAVY if name in _output(_LOADED).split()]
    yield Line(f"heavy modules loaded: {', '.join(loaded) or 'none'}", len(loaded))


def _cpu(program: str) -> float:
    return float(_output(_TIMED.format(program)))


def _output(program: str) -> str:
    ran = [sys.executable, "-c", program]
    return subprocess.run(ran, capture_output=True, text=True, check=True).stdout


def _fastest(works: list[Callable[[], object]]) -> list[float]:
    """The least processor time of each, measured in turns: what else runs adds to every one."""
    for work in works:
        work()
    times = [[_seconds(work) for work in works] for _ in range(TIMES)]
    return [min(each) for each in zip(*times, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
