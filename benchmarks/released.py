"""A released report as page, PDF and Excel file against an empty page for the same visitor."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from statistics import median

from flask import Flask, render_template_string

from benchmarks.apart import apart
from benchmarks.clients import ask, ask_whole, hidden_fields
from benchmarks.closing import all_editions, close
from benchmarks.places import EMAIL, PASSWORD, folder, settings_at
from benchmarks.quarter import make_quarter
from benchmarks.serving import Server, environment_of, serving
from benchmarks.table import Line
from sb_feedback.models.account import COORDINATOR
from sb_feedback.web.rules import RULES, SITE, only

ROUNDS = 60
EMPTY = "/benchmark-empty"
_COOKIE = re.compile(rb"\r\nSet-Cookie: ([^;\r]+)")


def application() -> Flask:
    """The product with one more page that has nothing in it."""
    from wsgi import app

    RULES["empty"] = only(SITE, COORDINATOR)

    @app.get(EMPTY, endpoint="empty")
    def _empty() -> str:
        return render_template_string('{% extends "layouts/staff.html" %}', section="home")

    return app


def measure() -> Iterator[Line]:
    """Ask for each in turn, one at a time."""
    with folder() as path:
        period_id = apart(make_quarter, path)
        apart(close, path, period_id)
        apart(all_editions, path, period_id)
        environment = environment_of(settings_at(path, web=True))
        with serving("benchmarks.released:application()", environment, "/") as server:
            yield from _compare(server, _label(period_id))


def _label(period_id: str) -> str:
    year, month, _ = period_id.rpartition(".")[2].split("-")
    return f"{year}-Q{(int(month) + 2) // 3}"


def _compare(server: Server, label: str) -> Iterator[Line]:
    cookie = _signed_in(server.port)
    paths = {
        "page": f"/reports/{label}",
        "PDF": f"/reports/{label}/en.pdf",
        "Excel": f"/reports/{label}/en.xlsx",
    }
    waits: dict[str, list[float]] = {path: [] for path in (EMPTY, *paths.values())}
    for _ in range(ROUNDS):
        for path, times in waits.items():
            times.append(_timed(server.port, path, cookie))
    for name, path in paths.items():
        yield Line(f"report as {name}", _middle(waits[path]), "ms", _middle(waits[EMPTY]), "≤ 1.5×")


def _middle(seconds: list[float]) -> float:
    return median(seconds) * 1000


def _timed(port: int, path: str, cookie: str) -> float:
    began = time.perf_counter()
    status, body = ask(port, path, cookie=cookie)
    if status != 200 or not body:
        raise RuntimeError(f"{path} answered {status}")
    return time.perf_counter() - began


def _signed_in(port: int) -> str:
    _, head, page = ask_whole(port, "/sign-in")
    given = [*hidden_fields(page.decode()), ("email", EMAIL), ("password", PASSWORD)]
    _, head, _ = ask_whole(port, "/sign-in", fields=given, cookie=_cookie(head))
    return _cookie(head)


def _cookie(head: bytes) -> str:
    found = _COOKIE.search(head)
    if found is None:
        raise RuntimeError("no cookie was given")
    return found[1].decode()
