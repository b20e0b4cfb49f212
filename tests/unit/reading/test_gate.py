"""What respondents read stays easy: no question and no page gets harder than these limits.

The formulas rank texts and prove nothing: only people can show that a question is understood.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from forms import Item, Questionnaire, Text, load_all, load_help_lines
from forms.questionnaire import Surroundings
from tests.integration.survey.test_words import said_to_respondents
from tests.unit.catalogue import catalogue
from tests.unit.forms.test_questionnaires import texts_in
from tests.unit.reading.grades import fernandez_huerta, flesch_kincaid, sentences, words

HIGHEST_GRADE = {"act": 8.0}
HIGHEST_GRADE_AT_A_MEETING = 6.0
#: Of all questions of one questionnaire together.
HIGHEST_GRADE_OF_ALL = 4.0
LOWEST_EASE = 70
LONGEST_SENTENCE = 15
#: Grade 8.5, for the date in it and two long words ("already", "another"); asked of professionals
#: alone, to count each once. Published wording stays: the next version can ask "Have you answered
#: this for a different meeting since {since}?" (5.8).
HARDER_ITEM = {"F-A1": 8.6}
#: Sentences that may be longer: the promise about groups, the line about a child in danger, and
#: the thanks, which wait for the next version.
LONGER = {"promise-group": 16, "O1": 16, "thank_you": 17}
FILLED = {
    "floor": "10",
    "months": "3",
    "questions": "10",
    "minutes": "2",
    "since": "July 1, 2026",
}
EACH = pytest.mark.parametrize("asked", load_all().values(), ids=lambda asked: asked.id)


def say(text: Text, language: str) -> str:
    return text.say(language, **FILLED)


def too_long(text: str, longest: int = LONGEST_SENTENCE) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > longest]


@EACH
def test_every_question_is_easy(asked: Questionnaire) -> None:
    highest = HIGHEST_GRADE.get(asked.group, HIGHEST_GRADE_AT_A_MEETING)
    grades = {item.id: flesch_kincaid(say(item.text, "en")) for item in asked.items}
    hard = {name: grade for name, grade in grades.items() if grade > HARDER_ITEM.get(name, highest)}
    assert hard == {}


@EACH
def test_all_questions_together_are_easy(asked: Questionnaire) -> None:
    questions = {
        language: "\n".join(say(item.text, language) for item in asked.items)
        for language in ("en", "es")
    }
    assert flesch_kincaid(questions["en"]) <= HIGHEST_GRADE_OF_ALL
    assert fernandez_huerta(questions["es"]) >= LOWEST_EASE


@EACH
def test_the_words_around_the_questions_are_easy(asked: Questionnaire) -> None:
    around = [*texts_in(asked.texts), *texts_in(asked.sections), *texts_in(asked.answers)]
    said = {
        language: "\n".join(say(text, language) for text in around) for language in ("en", "es")
    }
    assert flesch_kincaid(said["en"]) <= HIGHEST_GRADE_AT_A_MEETING
    assert fernandez_huerta(said["es"]) >= LOWEST_EASE


@EACH
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_is_long(asked: Questionnaire, language: str) -> None:
    long = {
        name: found
        for name, text in named_texts(asked)
        if (found := too_long(say(text, language), LONGER.get(name, LONGEST_SENTENCE)))
    }
    assert long == {}


def named_texts(asked: Questionnaire) -> Iterator[tuple[str, Text]]:
    """Every text that a respondent reads, by a name that is the same in all questionnaires."""
    for item in asked.items:
        yield from ((item.key, text) for text in (item.text, item.hint) if text is not None)
    yield from ((promise.id, promise.text) for promise in asked.texts.promises)
    for name in set(Surroundings.model_fields) - {"promises"}:
        yield from ((name, text) for text in texts_in(getattr(asked.texts, name)))


def test_no_exception_is_needless() -> None:
    asked = list(load_all().values())
    texts = [pair for one in asked for pair in named_texts(one)]
    for name in LONGER:
        assert any(too_long(say(text, "en")) for found, text in texts if found == name) or any(
            too_long(say(text, "es")) for found, text in texts if found == name
        )
    items: dict[str, Item] = {item.id: item for one in asked for item in one.items}
    for name in HARDER_ITEM:
        assert flesch_kincaid(say(items[name].text, "en")) > HIGHEST_GRADE_AT_A_MEETING


def test_each_help_line_is_easy_by_itself() -> None:
    # Not the heading: three words, of which two are long in Spanish, say nothing to a formula.
    for line in load_help_lines().lines:
        assert flesch_kincaid(line.text["en"]) <= HIGHEST_GRADE_AT_A_MEETING, line.id
        assert fernandez_huerta(line.text["es"]) >= LOWEST_EASE, line.id


def test_help_lines_are_easy() -> None:
    said = {
        code: "\n".join(text[code] for text in texts_in(load_help_lines())) for code in ("en", "es")
    }
    assert flesch_kincaid(said["en"]) <= HIGHEST_GRADE_AT_A_MEETING
    assert fernandez_huerta(said["es"]) >= LOWEST_EASE
    assert [too_long(text) for text in said.values()] == [[], []]


def test_the_fixed_words_of_pages_are_easy() -> None:
    english = sorted(said_to_respondents())
    known = catalogue("es")
    spanish = [str(message.string) for text in english if (message := known.get(text))]
    assert len(spanish) == len(english)
    assert flesch_kincaid("\n".join(english)) <= HIGHEST_GRADE_AT_A_MEETING
    assert fernandez_huerta("\n".join(spanish)) >= LOWEST_EASE
    assert [long for text in (*english, *spanish) for long in too_long(text)] == []
