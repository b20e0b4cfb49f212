"""The PostgreSQL of the tests: real, quick to copy, reachable by nobody else, gone at the end."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.postgres import PostgresServer, running_postgres

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import time
from sqlalchemy import make_url
from tests.postgres import running_postgres
with running_postgres() as server:
    print(make_url(server.url("postgres")).query["host"], flush=True)
    time.sleep(600)
"""


def _socket(server: PostgresServer) -> Path:
    return Path(str(make_url(server.url("postgres")).query["host"]))


def _setting(url: str, name: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        value = connection.scalar(text(f"SHOW {name}"))
    engine.dispose()
    return str(value)


def test_a_database_is_a_copy_of_its_template(postgres_server: PostgresServer) -> None:
    template = postgres_server.create_database()
    engine = create_engine(postgres_server.url(template))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE leaf (name text)"))
        connection.execute(text("INSERT INTO leaf VALUES ('maple')"))
    engine.dispose()

    with postgres_server.database(template) as url:
        copy = create_engine(url)
        with copy.connect() as connection:
            assert connection.scalar(text("SELECT name FROM leaf")) == "maple"
        copy.dispose()
    postgres_server.drop_database(template)


def test_databases_share_nothing(postgres_server: PostgresServer) -> None:
    with postgres_server.database() as one, postgres_server.database() as other:
        first, second = create_engine(one), create_engine(other)
        with first.begin() as connection:
            connection.execute(text("CREATE TABLE leaf (name text)"))
        with second.connect() as connection:
            assert connection.scalar(text("SELECT to_regclass('leaf')")) is None
        first.dispose()
        second.dispose()


def test_a_database_goes_although_somebody_is_connected(postgres_server: PostgresServer) -> None:
    with postgres_server.database() as url:
        engine = create_engine(url)
        connection = engine.connect()
        connection.execute(text("SELECT 1"))
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url.replace("+psycopg", ""))
    connection.invalidate()
    connection.close()
    engine.dispose()


def test_the_server_listens_to_no_network(postgres_server: PostgresServer) -> None:
    assert _setting(postgres_server.url("postgres"), "listen_addresses") == ""


@pytest.mark.parametrize("version", [16, 18])
def test_a_durable_server_of_either_version_stops_with_open_connections_and_leaves_nothing(
    version: int,
) -> None:
    with running_postgres(version=version, durable=True) as server:
        url, folder = server.url("postgres"), _socket(server)
        assert _setting(url, "server_version").startswith(f"{version}.")
        assert _setting(url, "fsync") == "on"
        left_open = psycopg.connect(host=str(folder), user="postgres", dbname="postgres")
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    left_open.close()


def test_the_server_stops_when_the_tests_are_killed() -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    with holder.stdout:
        folder = Path(holder.stdout.readline().strip())
    holder.kill()
    holder.wait()
    try:
        assert _within(30, lambda: not (folder / "data" / "postmaster.pid").exists())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _within(seconds: float, happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
    return happened()
