"""What staff are written is easy to read, whole in every language, and holds no result."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from forms import QuestionnaireError, Text, load_letter_words
from forms.letter_words import LetterText, LetterWords
from forms.loading import LETTER_WORDS, _parse, _read
from tests.unit.reading.grades import fernandez_huerta, flesch_kincaid, sentences, words

FILLED = {
    "place": "Maple County",
    "role": "judge",
    "inviter": "Jo",
    "day": "May 14",
    "hours": 2,
    "first": "April",
    "last": "June",
    "account": "here",
}


def said(language: str) -> list[str]:
    texts = (text for _, letter in load_letter_words() for text in _texts(letter))
    return [text.say(language, **FILLED) for text in texts]


def _texts(letter: object) -> Iterator[Text]:
    if isinstance(letter, LetterText):
        yield from (letter.title, *letter.before, letter.open, *letter.after)


def test_the_words_are_easy() -> None:
    assert flesch_kincaid("\n".join(said("en"))) <= 5.0
    assert fernandez_huerta("\n".join(said("es"))) >= 70
    for language in load_letter_words().languages:
        long = [one for text in said(language) for one in sentences(text) if len(words(one)) > 18]
        assert long == []


@pytest.mark.parametrize("name", ["invitation", "report"])
def test_a_word_that_misses_a_language_is_a_fault(name: str) -> None:
    data = _read(LETTER_WORDS)
    data[name]["before"][0] = {"en": "Only in English."}  # type: ignore[index]
    with pytest.raises(QuestionnaireError, match=name):
        _parse(LetterWords, data, "letter_words.toml")
