"""Everything that pages say is there in each language, whole, and compiled."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from tests.unit.catalogue import (
    FOLDERS,
    KEYWORDS,
    LANGUAGES,
    ROOT,
    TRANSLATIONS,
    catalogue,
    said_in,
)

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]")
#: The catalogue has lost its words if there are fewer.
TEXTS = 700


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    known, said = catalogue(language), list(said_in(*FOLDERS))
    assert len({texts for _place, texts in said}) >= TEXTS
    missing = {texts[0] for _place, texts in said if not _is_translated(known.get(texts[0]))}
    assert missing == set(), "run `make messages`, then translate"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_blank_or_a_guess_or_broken(language: str) -> None:
    known = catalogue(language)
    for message in known:
        assert _is_translated(message) or not message.id, message.id
        assert list(message.check(known)) == [], message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_text_fills_in(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            asked = {name for text in _all(message.id) for name in _PLACEHOLDER.findall(text)}
            for text in _all(message.string):
                assert set(_PLACEHOLDER.findall(text)) == asked, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_words_are_fresh(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
    assert path.read_bytes() == compiled.getvalue(), "run `make messages`"


def test_a_refusal_is_a_text_that_can_be_looked_up() -> None:
    refusals = list(_refusals())
    assert len(refusals) >= 20
    for place, call in refusals:
        first = call.args[0] if call.args else None
        assert isinstance(first, ast.Constant), f"{place}: give values by name, as %(name)s"


def test_words_are_looked_up_by_names_that_are_collected() -> None:
    names = {
        alias.asname or alias.name
        for path in (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel"
        for alias in node.names
        if alias.name.endswith("gettext")
    }
    assert "_" in names
    assert names <= set(KEYWORDS)


def _refusals() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "sb_feedback").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "NotAllowed":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def _all(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    if text is None:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)


def _is_translated(message: Message | None) -> bool:
    return message is not None and all(_all(message.string)) and not message.fuzzy
