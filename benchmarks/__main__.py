"""`python -m benchmarks` runs all benchmarks; names after it run only those."""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from importlib import import_module

from benchmarks.table import show

NAMES = (
    "page_weight",
    "first_sight",
    "submissions",
    "closing",
    "mailing",
    "documents",
    "released",
    "start",
    "statistics",
)


def main() -> None:
    """Run what was asked for and print a table of each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    names = parser.parse_args().names or NAMES
    if unknown := set(names) - set(NAMES):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    today = datetime.now(UTC).date().isoformat()
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"{today}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {python}")
    for name in names:
        began = time.monotonic()
        print(f"\n## {name.replace('_', ' ').capitalize()}\n")
        show(import_module(f"benchmarks.{name}").measure())
        print(f"\n({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
