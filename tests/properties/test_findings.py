"""What every sentence keeps to, whatever was counted, in both languages."""

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from analysis import Condition, GuardedCount, Release, findings, guarded, rankings
from analysis.finding import Finding
from analysis.gaps import Match
from analysis.proportions import REPEATS
from analysis.shares import newcombe_difference
from analysis.team_reach import reach
from tests.unit.analysis.banned import BANNED
from tests.unit.analysis.builders import V1_FULLY, a_release

HELP = {"B01": "A ride", "B02": "Food", "B03": "A lawyer"}
ITEMS = {Condition.parse(f"fully:{key}"): f"thing {key}" for key in ("V1", "V2", "V3")}
KEYS = (*map(str, ITEMS), *(f"help:{code}" for code in HELP))
TERMS = tuple(f"{year}-Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4))
# "3 or fewer" is how a count is written; "points or more" says how large a change has to be.
OF_A_COUNT = re.compile(r"\d+ or fewer|\d+ o menos|[Aa]l menos \d+|points or more|puntos o más")
DIRECTION = re.compile(
    r"\b(more|fewer|higher|lower|más|menos|mayor que|alto|bajo)\b", re.IGNORECASE
)
SHARE = re.compile(r"%|in 100|de cada 100|points|puntos")
COUNT = re.compile(r"(\d+|fewer|menos) (of|de|del) ((the|all|las|los|total de) )?\d+")


@st.composite
def a_size(draw: st.DrawFn) -> tuple[int, int]:
    """Units that answered and that were asked."""
    asked = draw(st.integers(13, 60))
    return draw(st.integers(10, asked)), asked


@st.composite
def some_releases(draw: st.DrawFn, group: str, terms: tuple[str, ...]) -> list[Release]:
    """One to four releases of a group, oldest first."""
    return [_release(draw, group, term) for term in terms[: draw(st.integers(1, len(terms)))]]


def _release(draw: st.DrawFn, group: str, term: str) -> Release:
    answered, asked = draw(a_size())
    counts = {key: draw(st.integers(0, answered)) for key in KEYS}
    return a_release(counts, answered=answered, asked=asked, terms=term, group=group)


GROUPS = st.sampled_from(("parents", "professionals", "act"))
LANGUAGES = st.sampled_from(("en", "es"))


@st.composite
def two_sides(draw: st.DrawFn) -> tuple[list[Release], list[Release]]:
    """Releases of one group before and since a day."""
    group = draw(GROUPS)
    return draw(some_releases(group, TERMS[:4])), draw(some_releases(group, TERMS[4:]))


def every_sentence(before: list[Release], since: list[Release], language: str) -> list[Finding]:
    """All that can be said of releases on both sides of a day."""
    newest = since[-1:]
    change = findings.change(before, since, V1_FULLY, "people listened", language)
    found = [
        change,
        findings.picked(change, "two choices", "May 2026", language),
        findings.headline(newest, V1_FULLY, "people listened", language),
        findings.participation(since[-1], language),
        rankings.help_list(newest, HELP, language),
        findings.nothing_hard(newest, "B03", language),
        rankings.lowest(newest, ITEMS, language),
        rankings.shared_help(before[-1:], newest, HELP, language),
    ]
    if since[0].group != "act":
        found += [
            findings.headline(since, V1_FULLY, "people listened", language),
            findings.likely_range(since, V1_FULLY, language),
            findings.gap(Match((before[0],), (since[0],)), V1_FULLY, "people listened", language),
        ]
    return found


def points_somewhere(text: str) -> bool:
    """Whether a sentence says that there is more or less of something."""
    return DIRECTION.search(OF_A_COUNT.sub("", text)) is not None


def excludes_zero(first: GuardedCount, second: GuardedCount) -> bool:
    """Whether the interval of the difference does at all four pairs of ends, on one side."""
    sides = set()
    for one, two in product({first.low, first.high}, {second.low, second.high}):
        n1, n2 = (count.base / (REPEATS if count.releases > 1 else 1) for count in (first, second))
        c1, c2 = one * n1 / first.base, two * n2 / second.base
        interval = newcombe_difference(c1, n1, c2, n2)
        assert interval is not None
        sides.add((interval.low > 0) - (interval.high < 0))
    return len(sides) == 1 and 0 not in sides


@given(two_sides(), LANGUAGES)
def test_a_change_is_called_so_only_when_no_end_allows_none(
    sides: tuple[list[Release], list[Release]], language: str
) -> None:
    before, since = sides
    finding = findings.change(before, since, V1_FULLY, "people listened", language)
    if since[0].group == "act":
        one, two = reach(before[-1], V1_FULLY), reach(since[-1], V1_FULLY)
        apart = one.high * two.base < two.low * one.base or two.high * one.base < one.low * two.base
        assert points_somewhere(finding.text) == apart
    else:
        assert points_somewhere(finding.text) == excludes_zero(*finding.counts)


@given(some_releases("parents", TERMS[:1]), some_releases("professionals", TERMS[:1]), LANGUAGES)
def test_a_gap_is_called_so_only_when_no_end_allows_none(
    parents: list[Release], professionals: list[Release], language: str
) -> None:
    match = Match(tuple(parents), tuple(professionals))
    finding = findings.gap(match, V1_FULLY, "people listened", language)
    assert points_somewhere(finding.text) == excludes_zero(*finding.counts)


@given(two_sides(), LANGUAGES)
def test_no_sentence_has_a_banned_word(
    sides: tuple[list[Release], list[Release]], language: str
) -> None:
    for finding in every_sentence(*sides, language):
        assert not BANNED.search(finding.text), finding.text


@given(two_sides(), LANGUAGES)
def test_no_share_stands_without_its_count(
    sides: tuple[list[Release], list[Release]], language: str
) -> None:
    for finding in every_sentence(*sides, language):
        if SHARE.search(finding.text):
            assert COUNT.search(finding.text), finding.text
        numbers = {int(number) for number in re.findall(r"\d+", finding.text)}
        for count in finding.counts:
            assert count.base in numbers, finding.text
            assert {count.low, count.high} & numbers, finding.text


@given(two_sides(), LANGUAGES, st.data())
def test_equal_guarded_counts_give_equal_sentences(
    sides: tuple[list[Release], list[Release]], language: str, data: st.DataObject
) -> None:
    before, since = ([_anew(release, data) for release in side] for side in sides)
    first, second = every_sentence(*sides, language), every_sentence(before, since, language)
    assert [finding.text for finding in first] == [finding.text for finding in second]


def _anew(release: Release, data: st.DataObject) -> Release:
    """A release of other answers that look the same once they are guarded."""
    answered = data.draw(st.integers(release.participation.low, release.participation.high))
    raw = {}
    for condition, count in release.counts.items():
        raw[str(condition)] = data.draw(st.integers(count.low, min(count.high, answered)))
        assert guarded(raw[str(condition)], release.base) == count
    return a_release(
        raw,
        answered=answered,
        asked=release.participation.base,
        terms=release.terms[0].label,
        group=release.group,
    )


def test_control_words_that_point_somewhere_are_found() -> None:
    for text in ("More of the families", "fewer of them", "un número más alto", "3 o menos; menos"):
        assert points_somewhere(text)
    for text in ("3 or fewer of 20", "al menos 9 de 20", "about 30 points or more", "at least 9"):
        assert not points_somewhere(text)
