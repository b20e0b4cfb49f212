"""Every kind of sentence, in both languages, word by word."""

import pytest

from analysis import Condition, GuardedCount, findings
from analysis.gaps import Match
from tests.unit.analysis.builders import V1_FULLY, a_release, exactly

LISTENED = "people listened"
SUM = [a_release(8, terms="2026-Q2"), a_release(20, terms="2026-Q3")]
MIXED = [a_release(8, terms="2026-Q2"), a_release(12, answered=19, asked=20)]


def headline(releases: list[object], text: str = "fully:V1", language: str = "en") -> str:
    finding = findings.headline(
        releases,  # type: ignore[arg-type]
        Condition.parse(text),
        LISTENED,
        language,
    )
    return str(finding)


@pytest.mark.parametrize(
    ("count", "answered", "asked", "sentence"),
    [
        (8, 12, 20, "8 of the 12 families who answered said “yes, fully”: people listened"),
        (9, 18, 20, "9 of the 20 families who were asked said “yes, fully”: people listened"),
        (
            19,
            20,
            40,
            "At least 17 of the 20 families who answered said “yes, fully”: people listened",
        ),
        (
            2,
            20,
            40,
            "3 or fewer of the 20 families who answered said “yes, fully”: people listened",
        ),
    ],
)
def test_a_headline_says_of_whom(count: int, answered: int, asked: int, sentence: str) -> None:
    assert headline([a_release(count, answered=answered, asked=asked)]) == sentence


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("mostly:V1", "said “mostly” or “yes, fully”: "),
        ("top:voice", "said “yes, fully” to every question on this: "),
        ("affirmed:voice", "said “mostly” or better overall on this: "),
        ("help:B01", "said this is hard to get: "),
    ],
)
def test_a_headline_for_every_kind(condition: str, words: str) -> None:
    release = a_release({condition: 8})
    assert headline([release], condition) == f"8 of the 20 families who answered {words}{LISTENED}"


def test_professionals_are_counted_by_answers() -> None:
    of_answered = a_release(group="professionals")
    of_asked = a_release(group="professionals", answered=19, asked=20)
    assert headline([of_answered]).startswith("8 of the 20 answers from professionals said")
    assert headline([of_asked]).startswith("8 of the 20 professionals who were asked said")


def test_a_sum_says_what_it_adds() -> None:
    assert headline([*SUM]) == (
        "Between 25 and 28 of the 40 family answers said “yes, fully”: people listened "
        "(2 results together; a family once in each)"
    )
    assert headline([*MIXED]).startswith("20 of the 40 families counted said")
    theirs = [a_release(terms=term, group="professionals") for term in ("2026-Q2", "2026-Q3")]
    assert headline([*theirs]) == (
        "16 of the 40 answers from professionals said “yes, fully”: people listened "
        "(2 results together; a person once in each)"
    )
    nearly_all = a_release(group="professionals", answered=19, asked=20, terms="2026-Q4")
    assert headline([*theirs, nearly_all]).startswith("24 of the 60 professionals counted said")


def test_a_headline_in_spanish() -> None:
    assert headline([a_release(8, answered=12)], language="es") == (
        "8 de las 12 familias que contestaron dijeron “sí, por completo”: people listened"
    )
    assert headline([a_release(20)], language="es").startswith("Al menos 17 de las 20 familias")
    assert headline([*SUM], language="es").endswith(
        "(2 resultados juntos; cada familia una vez en cada uno)"
    )


def test_a_finding_carries_its_counts() -> None:
    finding = findings.headline(SUM, V1_FULLY, LISTENED, "en")
    assert finding.counts == (GuardedCount(25, 28, 40, releases=2),)
    assert str(finding) == finding.text


def test_likely_range() -> None:
    release = a_release(30, answered=40, asked=60)
    finding = findings.likely_range([release], V1_FULLY, "en")
    assert finding == findings.Finding(
        "Likely range for 30 of 40: 60 to 86 in 100.", (exactly(30, 40),)
    )


@pytest.mark.parametrize(
    ("answered", "asked", "sentence"),
    [
        (14, 18, "14 of the 18 families who were asked answered."),
        (20, 20, "At least 17 of the 20 families who were asked answered."),
        (15, 30, "15 of the 30 families who were asked answered."),
        (
            14,
            30,
            (
                "14 of the 30 families who were asked answered. "
                "Fewer than half answered, so others may see it differently."
            ),
        ),
    ],
)
def test_participation(answered: int, asked: int, sentence: str) -> None:
    release = a_release(answered=answered, asked=asked)
    finding = findings.participation(release, "en")
    assert finding.text == sentence
    assert finding.counts == (release.participation,)


def test_participation_of_professionals() -> None:
    release = a_release(answered=14, asked=18, group="professionals")
    sentence = "14 of the 18 professionals who were asked answered."
    assert str(findings.participation(release, "en")) == sentence


@pytest.mark.parametrize(
    ("before", "since", "size", "sentence"),
    [
        (
            24,
            33,
            40,
            (
                "More of the families than before said “yes, fully”: people listened "
                "(24 of 40 before, 33 of 40 since)"
            ),
        ),
        (
            33,
            2,
            40,
            (
                "Fewer of the families than before said “yes, fully”: people listened "
                "(33 of 40 before, 3 or fewer of 40 since)"
            ),
        ),
        (
            24,
            30,
            40,
            (
                "No clear change: people listened (24 of 40 before, 30 of 40 since). With this "
                "many answers only a change of about 22 points or more could have been seen."
            ),
        ),
        (
            4,
            10,
            10,
            (
                "Too few answers to judge a change: people listened "
                "(4 of 10 before, at least 7 of 10 since)"
            ),
        ),
    ],
)
def test_change(before: int, since: int, size: int, sentence: str) -> None:
    old = a_release(before, answered=size, asked=80, terms="2026-Q1")
    new = a_release(since, answered=size, asked=80, terms="2026-Q2")
    finding = findings.change([old], [new], V1_FULLY, LISTENED, "en")
    assert finding.text == sentence
    assert finding.counts == (old.counts[V1_FULLY], new.counts[V1_FULLY])


def test_change_of_professionals_and_in_spanish() -> None:
    old = a_release(24, answered=40, asked=80, terms="2026-Q1", group="professionals")
    new = a_release(33, answered=40, asked=80, terms="2026-Q2", group="professionals")
    english = findings.change([old], [new], V1_FULLY, LISTENED, "en").text
    spanish = findings.change([old], [new], V1_FULLY, LISTENED, "es").text
    assert english.startswith("More of the professionals’ answers than before said")
    assert spanish == (
        "En proporción, más respuestas de profesionales que antes dijeron “sí, por completo”: "
        "people listened (antes 24 de 40, después 33 de 40)"
    )


def test_without_releases_on_one_side_there_is_nothing_to_compare() -> None:
    for before, since in ((SUM, []), ([], SUM), ([], [])):
        finding = findings.change(before, since, V1_FULLY, LISTENED, "en")
        assert finding == findings.Finding("Nothing to compare yet: people listened")


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (
            17,
            (
                "A difference in view: more of the professionals than of the parents said “yes, "
                "fully”: people listened (professionals: at least 17 of 20; parents: 10 of 20)"
            ),
        ),
        (
            2,
            (
                "A difference in view: fewer of the professionals than of the parents said "
                "“yes, fully”: people listened (professionals: 3 or fewer of 20; parents: 10 of 20)"
            ),
        ),
        (
            12,
            (
                "No clear difference in view: people listened "
                "(professionals: 12 of 20; parents: 10 of 20)"
            ),
        ),
    ],
)
def test_gap(count: int, sentence: str) -> None:
    match = Match((a_release(10),), (a_release(count, group="professionals"),))
    finding = findings.gap(match, V1_FULLY, LISTENED, "en")
    assert finding.text == sentence
    assert finding.counts == tuple(r.counts[V1_FULLY] for r in (match[1][0], match[0][0]))


HELP = {"B01": "A ride", "B02": "Food", "B03": "A lawyer", "B04": "Child care"}


def a_help_release(*named: int) -> object:
    return a_release({f"help:{code}": n for code, n in zip(HELP, named, strict=True)})


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ((6, 9, 2, 5), "Hardest to get: Food: 9 of 20; A ride: 6 of 20; Child care: 5 of 20"),
        ((6, 9, 6, 2), "Hardest to get: Food: 9 of 20; A ride: 6 of 20, A lawyer: 6 of 20 (tied)"),
        (
            (20, 5, 18, 2),
            (
                "Hardest to get: A ride: at least 17 of 20, A lawyer: at least 17 of 20 "
                "(no clear order); Food: 5 of 20"
            ),
        ),
        ((0, 3, 2, 1), "No kind of help was named often enough to list it."),
    ],
)
def test_help_list(named: tuple[int, ...], sentence: str) -> None:
    release = a_help_release(*named)
    assert str(findings.help_list([release], HELP, "en")) == sentence  # type: ignore[list-item]


def test_nothing_hard() -> None:
    release = a_release({"help:B14": 20})
    sentence = "At least 17 of the 20 families who answered said that nothing is hard to get."
    assert str(findings.nothing_hard([release], "B14", "en")) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((7, 8, 9), "Lowest: one: 7 of 20"),
        ((7, 7, 9), "Lowest: one: 7 of 20, two: 7 of 20 (tied)"),
        ((1, 2, 9), "Lowest: one: 3 or fewer of 20, two: 3 or fewer of 20 (no clear order)"),
        ((7, 7, 7), "None of these is clearly lower than the others."),
        ((17, 20, 18), "None of these is clearly lower than the others."),
    ],
)
def test_lowest(counts: tuple[int, ...], sentence: str) -> None:
    keys = ("fully:V1", "fully:V2", "fully:V3")
    release = a_release(dict(zip(keys, counts, strict=True)))
    texts = dict(zip(map(Condition.parse, keys), ("one", "two", "three"), strict=True))
    assert str(findings.lowest([release], texts, "en")) == sentence


def test_words_around_a_change_claim_no_cause() -> None:
    assert findings.caution("en") == "Many things change at once. This does not show why."
    assert findings.caution("es") == "Muchas cosas cambian a la vez. Esto no muestra por qué."


def test_braces_in_a_text_are_left_alone() -> None:
    finding = findings.headline([a_release()], V1_FULLY, "{said} {0}", "en")
    assert finding.text.endswith(": {said} {0}")
