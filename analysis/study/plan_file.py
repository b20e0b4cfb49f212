"""From the text of a study file to a `Plan`, or to all its faults."""

import tomllib
from dataclasses import fields
from typing import Any

from analysis.language import marked
from analysis.shares import LEVEL
from analysis.statistics.control_charts import BASELINE
from analysis.statistics.null_variance import NULLS, SKEWED, Null, null_variance
from analysis.statistics.response_rates import Dispositions
from analysis.study.faults import BadStudyError, Fault, nearest
from analysis.study.plan import COLUMNS, LENGTHS, Options, Plan, Response, Roles
from analysis.study.section import LARGEST, Section

_TOP = ("title", "points", "scales", "columns", "roles", "response", "invited", "options")
_ENDS = tuple(field.name for field in fields(Dispositions))
_OPTIONS = tuple(field.name for field in fields(Options))

_NOT_TOML = marked("{file} is not a TOML file: {problem}")
_NO_SCALES = marked("[scales] names no scale: give at least one, such as voice = ['V1', 'V2'].")
_TWICE = marked("[columns] {key}: {heading!r} is an item of a scale.")
_ROLE_VALUES = marked("[roles] names the two values of the role column as first and second.")
_NO_COLUMN = marked("[{section}] needs the column {column!r}: name it in [columns].")
_NEEDS = marked("[columns] {key} needs the table [{section}].")
_NULL = marked("[options] nulls: {value!r} is neither one of {known} nor {points} shares of sum 1.")
_ONE_OF = marked("[options] {key}: {value!r} is none of {known}.")
_NO_COMPLETE = marked("[response] needs 'complete' when it says how other invitations ended.")


def parse_plan(text: str, file: str) -> Plan:
    """The plan in the text of a study file called `file`. BadStudyError with all its faults."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise BadStudyError([Fault(_NOT_TOML, {"file": file, "problem": problem})]) from problem
    faults: list[Fault] = []
    plan = _plan(content, faults)
    if faults:
        raise BadStudyError(faults)
    return plan


def _plan(content: dict[str, Any], faults: list[Fault]) -> Plan:
    top = Section(content, "", _TOP, faults)
    points = top.whole("points", 2, 100) or 5
    scales = _scales(content, faults)
    columns = _columns(content, scales, faults)
    return Plan(
        scales,
        points,
        top.text("title") or "",
        columns,
        _roles(content, columns, faults),
        _response(content, columns, faults),
        _options(content, points, scales, faults),
    )


def _scales(content: dict[str, Any], faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    section = Section(content.get("scales", {}), "scales", (), faults)
    if not section.content:
        faults.append(Fault(_NO_SCALES))
    return {name: section.texts(name) for name in section.content}


def _columns(
    content: dict[str, Any], scales: dict[str, tuple[str, ...]], faults: list[Fault]
) -> dict[str, str]:
    section = Section(content.get("columns", {}), "columns", COLUMNS, faults)
    columns = {key: heading for key in COLUMNS if (heading := section.text(key)) is not None}
    items = {item for members in scales.values() for item in members}
    for key, heading in columns.items():
        if heading in items:
            faults.append(Fault(_TWICE, {"key": key, "heading": heading}))
    return columns


def _roles(content: dict[str, Any], columns: dict[str, str], faults: list[Fault]) -> Roles | None:
    if "roles" not in content:
        if "role" in columns:
            faults.append(Fault(_NEEDS, {"key": "role", "section": "roles"}))
        return None
    section = Section(content["roles"], "roles", ("first", "second", "others"), faults)
    first, second = section.text("first"), section.text("second")
    if "role" not in columns:
        faults.append(Fault(_NO_COLUMN, {"section": "roles", "column": "role"}))
    if first is None or second is None or first == second:
        faults.append(Fault(_ROLE_VALUES))
        return None
    return Roles(first, second, section.texts("others"))


def _response(content: dict[str, Any], columns: dict[str, str], faults: list[Fault]) -> Response:
    section = Section(content.get("response", {}), "response", ("roster", "e", *_ENDS), faults)
    table = Section(content.get("invited", {}), "invited", (), faults)
    invited = {stratum: table.whole(stratum) or 0 for stratum in table.content}
    if invited and "stratum" not in columns:
        faults.append(Fault(_NO_COLUMN, {"section": "invited", "column": "stratum"}))
    roster = section.whole("roster", 1)
    if roster is None and invited:
        roster = sum(invited.values()) or None
    return Response(roster, _dispositions(section), section.number("e", 0, 1), invited)


def _dispositions(section: Section) -> Dispositions | None:
    ends = {end: number for end in _ENDS if (number := section.whole(end)) is not None}
    if not ends:
        return None
    if "complete" not in section.content:
        section.faults.append(Fault(_NO_COMPLETE))
    return Dispositions(**{"complete": 0} | ends)


def _options(
    content: dict[str, Any], points: int, scales: dict[str, tuple[str, ...]], faults: list[Fault]
) -> Options:
    section = Section(content.get("options", {}), "options", _OPTIONS, faults)
    factors = section.texts("factors")
    for name in factors:
        _one_of(section, "factors", name, tuple(scales))
    periods = section.text("periods")
    if periods is not None:
        _one_of(section, "periods", periods, LENGTHS)
    return Options(
        section.number("level", 0.5, 0.999) or LEVEL,
        _nulls(section, points),
        section.number("threshold", 1, points) or points - 1,
        section.number("below", 1, points) or (points + 1) / 2,
        section.whole("baseline", 2, LARGEST) or BASELINE,
        periods,
        section.texts("period_order"),
        factors or tuple(scales),
        section.texts("missing"),
        section.yes("xbar_s"),
    )


def _one_of(section: Section, key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        values = {"key": key, "value": value, "known": ", ".join(known)}
        section.faults.append(Fault(_ONE_OF, values, nearest(value, known)))


def _nulls(section: Section, points: int) -> dict[str, Null]:
    given = section.content.get("nulls")
    if given is None:
        names = ("uniform", "slight_skew") if points == len(SKEWED["slight_skew"]) else ("uniform",)
        return {name: name for name in names}
    found = {}
    for null in given if isinstance(given, list) else [given]:
        if _is_null(null, points):
            found[null if isinstance(null, str) else " ".join(map(str, null))] = null
        else:
            values = {"value": null, "known": ", ".join(NULLS), "points": points}
            near = nearest(null, NULLS) if isinstance(null, str) else None
            section.faults.append(Fault(_NULL, values, near))
    return found


def _is_null(null: Any, points: int) -> bool:  # noqa: ANN401 (of any type)
    if not isinstance(null, str | list):
        return False
    try:
        null_variance(null, points)
    except (TypeError, ValueError):
        return False
    return True
