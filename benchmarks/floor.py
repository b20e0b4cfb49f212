"""The floor of submissions: a Flask page with a form of 12 fields, and one durable INSERT.

Started on the same server as the product, as `benchmarks.floor:app`, with its database in
FLOOR_DATABASE: a file for SQLite, or an address for PostgreSQL.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from typing import Any

import psycopg
from flask import Flask, redirect, render_template_string, request
from flask.typing import ResponseReturnValue

FIELDS = [f"field{number}" for number in range(1, 13)]
DATABASE = os.environ.get("FLOOR_DATABASE", "")
_TABLE = "CREATE TABLE IF NOT EXISTS answer (" + ", ".join(f"{f} TEXT" for f in FIELDS) + ")"
_PAGE = """<!doctype html><html lang="en"><title>Floor</title><form method="post">
{% for field in fields %}<p>{{ field }} {% for value in "12345" %}
<label><input type="radio" name="{{ field }}" value="{{ value }}">{{ value }}</label>
{% endfor %}{% endfor %}<p><button>Send</button></form>"""

app = Flask("benchmarks.floor")
_own = threading.local()


def make_table(database: str) -> None:
    """Make the one table."""
    connection = _connected(database)
    connection.execute(_TABLE)
    connection.commit()
    connection.close()


@app.get("/")
def page() -> str:
    """The form."""
    return render_template_string(_PAGE, fields=FIELDS)


@app.post("/")
def send() -> ResponseReturnValue:
    """One INSERT, on the disk before it is acknowledged."""
    values = [request.form.get(name, "") for name in FIELDS]
    connection = _connection()
    mark = "%s" if DATABASE.startswith("postgresql") else "?"
    connection.execute(f"INSERT INTO answer VALUES ({', '.join([mark] * len(values))})", values)
    connection.commit()
    return redirect("/done", 303)


@app.get("/empty")
def empty() -> str:
    """Nothing but an answer: for the time that a server needs to start."""
    return "ready"


def _connection() -> Any:  # noqa: ANN401 - of either driver
    if not hasattr(_own, "connection"):
        _own.connection = _connected(DATABASE)
    return _own.connection


def _connected(database: str) -> Any:  # noqa: ANN401 - of either driver
    if database.startswith("postgresql"):
        return psycopg.connect(database)
    connection = sqlite3.connect(database, timeout=15)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection
