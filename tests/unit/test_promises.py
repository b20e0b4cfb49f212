"""Promises are tests: every sentence that respondents are told names the tests that keep it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from forms import load_all, load_card_words, load_promises

ROOT = Path(__file__).resolve().parents[2]
BOUND: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    (ROOT / "tests" / "promises.toml").read_text("utf-8")
)
_END = re.compile(r"(?<=[.?!])\s+")
#: A test that a plain `make test` leaves out keeps no promise.
LEFT_OUT = ("skip", "xfail", "deep", "browser")


def sentences(text: str) -> list[str]:
    return _END.split(text.strip())


def told(language: str) -> Iterator[tuple[str, str]]:
    """Everything that is promised in a language: the id of the text, and the text."""
    for asked in load_all().values():
        for promise in asked.texts.promises:
            yield promise.id, promise.text[language]
        yield "thank-you", asked.texts.thank_you[language]
    for part in load_promises().parts:
        for one in part.sentences:
            yield one.id, one.text[language]
    yield "card", load_card_words()[language].short
    for line in load_card_words()[language].script:
        yield "script", line


def unbound(texts: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The sentences that name no test."""
    return {
        (name, sentence)
        for name, text in texts
        for sentence in sentences(text)
        if not BOUND.get(name, {}).get(sentence)
    }


def why_not(test: str) -> str:
    """What is wrong with the name of a test; nothing if it is there and is run."""
    path, _, name = test.partition("::")
    file = ROOT / path
    if not file.is_file():
        return "no such file"
    if "tests/browser/" in path:
        return "left out by make test"
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            marks = " ".join(map(ast.unparse, node.decorator_list))
            return (
                "left out by make test"
                if re.search(rf"mark\.({'|'.join(LEFT_OUT)})\b", marks.partition("parametrize")[0])
                else ""
            )
    return "no such test"


def test_every_sentence_names_a_test() -> None:
    assert unbound(told("en")) == set()


def test_every_named_test_is_there_and_is_run() -> None:
    named = {test for texts in BOUND.values() for tests in texts.values() for test in tests}
    assert {test: why for test in named if (why := why_not(test))} == {}


def test_no_sentence_is_bound_that_nobody_is_told() -> None:
    said = {(name, one) for name, text in told("en") for one in sentences(text)}
    assert {(name, one) for name, texts in BOUND.items() for one in texts} == said


@pytest.mark.parametrize("language", load_promises().languages)
def test_every_language_says_as_much_and_no_number_is_typed(language: str) -> None:
    for (name, english), (also, text) in zip(told("en"), told(language), strict=True):
        assert name == also
        assert len(sentences(english)) == len(sentences(text)), text
        assert not any(map(str.isdigit, text)), text
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", text))


def test_what_is_missing_is_found() -> None:
    new = ("promise-skip", "You do not have to answer. We pay you.")
    assert unbound([new]) == {("promise-skip", "We pay you.")}
    assert why_not("tests/unit/test_promises.py::test_of_nothing") == "no such test"
    assert why_not("tests/unit/nothing.py::test_of_nothing") == "no such file"
    assert why_not("tests/browser/test_survey.py::test_the_keyboard_alone_is_enough")
    deep = "tests/integration/survey/test_bad_input.py::test_ten_thousand_mutated_bodies"
    assert why_not(deep) == "left out by make test"
