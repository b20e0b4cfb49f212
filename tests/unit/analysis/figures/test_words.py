"""Words of the figures: every one has a Spanish one, and no finding is left out of the text."""

import re

import pytest

from analysis.figures.wording.beside_record import record_words
from analysis.figures.wording.control_chart import chart_words, special
from analysis.figures.wording.funnel import funnel_words
from analysis.figures.wording.match_strip import match_words
from analysis.figures.wording.people_dots import member_dots_words, people_dots_words
from analysis.figures.wording.small_multiples import multiples_words
from docs.make.figures import KINDS
from tests.unit.analysis.banned import BANNED
from tests.unit.analysis.figures import samples

ENGLISH = re.compile(r"\b(the|and|of|all|said|between|range|than|least|fewer|before|list)\b")


def words(language: str) -> list[str]:
    """All words of the keys of the figures that have their own."""
    chart = samples.a_chart(language=language)
    on_trial = samples.a_chart(trial=True, language=language)
    keys = (
        people_dots_words(language),
        member_dots_words(language),
        record_words(language),
        match_words(language),
        multiples_words(language),
        chart_words(chart, language),
        chart_words(on_trial, language),
        funnel_words(0.6, language),
        *(special(shape, language) for shape in ("up", "down", "run")),
    )
    return [word for key in keys for name, word in vars(key).items() if name != "shape"]


def test_every_word_has_a_spanish_one() -> None:
    english, spanish = words("en"), words("es")
    assert len(english) == len(spanish) > 20
    assert [both for both in zip(english, spanish, strict=True) if both[0] == both[1]] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_speaks_one_language_from_its_title_on(kind: str) -> None:
    english, spanish = (KINDS[kind](language) for language in ("en", "es"))
    for drawn in (english, spanish):
        assert drawn.title.rstrip(".").lower() in drawn.alt.lower()
        assert not BANNED.search(drawn.alt)
    assert ENGLISH.search(english.alt)
    assert not ENGLISH.search(spanish.alt)
    assert re.findall(r"\d+", english.alt) == re.findall(r"\d+", spanish.alt)
