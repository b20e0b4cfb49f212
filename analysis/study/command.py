"""The command `python -m analysis`: arguments, files in, text and JSON out."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from analysis.language import LANGUAGES, translator
from analysis.study.example import write_example
from analysis.study.faults import BadStudyError

_HELP = """\
Statistics of a file of answers, without the web application.

Give a CSV file of answers (a row for each form, an empty cell for no answer) and a study file
(TOML) that says which columns are what. A readable summary is printed; --out also writes every
statistic as JSON.
"""
_EXAMPLE = """\
Start from an example:

  python -m analysis example my-study
  python -m analysis my-study/answers.csv my-study/study.toml --out my-study/results.json

A study file needs a table of scales and may name more:

  points = 5
  [scales]
  voice = ["V1", "V2", "V3"]
  [columns]
  cluster = "family"

Columns: group, compare, cluster, meeting, role, period, site, stratum. Faults of both files are
told with row and column, and the command ends with status 2. docs/evaluators.md explains all.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when all went well, 2 when the files cannot be used."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        if given[:1] == ["example"]:
            return _write_example(given[1:])
        return _run(_arguments(given))
    except BrokenPipeError:
        # Whoever read the summary has seen enough, as `head` does.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _arguments(given: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        "python -m analysis",
        description=_HELP,
        epilog=_EXAMPLE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("answers", type=Path, help="the file of answers (CSV)")
    parser.add_argument("study", type=Path, help="the study file (TOML)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write all results as JSON here")
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of the summary (default: en)"
    )
    return parser.parse_args(given)


def _run(given: Namespace) -> int:
    # Numpy and the statistics are loaded only when there is something to compute.
    from analysis.study.reading import read_study
    from analysis.study.results import results
    from analysis.study.summary import summary

    try:
        found = results(read_study(given.answers, given.study))
    except BadStudyError as bad:
        return _fail(bad.said(given.language))
    if given.out is not None:
        try:
            write_json(found, given.out)
        except OSError as problem:
            text = translator(given.language).gettext("{file} cannot be written: {problem}")
            return _fail(text.format(file=given.out, problem=problem.strerror))
    sys.stdout.write(summary(found, given.language))
    sys.stdout.flush()
    return 0


def write_json(results: dict[str, Any], path: Path) -> None:
    """Write the document as JSON; a number that is not finite is refused with ValueError."""
    text = json.dumps(results, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _write_example(given: Sequence[str]) -> int:
    parser = ArgumentParser(
        "python -m analysis example", description="Write a made-up file of answers and its study."
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(), help="where (default: here)"
    )
    try:
        answers, study = write_example(parser.parse_args(given).folder)
    except OSError as problem:
        return _fail(f"{problem.filename}: {problem.strerror}")
    sys.stdout.write(f"python -m analysis {answers} {study}\n")
    return 0


def _fail(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 2
