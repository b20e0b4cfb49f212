"""From two files to a `Study`: what they hold is checked before anything is computed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from analysis.language import marked
from analysis.statistics.answers import Vector
from analysis.study.answers_file import Cells, parse_cells
from analysis.study.faults import BadStudyError, Fault, nearest
from analysis.study.labels import column_of, period_column
from analysis.study.plan import Plan
from analysis.study.plan_file import parse_plan
from analysis.study.study import Column, Study

_UNREADABLE = marked("{file} cannot be read: {problem}")
_NOT_UTF8 = marked(
    "{file}, line {line}: this is not UTF-8 text; save the file as UTF-8"
    " (a spreadsheet calls it “CSV UTF-8”)."
)
_NO_ANSWER = marked(
    "row {row}, column {heading}: {cell!r} is not an answer from 1 to {points};"
    " leave the cell empty when there is none."
)
_NO_ROLE = marked("row {row}, column {heading}: {cell!r} is none of the roles {known}.")
_NO_STRATUM = marked("row {row}, column {heading}: {cell!r} is no stratum of [invited].")
_TOO_MANY = marked(
    "[invited] {stratum}: {invited} were invited, but {answered} rows have answers from there."
)
_OVER_ROSTER = marked("[response] roster: {roster} could answer, but {answered} rows have answers.")


def read_study(answers: Path, plan: Path) -> Study:
    """The study in a file of answers and the study file that describes it.

    Raises BadStudyError with all faults that can be found together: those of reading both files,
    then those of the study file, then those of the layout, then those of the cells.
    """
    faults: list[Fault] = []
    contents = [_content(path, faults) for path in (answers, plan)]
    if faults:
        raise BadStudyError(faults)
    raw, (text, plan_text) = contents[0][0], [text for _, text in contents]
    return parse_study(raw, text, parse_plan(plan_text, plan.name), answers.name)


def parse_study(raw: bytes, text: str, plan: Plan, file: str) -> Study:
    """The study of a plan and the text of a file of answers; `raw` is what the digest is of."""
    cells = parse_cells(text, plan.headings, file)
    faults: list[Fault] = []
    answers = {item: _answers(cells, item, plan, faults) for item in plan.items}
    columns = {key: _column(cells, key, plan, faults) for key in plan.columns}
    faults += [*_role_faults(cells, plan), *_stratum_faults(cells, plan)]
    if not faults:
        study = Study(plan, file, sha256(raw).hexdigest(), answers, columns)
        faults += _invitation_faults(study)
        if not faults:
            return study
    raise BadStudyError(faults)


def _content(path: Path, faults: list[Fault]) -> tuple[bytes, str]:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        values = {"file": str(path), "problem": problem.strerror or type(problem).__name__}
        faults.append(Fault(_UNREADABLE, values))
        return b"", ""
    wrong = raw.find(b"\0")  # no text has one; UTF-16 has one beside each letter
    if wrong < 0:
        try:
            return raw, raw.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            wrong = problem.start
    line = raw.count(b"\n", 0, wrong) + 1
    faults.append(Fault(_NOT_UTF8, {"file": path.name, "line": line}))
    return b"", ""


def _answers(cells: Cells, item: str, plan: Plan, faults: list[Fault]) -> Vector:
    column = cells.columns[item]
    blank = {"", *plan.options.missing}
    known = {cell: np.nan if cell in blank else _option(cell, plan.points) for cell in set(column)}
    wrong = {cell for cell, value in known.items() if value is None}
    if wrong:
        faults.extend(
            Fault(_NO_ANSWER, {"row": row, "heading": item, "cell": cell, "points": plan.points})
            for row, cell in _where(cells, item, wrong)
        )
    return np.array([known[cell] for cell in column], dtype=np.float64)


def _option(cell: str, points: int) -> float | None:
    """The answer 1..points in a cell, "4" or "4.0" or "4,0"; None for anything else."""
    whole, _, rest = cell.replace(",", ".").partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) < 9 and not rest.strip("0")):
        return None
    return float(whole) if 1 <= int(whole) <= points else None


def _column(cells: Cells, key: str, plan: Plan, faults: list[Fault]) -> Column:
    heading = plan.columns[key]
    labels = cells.columns[heading]
    if plan.options.missing:
        labels = tuple("" if cell in plan.options.missing else cell for cell in labels)
    if key == "period":
        return period_column(labels, cells.rows, heading, plan.options, faults)
    return column_of(labels)


def _role_faults(cells: Cells, plan: Plan) -> Iterator[Fault]:
    if plan.roles is None:
        return
    known = (plan.roles.first, plan.roles.second, *plan.roles.others)
    heading = plan.columns["role"]
    for row, cell in _where(cells, heading, _unknown(cells, heading, known, plan)):
        values = {"row": row, "heading": heading, "cell": cell, "known": ", ".join(known)}
        yield Fault(_NO_ROLE, values, nearest(cell, known))


def _stratum_faults(cells: Cells, plan: Plan) -> Iterator[Fault]:
    if not plan.response.invited:
        return
    known, heading = tuple(plan.response.invited), plan.columns["stratum"]
    for row, cell in _where(cells, heading, _unknown(cells, heading, known, plan)):
        values = {"row": row, "heading": heading, "cell": cell}
        yield Fault(_NO_STRATUM, values, nearest(cell, known))


def _unknown(cells: Cells, heading: str, known: Sequence[str], plan: Plan) -> set[str]:
    return set(cells.columns[heading]) - {"", *known, *plan.options.missing}


def _where(cells: Cells, heading: str, wanted: set[str]) -> Iterator[tuple[int, str]]:
    """Row and cell of every cell of a column that is one of these."""
    if wanted:
        for row, cell in zip(cells.rows, cells.columns[heading], strict=True):
            if cell in wanted:
                yield row, cell


def _invitation_faults(study: Study) -> Iterator[Fault]:
    response, answered = study.plan.response, int(study.answered.sum())
    if response.roster is not None and answered > response.roster:
        yield Fault(_OVER_ROSTER, {"roster": response.roster, "answered": answered})
    for stratum, number in respondents_by_stratum(study).items():
        invited = response.invited[stratum]
        if number > invited:
            values = {"stratum": stratum, "invited": invited, "answered": number}
            yield Fault(_TOO_MANY, values)


def respondents_by_stratum(study: Study) -> dict[str, int]:
    """Stratum of [invited] to the number of its rows that have an answer."""
    if not study.plan.response.invited:
        return {}
    column = study.columns["stratum"]
    found = Counter(column.codes[study.answered].tolist())
    place = {value: code for code, value in enumerate(column.values)}
    return {
        name: found[place[name]] if name in place else 0 for name in study.plan.response.invited
    }
