"""Every kind of sentence, in both languages, word by word."""

import pytest

from analysis import Condition, GuardedCount, Release, findings, rankings
from analysis.finding import Finding
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
    assert finding == Finding("Likely range for 30 of 40: 60 to 86 in 100.", (exactly(30, 40),))


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
        assert finding == Finding("Nothing to compare yet: people listened")


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
    assert str(rankings.help_list([release], HELP, "en")) == sentence  # type: ignore[list-item]


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
    assert str(rankings.lowest([release], texts, "en")) == sentence


def test_words_around_a_change_claim_no_cause() -> None:
    assert findings.caution("en") == "Many things change at once. This does not show why."
    assert findings.caution("es") == "Muchas cosas cambian a la vez. Esto no muestra por qué."


def test_braces_in_a_text_are_left_alone() -> None:
    finding = findings.headline([a_release()], V1_FULLY, "{said} {0}", "en")
    assert finding.text.endswith(": {said} {0}")


def a_wave(count: int, *, answered: int = 20, asked: int = 27, terms: str = "2026-Q3") -> Release:
    return a_release(count, answered=answered, asked=asked, terms=terms, group="act")


@pytest.mark.parametrize(
    ("count", "answered", "sentence"),
    [
        (
            19,
            20,
            (
                "At least 17 of the 20 members who answered (between 17 and 27 of all 27) said "
                "“yes, fully”: people listened"
            ),
        ),
        (
            12,
            20,
            (
                "12 of the 20 members who answered (between 12 and 19 of all 27) said “yes, "
                "fully”: people listened"
            ),
        ),
        (
            2,
            20,
            (
                "3 or fewer of the 20 members who answered (between 0 and 10 of all 27) said “yes, "
                "fully”: people listened"
            ),
        ),
        (
            12,
            26,
            "12 of all 27 members (between 12 and 15 of all 27) said “yes, fully”: people listened",
        ),
        (26, 26, "At least 24 of all 27 members said “yes, fully”: people listened"),
    ],
)
def test_of_a_team_the_reach_is_said(count: int, answered: int, sentence: str) -> None:
    assert headline([a_wave(count, answered=answered)]) == sentence


def test_the_reach_in_spanish() -> None:
    assert headline([a_wave(19)], language="es") == (
        "Al menos 17 de los 20 miembros que contestaron (entre 17 y 27 del total de 27) dijeron "
        "“sí, por completo”: people listened"
    )
    assert str(findings.participation(a_wave(9, answered=26), "es")) == (
        "Al menos 24 de los 27 miembros del equipo contestaron."
    )


def test_a_team_has_no_likely_range_and_its_waves_no_sum() -> None:
    waves = [a_wave(9, terms="2026-Q2"), a_wave(9)]
    with pytest.raises(ValueError, match="a reach, no likely range"):
        findings.likely_range(waves[:1], V1_FULLY, "en")
    with pytest.raises(ValueError, match="not added up"):
        headline([*waves])


@pytest.mark.parametrize(
    ("before", "since", "answered", "sentence"),
    [
        (
            4,
            18,
            20,
            (
                "More of the members than before said “yes, fully”: people listened (between 4 and "
                "11 of all 27 before, between 17 and 27 of all 27 since)"
            ),
        ),
        (
            18,
            5,
            20,
            (
                "Fewer of the members than before said “yes, fully”: people listened (between 17 "
                "and 27 of all 27 before, between 5 and 12 of all 27 since)"
            ),
        ),
        (
            8,
            14,
            20,
            (
                "No clear change: people listened (between 8 and 15 of all 27 before, between 14 "
                "and 21 of all 27 since). With this many answers only a change of about 30 points "
                "or more could have been seen."
            ),
        ),
        (
            12,
            16,
            26,
            (
                "More of the members than before said “yes, fully”: people listened (between 12 "
                "and 15 of all 27 before, between 16 and 19 of all 27 since)"
            ),
        ),
        (
            4,
            8,
            13,
            (
                "Too few answers to judge a change: people listened (between 4 and 18 of all 27 "
                "before, between 8 and 22 of all 27 since)"
            ),
        ),
    ],
)
def test_change_of_a_team(before: int, since: int, answered: int, sentence: str) -> None:
    old = a_wave(before, answered=answered, terms="2026-Q1")
    new = a_wave(since, answered=answered, terms="2026-Q2")
    oldest = a_wave(9, terms="2025-Q4")
    finding = findings.change([oldest, old], [new], V1_FULLY, LISTENED, "en")
    assert finding.text == sentence


def test_what_was_picked_says_since_when_and_that_it_shows_no_cause() -> None:
    old, new = (
        a_release(n, answered=40, asked=80, terms=t) for n, t in ((24, "2026-Q1"), (33, "2026-Q2"))
    )
    change = findings.change([old], [new], V1_FULLY, LISTENED, "en")
    finding = findings.picked(change, "Offer two choices.", "May 2026", "en")
    assert finding.text == (
        "Picked in May 2026: Offer two choices. More of the families than before said “yes, "
        "fully”: people listened (24 of 40 before, 33 of 40 since). Many things change at once. "
        "This does not show why."
    )
    assert finding.counts == change.counts
    nothing = findings.change([], [new], V1_FULLY, LISTENED, "es")
    assert findings.picked(nothing, "x", "mayo de 2026", "es").text == (
        "Escogido en mayo de 2026: x. Todavía no hay con qué comparar: people listened. Muchas "
        "cosas cambian a la vez. Esto no muestra por qué."
    )


def test_help_that_two_groups_name_most() -> None:
    parents = a_release({"help:B01": 9, "help:B02": 2, "help:B03": 6})
    team = a_release({"help:B01": 19, "help:B03": 1, "help:B04": 8}, group="act", asked=27)
    finding = rankings.shared_help([parents], [team], HELP, "en")
    assert finding.text == (
        "Among the most named by both, Parents and Active Community Team: "
        "A ride (9 of 20, at least 17 of 20)"
    )
    assert finding.counts == (exactly(9, 20), GuardedCount(17, 20, 20))
    other = a_release({"help:B02": 9}, group="act", asked=27)
    assert str(rankings.shared_help([parents], [other], HELP, "en")) == (
        "On no list together: Parents and Active Community Team named other kinds of help most."
    )
