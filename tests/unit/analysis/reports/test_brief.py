"""The brief: one page in each language, in plain words, with nothing but released numbers."""

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from page import validate_pdf_bytes
from pypdf import PdfReader

from analysis.condition import Condition, Kind
from analysis.guard import GuardedCount
from analysis.measures import headline_condition
from analysis.reports.brief import MOST_KINDS, Brief, _change_words, brief
from analysis.reports.brief_pdf import brief_pdf
from analysis.reports.inputs import Improvement
from analysis.reports.view import View
from analysis.trends import change
from tests.pdf_words import pdf_pages
from tests.unit.analysis.banned import BANNED
from tests.unit.analysis.reports.made import SITES, TEMPLATES, Site
from tests.unit.reading.grades import fernandez_huerta, flesch_kincaid

RELEASED = ("many", "together", "guarded", "waits", "new wording")
ALL = pytest.mark.parametrize("kind", RELEASED)
SMALLEST_TYPE = 12.0


@cache
def site(kind: str) -> Site:
    return SITES[kind](1)


@cache
def page(kind: str, language: str = "en") -> Brief:
    made = brief(replace(site(kind).inputs, language=language))
    assert made is not None
    return made


@cache
def sheet(kind: str) -> bytes:
    return brief_pdf([page(kind, "en"), page(kind, "es")])


def as_page(made: Brief) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    source = '{% from "reports/brief_body.html" import brief_body %}{{ brief_body(brief) }}'
    return environment.from_string(source).render(brief=made)


def words_of(made: Brief) -> list[str]:
    """What the page says, in order."""
    rows = [[f"{one.text}: {one.count.text}" for one in side] for side in (made.said, made.help)]
    words = made.words
    return [
        *(made.title, made.scope_name, made.term_label, made.headline),
        *(words["said"], *rows[0], words["help"], *(rows[1] or [words["no_help"]])),
        *(words["did"], *(made.did or (words["not_yet"],))),
        *(words["talk"], *made.talk, words["join"], words["how"]),
        *(made.made_from, words["private"], words["tested"]),
    ]


def plain(text: str) -> str:
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", text, flags=re.DOTALL).split())


def squeezed(text: str) -> str:
    return re.sub(r"[\s–]", "", text)


@ALL
def test_counts_are_those_of_the_newest_release(kind: str) -> None:
    made = page(kind)
    groups = {release.group for release in site(kind).inputs.releases}
    lead = next(each for each in ("parents", "families") if each in groups)
    mine = [each for each in site(kind).inputs.releases if each.group == lead]
    newest = max(mine, key=lambda release: release.last_day)
    labels = site(kind).inputs.labels
    told = {labels.items[item].lower(): item for item in labels.items}
    for one in made.said:
        count = newest.counts[headline_condition(told[one.text.lower()])]
        assert (one.count.low, one.count.high, one.count.base) == (
            count.low, count.high, count.base,
        )  # fmt: skip
    codes = {text: code for code, text in labels.help.items()}
    for one in made.help:
        count = newest.counts[Condition(Kind.HELP, codes[one.text])]
        assert (one.count.low, one.count.high) == (count.low, count.high)


@ALL
def test_the_kinds_of_help_are_those_named_most(kind: str) -> None:
    made = page(kind)
    lows = [one.count.low for one in made.help]
    assert lows == sorted(lows, reverse=True)
    assert len(made.help) <= MOST_KINDS


@ALL
@pytest.mark.parametrize("language", ["en", "es"])
def test_page_and_sheet_say_the_same_in_the_same_order(kind: str, language: str) -> None:
    made = page(kind, language)
    text = plain(as_page(made))
    place = 0
    for words in words_of(made):
        found = squeezed(text).find(squeezed(escaped(words)), place)
        assert found >= place, words
        place = found
    front_or_back = pdf_pages(sheet(kind))[("en", "es").index(language)]
    for words in words_of(made):
        assert squeezed(words) in squeezed(front_or_back), words


def escaped(text: str) -> str:
    return text.replace("&", "&amp;")


@ALL
def test_a_sheet_has_one_page_for_each_language(kind: str) -> None:
    assert len(pdf_pages(sheet(kind))) == 2


@ALL
def test_the_sheet_is_accessible(kind: str) -> None:
    assert [each.rule_id for each in validate_pdf_bytes(sheet(kind), profile="ua1").failures] == []


def test_nothing_is_smaller_than_twelve_points() -> None:
    sizes: set[float] = set()

    def note(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(matrix[3]) * size, 1))

    for each in PdfReader(io.BytesIO(sheet("many"))).pages:
        each.extract_text(visitor_text=note)
    assert sizes
    assert min(sizes) >= SMALLEST_TYPE


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_longest_texts_still_fit_on_one_page(language: str) -> None:
    words = "Ofrecer siempre dos caminos y anotar cuál se escogió al final. "
    plan = Improvement(
        item="D2",
        group="parents",
        practice="a practice with many words in its name, as long as they come",
        tried=(words * 5)[:300],
        who="w" * 80,
        started_on=date(2025, 10, 1),
    )
    inputs = replace(
        site("many").inputs, language=language, scope_name="Lake " * 40, improvement=plan
    )
    made = brief(inputs)
    assert made is not None
    assert len(pdf_pages(brief_pdf([made]))) == 1


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "You said this help is hard to get: a ride."),
        ("es", "Usted dijo que esta ayuda es difícil de conseguir: a ride."),
    ],
)
def test_help_that_was_picked_is_told_as_help(language: str, told: str) -> None:
    picked = site("many").inputs.improvement
    assert picked is not None
    aim = replace(picked, item="B02", kind=Kind.HELP, practice="a ride")
    made = brief(replace(site("many").inputs, language=language, improvement=aim))
    assert made is not None
    assert made.did[0] == told
    assert not any("yes, fully" in line or "sí, por completo" in line for line in made.did)


def test_before_a_first_release_there_is_no_brief() -> None:
    assert brief(site("empty").inputs) is None
    with pytest.raises(ValueError, match="at least one"):
        brief_pdf([])


def test_what_professionals_said_alone_makes_no_brief() -> None:
    inputs = site("together").inputs
    alone = tuple(each for each in inputs.releases if each.group == "professionals")
    assert brief(replace(inputs, releases=alone)) is None


def test_a_tie_for_the_lowest_question_names_none() -> None:
    assert [one.text for one in page("new wording").said] == [
        "Saying what they wanted",
        "Being treated with respect",
    ]


@ALL
@pytest.mark.parametrize("language", ["en", "es"])
def test_words_are_plain(kind: str, language: str) -> None:
    made = page(kind, language)
    text = ". ".join(words_of(made))
    assert not BANNED.search(text)
    ours = ". ".join([made.headline, *made.talk, *made.words.values(), made.made_from])
    if language == "en":
        assert flesch_kincaid(ours) <= 6.0
    else:
        assert fernandez_huerta(ours) >= 70


def test_names_cannot_become_markup() -> None:
    inputs = replace(site("together").inputs, scope_name='<b>"Oak"</b> & =1+1')
    made = brief(inputs)
    assert made is not None
    assert "<b>" not in as_page(made)
    assert '<b>"Oak"</b> & =1+1' in pdf_pages(brief_pdf([made]))[0]


def test_a_larger_share_is_not_told_as_a_larger_number() -> None:
    """30 of 40 is more of them than 41 of 103, and fewer families."""
    found = change(GuardedCount(41, 41, 103, 3), GuardedCount(30, 30, 40))
    assert found.direction == "more"
    said = _change_words(View(site("many").inputs), found, is_help=False)
    assert said.startswith("More of the {units} say")
