"""The report of a wave in words: what stands where, what is never said, each edition."""

import random
import re
from dataclasses import replace
from datetime import date

import pytest

from analysis.reports.content import Report
from analysis.reports.team.inputs import Delivery, MissedWave, Missing
from analysis.reports.team.register import Change, ChangeKind, Priority, Register
from analysis.reports.team_report import team_report
from analysis.statistics import Dispositions, response_rates
from tests.pdf_words import pdf_pages, pdf_text
from tests.unit.analysis.banned import BANNED
from tests.unit.analysis.builders import a_release
from tests.unit.analysis.reports.made import quarters
from tests.unit.analysis.reports.teams import KINDS, TEAMS, Kind, team_documents, wave

STAFF = {
    "en": ("Priority of number", "Chair of the team", "Change of number"),
    "es": ("Priority of number", "Presidencia del equipo", "Change of number"),
}
BOTH = pytest.mark.parametrize("language", ["en", "es"])
MEANS = re.compile(r"[Ll]ikely range (for|is)|[Rr]ango probable (de|es)|\bmean of\b")
DESTROYED = {"en": "destroyed", "es": "destruy"}


def words(report: Report) -> list[str]:
    """All that a report says outside of its tables, text by text."""
    found = [report.title]
    for section in report.sections:
        found.append(section.heading)
        for block in section.blocks:
            names = ("text", "sentence", "detail", "title", "subtitle", "alt", "note")
            found += [text for name in names if (text := getattr(block, name, ""))]
            found += getattr(block, "lines", ())
    return found


def made(kind: Kind, **changes: object) -> Report:
    return team_report(replace(TEAMS[kind](1).inputs, **changes))  # type: ignore[arg-type]


# --- page one -----------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("kind", ["many", "small", "guarded"])
def test_page_one_stands_alone(kind: Kind, language: str) -> None:
    documents = team_documents(kind, language=language)
    first = pdf_pages(documents.pdf)[0]
    assert len(documents.report.headlines) == 3
    for block in documents.report.sections[0].blocks:
        for name in ("sentence", "title", "text"):
            assert " ".join(str(getattr(block, name, "")).split()) in first


def test_the_headlines_are_reach_of_trust_with_its_parts_leadership_and_priorities() -> None:
    trust, leadership, priorities = made("small").headlines
    assert trust.sentence == (
        "At least 11 of the 14 members who answered (between 11 and 18 of all 18) said “mostly” "
        "or better overall on this: sense of trust."
    )
    for part in ("Trust: between", "Compassion: between", "Transparency: between"):
        assert part in trust.detail
    assert "collective leadership" in leadership.sentence
    assert "shared priorities" in priorities.sentence
    assert "On record: 5 priorities (monitored with data: 3; achieved: 1)" in priorities.detail


def test_an_older_result_says_that_the_newest_is_missing() -> None:
    report = made("missed")
    assert (
        report.sections[0]
        .blocks[0]
        .text.startswith(  # type: ignore[union-attr]
            "No result for the wave of July to September 2026. Too few members answered"
        )
    )
    assert all("April to June 2026" in headline.detail for headline in report.headlines)


def test_no_wave_no_report() -> None:
    with pytest.raises(ValueError, match="no wave of maple-act was released"):
        made("first", releases=())


# --- what is never said -------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_no_banned_word_no_mean_and_no_likely_range(kind: Kind, language: str) -> None:
    for text in words(made(kind, language=language)):
        assert not BANNED.search(text), text
        assert not MEANS.search(text), text
        assert not re.search(r"\d[.,]\d", text), text


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_every_share_has_its_count_beside_it(kind: Kind, language: str) -> None:
    for text in words(made(kind, language=language)):
        if re.search(r"\d%|\d points|\d puntos", text):
            assert re.search(r"\d of (all |the )?\d|\d (de|del)( los| total de)? \d", text), text


def test_a_share_is_written_only_beside_an_exact_count() -> None:
    rr6 = response_rates(Dispositions(complete=21, not_contacted=6)).rr6
    assert rr6 is not None
    assert f"({round(100 * rr6)}%)" in " ".join(words(made("many")))
    nearly_all = " ".join(words(made("guarded")))
    assert "%" not in nearly_all
    assert "Response rate RR6 (AAPOR): at least 13 of all 16 members" in nearly_all


# --- change -------------------------------------------------------------------------------------


def since(report: Report) -> str:
    return " ".join(report.sections[0].blocks[-2].lines)  # type: ignore[union-attr]


def test_a_clear_change_is_told_with_both_reaches() -> None:
    text = since(made("small"))
    assert text.startswith(
        "More of the members than before say “mostly” or better: sense of trust ("
    )
    assert re.search(r"sense of trust \(between 0 and \d+ of all 18 before, between 11 and", text)


def test_no_clear_change_names_the_smallest_that_could_have_been_seen() -> None:
    assert since(made("many")).endswith(
        "With these answers (20 of all 27 members before, 21 of all 27 members since) only a "
        "change of about 30 points or more could have been seen."
    )


def test_too_few_answers_to_judge() -> None:
    chance = random.Random(1)
    waves = tuple(wave(chance, term, 10, 27).release("maple-act") for term in quarters(2))
    text = since(made("first", releases=waves))
    assert text.startswith("Too few answers to judge a change: sense of trust; trust; ")
    assert text.endswith("(10 of all 27 members before, 10 of all 27 members since).")


def test_nothing_is_compared_over_other_questions() -> None:
    report = made("reworded")
    assert since(report) == "The questions changed since the wave before, so nothing is compared."
    assert "since" not in {table.key for table in report.tables}
    year = next(table for table in report.tables if table.key == "year")
    assert len(year.columns) == 2  # the words, and the one wave that asked the same
    assert since(made("first")).startswith("This is the first result")


# --- waves without a result ---------------------------------------------------------------------


@BOTH
def test_missing_waves_are_named_for_a_judge_without_the_reason(language: str) -> None:
    site, judge = (
        " ".join(words(made("many", language=language, edition=edition)))
        for edition in ("site", "judge")
    )
    period = {"en": "January to March 2026", "es": "enero a marzo de 2026"}[language]
    assert f"of {period}." in site or f"de {period}." in site
    assert f"of {period}." in judge or f"de {period}." in judge
    assert DESTROYED[language] in site.split(period)[1][:200]
    assert DESTROYED[language] not in judge.split(period)[1][:200]


@pytest.mark.parametrize("reason", Missing)
def test_each_reason_is_told(reason: Missing) -> None:
    missed = (MissedWave(quarters(1)[-1].previous(), reason),)
    told = [t for t in words(made("first", missed=missed)) if t.startswith("No result for the")]
    expected = {"too_few": "Too few members", "nobody_asked": "Nobody was", "lost": "Its key"}
    assert all(expected[reason] in text for text in told)
    assert told


# --- the record ---------------------------------------------------------------------------------


def test_one_sentence_sets_what_members_see_beside_the_record() -> None:
    report = made("small")
    picture = next(each for each in report.pictures if each.key == "figure-record")
    assert picture.title.startswith(
        "On record: 5 priorities (monitored with data: 3; achieved: 1) and 4 changes in the last "
        "12 months. Members who say “mostly” or better: between 11 and 18 of all 18 on shared "
        "priorities, "
        "between 11 and 18 of all 18 on structural change."
    )


@BOTH
def test_the_judge_reads_the_same_without_the_words_of_staff(language: str) -> None:
    site = team_documents("small", language=language)
    judge = team_documents("small", language=language, edition="judge")
    for text in STAFF[language]:
        assert text in site.html
        assert text in pdf_text(site.pdf)
        assert text not in judge.html + pdf_text(judge.pdf) + judge.report.to_json()
    assert judge.report.headlines == site.report.headlines
    assert [each.svg for each in judge.report.pictures] == [
        each.svg for each in site.report.pictures
    ]
    own = {"priorities", "changes"}
    keys = [{each.key for each in made.report.tables} for made in (site, judge)]
    assert keys[0] - keys[1] == own
    assert keys[1] < keys[0]


def test_the_record_is_that_of_its_day() -> None:
    day = date(2026, 9, 24)
    later = Priority(
        "Rides", "Chair", date(2026, 9, 1), date(2026, 9, 20), achieved_on=date(2026, 9, 25)
    )
    too_late = Priority("Beds", "Chair", date(2026, 9, 25))
    changes = [
        Change(ChangeKind.FUNDING, "A grant", each)
        for each in (date(2025, 9, 24), date(2025, 9, 25), day, date(2026, 9, 25))
    ]
    kept = Register.as_of(day, [too_late, later], changes)
    assert kept.priorities == (replace(later, achieved_on=None),)
    assert [each.happened_on for each in kept.changes] == [date(2025, 9, 25), day]
    assert (kept.monitored, kept.achieved, kept.of_kind(ChangeKind.FUNDING)) == (1, 0, 2)


def test_what_staff_typed_is_made_safe_to_print() -> None:
    kept = Register.as_of(
        date(2026, 9, 24), [Priority("A\u202eB\n", "C\x00", date(2026, 9, 1))], []
    )
    table = next(t for t in made("small", register=kept).tables if t.key == "priorities")
    assert table.rows[0][:2] == ("AB", "C")


# --- gaps ---------------------------------------------------------------------------------------


def test_the_lists_meet_on_the_same_codes() -> None:
    report = made("many")
    picture = next(each for each in report.pictures if each.key == "figure-gaps")
    assert re.match(r"\d of the \d kinds of help that families name most", picture.title)
    assert "Parents say it is hard to get (April to June 2026)" in picture.alt
    assert "Help of kind 14" not in picture.alt


def test_without_families_the_team_has_its_own_list() -> None:
    section = next(each for each in made("first").sections if each.key == "gaps")
    assert "No result of families is out yet" in section.blocks[0].text  # type: ignore[union-attr]
    table = next(each for each in made("first").tables if each.key == "gaps")
    assert len(table.columns) == 2


def test_families_are_not_professionals() -> None:
    with pytest.raises(ValueError, match="families are needed, not professionals"):
        made("first", families=a_release(group="professionals"))


# --- invitations --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delivery", "shown"),
    [
        (
            Delivery(18, 18),
            "mailed to at least 15 of 18, refused by the",
        ),
        (Delivery(18, 14, 4), "How many arrived is not shown"),  # all 14 who were written to
        (Delivery(18, 17, 1), "How many arrived is not shown"),
    ],
)
def test_invitations_never_tell_who_answered(delivery: Delivery, shown: str) -> None:
    assert any(shown in text for text in words(made("small", delivery=delivery)))


def test_invitations_are_told_where_enough_were_silent() -> None:
    release = a_release(answered=14, asked=27, group="act")
    counts = Delivery(27, 20, 5, 2).shown_beside(release)
    assert counts is not None
    assert [(count.low, count.high) for count in counts] == [(20, 20), (5, 5), (0, 3)]
    assert Delivery(27, 17, 5, 2).shown_beside(release) is None
    with pytest.raises(ValueError, match="not the invitations of 20"):
        Delivery(20, 18, 3)


def test_the_title_of_the_year_is_what_changed() -> None:
    titles = {
        kind: next(each for each in made(kind).pictures if each.key == "figure-year").title
        for kind in ("small", "many")
    }
    assert titles["small"].startswith("More of the members than in the wave before say “mostly”")
    assert titles["many"] == "No clear change since the wave before, on any part"
