"""Any small table gives a document of finite numbers, and a reason for each that is missing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.study.faults import BadStudyError
from analysis.study.plan_file import parse_plan
from analysis.study.summary import summary
from analysis.study.whys import Why
from tests.unit.analysis.study.made import EVERYTHING, computed, study

HEADINGS = "team,family,meeting,role,period,site,V1,V2,V3,R1,R2"
few = st.sampled_from
labels = st.tuples(
    few(["", "t1", "t2", "t3"]),
    few(["", "f1", "f2", "f3", "f4"]),
    few(["", "m1", "m2"]),
    few(["", "p", "s"]),
    few(["", "1", "2", "3", "10"]),
    few(["", "x", "y", "z"]),
)
answer = few(["", "1", "2", "3", "4", "5"])
any_row = st.tuples(labels, st.tuples(*[answer] * 5))
# Tables of few different answers: constant items, ties, full shares, empty columns.
narrow_row = st.tuples(labels, st.tuples(*[few(["", "5"])] * 2, *[few(["4", "5"])] * 3))
rows = st.one_of(st.lists(any_row, min_size=1, max_size=25), st.lists(narrow_row, min_size=1))


def objects(content: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    if isinstance(content, dict):
        yield path, content
        for key, value in content.items():
            yield from objects(value, f"{path}.{key}")
    elif isinstance(content, list):
        for position, value in enumerate(content):
            yield from objects(value, f"{path}[{position}]")


def without_reason(document: dict[str, Any]) -> list[str]:
    return [
        path
        for path, found in objects(document)
        if None in found.values()
        and not path.endswith(".options")
        and not (found.get("why") or found.get("no_interval"))
    ]


@given(rows)
@settings(max_examples=40)
def test_small_tables_give_finite_numbers_and_reasons(table: list[Any]) -> None:
    lines = [",".join([*who, *answers]) for who, answers in table]
    document = computed("\n".join([HEADINGS, *lines]), EVERYTHING)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert without_reason(document) == []
    assert str(Why.NOT_FOR_THIS) not in json.dumps(document)
    for language in ("en", "es"):
        assert summary(document, language)


def told(bad: BadStudyError) -> None:
    assert all(bad.said(language) for language in ("en", "es"))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read_or_refused(answers: str, plan: str) -> None:
    for text in (plan, EVERYTHING, '[scales]\na = ["V1"]'):
        try:
            study("V1\n" + answers, text)
        except BadStudyError as bad:
            told(bad)


value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
PLACES = ["title", "points", "scales.voice", "columns.role", "columns.other", "roles.first"]
PLACES += ["response.roster", "response.e", "invited.p", "options.level", "options.nulls"]
PLACES += ["options.periods", "options.factors", "options.threshold", "options.xbar_s", "scales"]


def toml(content: Any) -> str:  # noqa: ANN401
    if isinstance(content, dict):
        inner = ", ".join(f"{json.dumps(key)} = {toml(value)}" for key, value in content.items())
        return "{" + inner + "}"
    if isinstance(content, list):
        return "[" + ", ".join(map(toml, content)) + "]"
    if isinstance(content, float):
        return repr(content)
    return '""' if content is None else json.dumps(content)


@given(st.dictionaries(st.sampled_from(PLACES), value, max_size=4))
def test_any_value_in_a_study_file_is_taken_or_refused(values: dict[str, Any]) -> None:
    lines = [f"{place} = {toml(value)}" for place, value in values.items()]
    try:
        parse_plan("\n".join(lines), "study.toml")
    except BadStudyError as bad:
        told(bad)


def test_a_null_without_reason_is_found() -> None:
    assert without_reason({"a": [{"value": None}], "b": {"value": None, "why": "x"}}) == [".a[0]"]


def test_a_number_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json.dumps({"a": float("nan")}, allow_nan=False)
