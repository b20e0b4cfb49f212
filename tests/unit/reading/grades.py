"""How hard a text is to read: a school grade in English, an ease from 0 to 100 in Spanish.

Formulas are made for long texts: on one short question they only rank, and no formula measures
fear, sense or translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.unit.reading.syllables import english_syllables, spanish_syllables

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"[.!?…:]+(?=\s|$)")


def words(text: str) -> list[str]:
    """The words of a text; a number is one of them."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, and what stands alone without a full stop."""
    return [part for part in _END.split(text.replace("\n", ". ")) if words(part)]


def flesch_kincaid(text: str) -> float:
    """The grade of an English text (Kincaid, Fishburne, Rogers and Chissom, 1975)."""
    length, syllables = _means(text, english_syllables)
    return 0.39 * length + 11.8 * syllables - 15.59


def fernandez_huerta(text: str) -> float:
    """The ease of a Spanish text: 70 and more is fairly easy (Fernández Huerta, 1959).

    With the sentence length as Law (2011) corrected it: words for each sentence.
    """
    length, syllables = _means(text, spanish_syllables)
    return 206.84 - 60 * syllables - 1.02 * length


def _means(text: str, syllables: Callable[[str], int]) -> tuple[float, float]:
    """Words in a sentence, syllables in a word."""
    found = words(text)
    assert found, "a text without words cannot be graded"
    return len(found) / len(sentences(text)), sum(map(syllables, found)) / len(found)
