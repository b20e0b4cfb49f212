"""Every word of a respondent's page is there in each language, and the compiled words are fresh."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from forms import load_help_lines
from tests.integration.survey.handing_out import MEMBER, ROLES, Hand
from tests.integration.survey.reading import hidden_words, read

ROOT = Path(__file__).resolve().parents[3]
TRANSLATIONS = ROOT / "sb_feedback" / "translations"
LANGUAGES = [code for code in load_help_lines().languages if code != "en"]
#: Where words for respondents stand; staff pages are elsewhere.
FOR_RESPONDENTS = (
    "templates/layouts/respondent.html",
    "templates/survey/",
    "templates/components/code_box.html",
    "templates/components/help_lines.html",
    "templates/components/tiles.html",
    "templates/errors/",
    "sb_feedback/web/survey/",
)
FOR_STAFF = "templates/errors/staff.html"
MESSAGES = 25
"""A page has lost its words if there are fewer."""


def catalogue(language: str) -> Catalog:
    """The translations as people write them."""
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def said_to_respondents() -> set[str]:
    """Every text in templates and code that a respondent can meet."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found: set[str] = set()
    for folder in ("templates", "sb_feedback"):
        for name, _line, text, *_rest in extract_from_dir(ROOT / folder, methods, options):
            place = f"{folder}/{name}"
            if place.startswith(FOR_RESPONDENTS) and place != FOR_STAFF:
                assert isinstance(text, str)
                found.add(text)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_for_respondents_is_translated(language: str) -> None:
    texts, known = said_to_respondents(), catalogue(language)
    assert len(texts) >= MESSAGES
    missing = {text for text in texts if not _is_translated(known.get(text))}
    assert missing == set(), "run `make messages`, then translate"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess_or_broken(language: str) -> None:
    known = catalogue(language)
    for message in known:
        assert not message.fuzzy or not message.id
        assert list(message.check(known)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_words_are_fresh(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo"
    assert path.read_bytes() == compiled.getvalue(), "run `make messages`"


def test_no_english_is_on_a_spanish_page(hand: Hand, client: FlaskClient) -> None:
    english = said_to_respondents() | {
        pair["en"]
        for path in (ROOT / "forms").rglob("*.toml")
        for pair in pairs(tomllib.loads(path.read_text()))
        if pair["en"] != pair.get("es")
    }
    addresses = [f"/q/{hand.single(role).qr}?lang=es" for role in (*ROLES, MEMBER)]
    addresses += ["/?lang=es", "/other-card?lang=es", "/thanks/es/3", "/q/ABCDEFGH?lang=es"]
    addresses += ["/privacy?lang=es", "/practice?lang=es", "/practice/parent?lang=es"]
    for address in (*addresses, "/nowhere?lang=es"):
        html = client.get(address).text
        words = {*read(html).words, *hidden_words(html)}
        assert words & english == set()
        assert len(words) >= 8


def pairs(data: object) -> Iterator[Mapping[str, str]]:
    """Every text in both languages somewhere inside."""
    if isinstance(data, Mapping) and "en" in data and isinstance(data["en"], str):
        yield data
    elif isinstance(data, Mapping | list):
        for part in data.values() if isinstance(data, Mapping) else data:
            yield from pairs(part)


def _is_translated(message: Message | None) -> bool:
    return message is not None and bool(message.string) and not message.fuzzy
