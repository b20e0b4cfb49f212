"""The catalogue: complete, compiled, with the same places to fill, and free of banned words."""

import gettext
import io
from functools import cache
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from analysis.language import DOMAIN, LOCALE, marked, translator
from tests.unit.analysis.banned import BANNED

FOLDER = LOCALE / "es" / "LC_MESSAGES"


@cache
def catalogue() -> Catalog:
    """The Spanish texts as written."""
    with (FOLDER / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale="es")


@cache
def used() -> dict[str, str]:
    """Message -> where the code uses it."""
    keywords = {**DEFAULT_KEYWORDS, "marked": None}
    found = extract_from_dir(LOCALE.parent, keywords=keywords)
    texts: dict[str, str] = {}
    for path, line, message, _comments, _context in found:
        for text in [message] if isinstance(message, str) else message:
            texts[text] = f"analysis/{path}:{line}"
    return texts


def spanish() -> list[tuple[str, str]]:
    """Each English text with its Spanish one, plurals apart."""
    return [
        pair
        for message in messages()
        for pair in zip(parts(message.id), parts(message.string), strict=True)
    ]


def parts(text: object) -> list[str]:
    """The one text of a message, or its singular and plural."""
    return [str(part or "") for part in (text if isinstance(text, tuple | list) else [text])]


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_in_the_code_has_a_spanish_one() -> None:
    assert len(used()) > 40
    known = {english for english, text in spanish() if text}
    missing = {text: place for text, place in used().items() if text not in known}
    assert not missing, "run `make messages` and fill in analysis/locale/es"


def test_no_spanish_text_is_a_guess_or_left_over() -> None:
    assert [message.id for message in messages() if message.fuzzy] == []
    assert [english for english, _ in spanish() if english not in used()] == []


def test_both_languages_have_the_same_places_to_fill() -> None:
    assert [pair for pair in spanish() if fields(pair[0]) != fields(pair[1])] == []


def test_the_compiled_catalogue_is_that_of_the_texts() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    expected = gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
    with (FOLDER / f"{DOMAIN}.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    ids = [english for english, _ in spanish()]
    assert [found.gettext(text) for text in ids] == [expected.gettext(text) for text in ids]
    assert found.info().keys() == expected.info().keys()


@pytest.mark.parametrize(
    "sentence", ["This proves it", "significant", "Average parent", "due to compliance", "la causa"]
)
def test_banned_words_are_found(sentence: str) -> None:
    assert BANNED.search(sentence)


def test_no_text_has_a_banned_word() -> None:
    texts = [text for pair in spanish() for text in pair] + list(used())
    assert [text for text in texts if BANNED.search(text)] == []


def test_english_is_the_language_of_the_code() -> None:
    assert translator("en").gettext(marked("Voice")) == "Voice"
    assert translator("es").gettext("Voice") == "Voz"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="speaks en and es, not 'fr'"):
        translator("fr")
