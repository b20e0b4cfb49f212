"""What members are written is easy to read, whole in every language, and promises nothing new."""

from __future__ import annotations

import pytest

from forms import MailWords, QuestionnaireError, Text, load_mail_words
from forms.loading import MAIL_WORDS, _parse, _read
from tests.unit.reading.grades import fernandez_huerta, flesch_kincaid, sentences, words

FILLED = {
    "team": "Maple County ACT",
    "months": 3,
    "questions": 23,
    "minutes": 4,
    "day": "May 14",
    "sent": "May 1",
}


def said(language: str) -> list[str]:
    texts = [text for _, text in load_mail_words() if isinstance(text, Text)]
    return [text.say(language, **FILLED) for text in texts]


def test_the_words_are_easy() -> None:
    assert flesch_kincaid("\n".join(said("en"))) <= 4.0
    assert fernandez_huerta("\n".join(said("es"))) >= 70
    for language in load_mail_words().languages:
        long = [one for text in said(language) for one in sentences(text) if len(words(one)) > 18]
        assert long == []


@pytest.mark.parametrize("name", ["how", "own", "stop"])
def test_a_word_that_misses_a_language_is_a_fault(name: str) -> None:
    data = _read(MAIL_WORDS)
    data[name] = {"en": "Only in English."}
    with pytest.raises(QuestionnaireError, match=name):
        _parse(MailWords, data, "mail_words.toml")
