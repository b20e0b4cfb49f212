"""The reading formulas give what their sources say, on texts that were counted by hand."""

from __future__ import annotations

import pytest

from tests.unit.reading.grades import fernandez_huerta, flesch_kincaid, sentences, words
from tests.unit.reading.syllables import english_syllables, spanish_syllables

ENGLISH = {
    1: "the we plan your helped talked whole house made knows through asked choice clear sides",
    2: "people listen meeting little parent treated wanted danger happen answered choices barrel",
    3: "family families another agency decided together understand caregiver counseling barriers",
    4: "community interpreter recovery priorities experience",
    5: "coordinator organization",
}
SPANISH = {
    1: "qué que bien ver voz muy hay vio quien los",
    2: "pudo país ahí niño trauma guerra siguen cuatro leer estáis",
    3: "decía respeto ahora palabras pingüino seguía",
    4: "teléfono resultados intérprete información poesía",
    5: "coordinador necesitaba",
}


@pytest.mark.parametrize(("number", "examples"), ENGLISH.items())
def test_english_syllables(number: int, examples: str) -> None:
    assert {word: english_syllables(word) for word in examples.split()} == dict.fromkeys(
        examples.split(), number
    )


@pytest.mark.parametrize(("number", "examples"), SPANISH.items())
def test_spanish_syllables(number: int, examples: str) -> None:
    assert {word: spanish_syllables(word) for word in examples.split()} == dict.fromkeys(
        examples.split(), number
    )


def test_words_and_sentences() -> None:
    text = "1. In danger: call 911! Don't stop-gap it…\nNo full stop"
    assert words(text)[:4] == ["1", "In", "danger", "call"]
    assert "Don't" in words(text)
    assert len(sentences(text)) == 5
    assert len(sentences("Lo que quería decir. ¿Pudo decirlo? ¡Sí!")) == 3


def test_the_grade_of_an_english_text() -> None:
    """Thirteen words of one syllable and one of two, in two sentences of seven words."""
    text = "The cat sat on the red mat. The people ran up to the hill."
    assert flesch_kincaid(text) == pytest.approx(0.39 * 7 + 11.8 * 15 / 14 - 15.59)


def test_the_ease_of_a_spanish_text() -> None:
    """Seven words with eleven syllables, in one sentence."""
    text = "El niño lee un libro muy grande."
    assert fernandez_huerta(text) == pytest.approx(206.84 - 60 * 11 / 7 - 1.02 * 7)


def test_long_words_and_long_sentences_are_harder() -> None:
    plain, long = "We go. We see.", "We go and we see."
    hard = "Organizations communicate. Interpreters coordinate."
    assert flesch_kincaid(plain) < flesch_kincaid(long) < flesch_kincaid(hard)
    assert fernandez_huerta("Va. Ve.") > fernandez_huerta("Organización. Coordinación.")
