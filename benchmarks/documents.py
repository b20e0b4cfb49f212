"""Bytes of every document of a site's newest period, and the time that each takes to make."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

from analysis.reports.brief import brief
from analysis.reports.brief_pdf import brief_pdf
from analysis.reports.excel import excel
from analysis.reports.long_table import long_table
from analysis.reports.pdf import pdf
from analysis.reports.site_report import site_report
from benchmarks.report_sample import site_inputs, team_inputs
from benchmarks.table import Line
from sb_feedback.services.editions import report_body

ROUNDS = 5


def measure() -> Iterator[Line]:
    """Make each once, which loads typefaces and libraries, and then a few times more."""
    inputs, team = site_inputs("en"), team_inputs("en")
    yield from _times("content with its drawings", lambda: site_report(inputs, team))
    report = site_report(inputs, team)
    briefs = [page for page in (brief(inputs, team),) if page]
    makers: dict[str, Callable[[], bytes]] = {
        "page": lambda: report_body(report).encode(),
        "PDF": lambda: pdf(report),
        "Excel": lambda: excel(report),
        "CSV": lambda: long_table(report),
        "brief, PDF": lambda: brief_pdf(briefs),
    }
    for name, make in makers.items():
        yield from _times(name, make)
        yield Line(f"{name}: size", len(make()), "B")


def _times(name: str, make: Callable[[], object]) -> Iterator[Line]:
    """How long the first takes in a new process, and one that was made before."""
    first, *again = (_seconds(make) for _round in range(1 + ROUNDS))
    yield Line(f"{name}: the first", 1000 * first, "ms")
    yield Line(f"{name}: the same again", 1000 * median(again), "ms")


def _seconds(make: Callable[[], object]) -> float:
    began = time.perf_counter()
    make()
    return time.perf_counter() - began
