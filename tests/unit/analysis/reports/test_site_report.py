"""What a site report says, and the plain sentences where nothing can be shown."""

import re
from dataclasses import replace
from datetime import date

import pytest

from analysis import Form, Release
from analysis.condition import Condition
from analysis.condition import Kind as Kinds
from analysis.reports.content import (
    Box,
    Cell,
    Count,
    Headline,
    Paragraph,
    Report,
    Section,
    cell_text,
)
from analysis.reports.inputs import (
    CountingChanged,
    FloorRaised,
    Improvement,
    LengthChanged,
    ReportInputs,
    SharingChanged,
    Verdict,
    Waiting,
)
from analysis.reports.site_report import site_report
from tests.unit.analysis.reports.made import (
    PARENTS,
    Batch,
    Kind,
    documents,
    many_terms,
    nearly_all_guarded,
    new_wording,
    nothing,
    older_results,
    quarters,
    together,
)

BANNED = re.compile(r"significant|proves|caused|because of|average parent|complian", re.IGNORECASE)


def section(report: Report, key: str) -> Section:
    return next(each for each in report.sections if each.key == key)


def words(part: Section) -> str:
    return " ".join(
        text
        for block in part.blocks
        for name in ("text", "sentence", "detail", "title", "subtitle", "lines")
        if (
            text := " ".join(
                [getattr(block, name, "")] if name != "lines" else getattr(block, name, ())
            )
        )
    )


def keys(kind: Kind) -> list[str]:
    return [each.key for each in documents(kind).report.sections]


def test_the_sections_stand_in_order() -> None:
    groups = ["said-parents", "said-caregivers", "said-professionals"]
    before, after = ["heard", "answered"], ["timeline", "picked", "help"]
    assert keys("many") == [*before, *groups, "eyes", *after, "methods", "tables"]
    assert keys("guarded") == [*before, *groups, "eyes", *after, "waits", "methods", "tables"]


def test_families_together_have_one_section_and_no_comparison() -> None:
    assert "said-families" in keys("together")
    assert "eyes" not in keys("together")


def test_page_one_has_the_highest_the_lowest_and_the_help() -> None:
    headlines = documents("together").report.headlines
    assert len(headlines) == 3
    assert "Highest of 9 questions" in headlines[0].detail
    assert "Lowest of 9 questions" in headlines[1].detail
    assert "hard to get" in headlines[2].sentence


def uniform(answer: int) -> ReportInputs:
    forms = tuple(Form(dict.fromkeys(PARENTS.items, answer)) for _ in range(20))
    made = Batch("parents", tuple(quarters(1)), forms, 40, PARENTS)
    return replace(older_results(1).inputs, releases=(made.release("maple"),), waiting=())


@pytest.mark.parametrize("answer", [1, 3, 5])
def test_where_all_is_alike_nothing_is_called_highest_or_lowest(answer: int) -> None:
    report = site_report(uniform(answer))
    assert "clearly lower" in report.headlines[0].sentence
    assert not [
        each for each in report.headlines if "Highest" in each.detail or "Lowest" in each.detail
    ]


def test_an_item_nobody_answered_is_a_low_count_like_any_other() -> None:
    forms = tuple(Form({"V1": 5}) for _ in range(20))
    made = Batch("parents", tuple(quarters(1)), forms, 40, PARENTS)
    report = site_report(replace(uniform(5), releases=(made.release("maple"),)))
    rows = {cell_text(row[0]): cell_text(row[1]) for row in table(report, "said-parents")}
    assert rows["Did you feel this: being listened to?"] == "3 or fewer of 20"


def table(report: Report, key: str) -> tuple[tuple[Cell, ...], ...]:
    return next(each for each in report.tables if each.key == key).rows


def test_ties_are_said_to_be_ties() -> None:
    report = documents("guarded").report
    assert "(no clear order)" in report.headlines[0].sentence


def test_a_clear_gap_is_a_headline() -> None:
    inputs = replace(many_terms(1).inputs, releases=tuple(_gap_releases()), improvement=None)
    report = site_report(inputs)
    assert "A difference in view: more of the professionals" in report.headlines[-1].sentence
    verdicts = [row[1] for row in table(report, "eyes-professionals")]
    assert set(verdicts) == {"Professionals higher"}
    picture = next(each for each in report.pictures if each.key == "figure-eyes-professionals")
    assert picture.title.startswith("More of the professionals said")


def _gap_releases() -> list[Release]:
    terms = tuple(quarters(1))
    releases = []
    for group, answer in (("parents", 2), ("professionals", 5)):
        forms = tuple(Form(dict.fromkeys(PARENTS.items, answer)) for _ in range(30))
        instrument = replace(PARENTS, version=f"ftm-{group}-1")
        releases.append(Batch(group, terms, forms, 60, instrument).release("maple"))
    return releases


def test_view_and_experience_are_not_mixed() -> None:
    text = words(section(documents("many").report, "eyes"))
    assert "Parents and professionals: a difference in view" in text
    assert "Parents and caregivers: a difference in experience" in text


def test_groups_are_compared_for_exactly_the_same_periods_only() -> None:
    inputs = many_terms(1).inputs
    fewer = [each for each in inputs.releases if each.group != "professionals"]
    older = next(each for each in inputs.releases if each.group == "professionals")
    newest = [each for each in fewer if each.group != "parents" or each.terms[0] == inputs.term]
    report = site_report(replace(inputs, releases=(*newest, older), improvement=None))
    assert "professionals have no results for exactly the same periods" in words(
        section(report, "eyes")
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_where_nothing_is_released_a_sentence_stands_instead(language: str) -> None:
    report = documents("empty", language=language).report
    assert not report.pictures
    assert not report.tables
    for key in ("heard", "answered", "said-parents", "said-professionals", "picked"):
        pending = [each for each in section(report, key).blocks if isinstance(each, Paragraph)]
        assert pending[0].kind == "pending"


def test_the_reason_is_said_plainly() -> None:
    text = words(section(site_report(nothing(1).inputs), "answered"))
    assert "Nobody stated how many professionals were asked" in text
    text = words(section(site_report(older_results(1).inputs), "answered"))
    assert "Too few people answered or were asked" in text


def test_what_waits_says_since_when_and_for_what() -> None:
    text = words(section(site_report(nothing(1).inputs), "waits"))
    assert "Waiting since January 2026. A result is shown when at least 10 families" in text
    assert "at least 15 families have answered and at least 18 were asked" in text
    assert "After 24 months they are destroyed" in text


def test_an_older_result_is_shown_with_its_own_period() -> None:
    report = documents("waits").report
    assert "Parents: no result for July to September 2026." in words(
        section(report, "said-parents")
    )
    picture = next(each for each in report.pictures if each.key == "figure-said-parents")
    assert "April to June 2026" in picture.subtitle


def test_several_releases_stand_beside_the_newest() -> None:
    assert "Yes, fully, the last 4 results together" in columns(documents("many").report)
    assert not [each for each in columns(documents("guarded").report) if "together" in each]


def columns(report: Report) -> tuple[str, ...]:
    return next(each for each in report.tables if each.key == "said-parents").columns


def test_a_new_wording_is_never_added_to_the_old() -> None:
    report = site_report(new_wording(1).inputs)
    said = next(each for each in report.tables if each.key == "said-parents")
    assert not [column for column in said.columns if "together" in column]
    rows = table(report, "timeline-parents-voice")
    assert [cell_text(row[3]) for row in rows][:2] == ["not asked", "not asked"]
    assert "new wording, nothing to compare yet" in words(section(report, "timeline"))


def plan(**changes: object) -> Improvement:
    made = many_terms(1).inputs.improvement
    assert made is not None
    return replace(made, **changes)  # type: ignore[arg-type]


def test_the_picked_practice_is_judged_by_what_was_released() -> None:
    part = section(documents("many").report, "picked")
    box = next(each for each in part.blocks if isinstance(each, Box))
    assert box.title == "Offer two real choices"
    assert "Since: October 2025" in box.lines
    assert "before, " in words(part)
    assert "This does not show why" in words(part)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (Verdict.KEEP, "The team decided to keep it."),
        (Verdict.CHANGE, "The team decided to change it."),
        (Verdict.DROP, "The team decided to drop it."),
        (None, "To decide together: keep it, change it, or drop it?"),
    ],
)
def test_the_team_s_verdict_is_printed(verdict: Verdict | None, sentence: str) -> None:
    inputs = replace(older_results(1).inputs, improvement=plan(verdict=verdict))
    assert sentence in words(section(site_report(inputs), "picked"))


def test_a_practice_that_began_after_all_results_has_nothing_to_compare() -> None:
    inputs = replace(older_results(1).inputs, improvement=plan(started_on=date(2026, 9, 1)))
    assert "Nothing to compare yet" in words(section(site_report(inputs), "picked"))


def test_a_practice_for_a_group_without_results_is_still_printed() -> None:
    inputs = replace(nothing(1).inputs, improvement=plan())
    assert "Nothing to compare yet" in words(section(site_report(inputs), "picked"))


def test_help_says_that_nothing_is_hard_in_a_sentence_not_a_bar() -> None:
    report = documents("many").report
    part = section(report, "help")
    assert "said that nothing is hard to get" in words(part)
    picture = next(each for each in report.pictures if each.key == "figure-help")
    assert "Help of kind 14" not in picture.alt


def test_nothing_named_gives_no_bars() -> None:
    report = site_report(uniform(5))
    assert "No kind of help was named often enough" in words(section(report, "help"))
    assert not [each for each in report.pictures if each.key == "figure-help"]


def test_one_result_is_not_a_line() -> None:
    assert "One result so far" in words(
        section(site_report(nearly_all_guarded(1).inputs), "timeline")
    )


def test_the_methods_name_every_rule() -> None:
    text = words(section(site_report(together(1).inputs), "methods"))
    for part in (
        "Wilson, 1927",
        "Newcombe, 1998",
        "10 have answered and 13 were asked",
        "being tested",
    ):
        assert part in text
    assert "Parents and caregivers are counted together here" in text


def test_changes_of_settings_are_told_with_their_days() -> None:
    inputs = together(1).inputs
    assert "What was changed" not in words(section(site_report(inputs), "methods"))
    changed = replace(
        inputs,
        changes=(
            SharingChanged(date(2026, 7, 1), shares=False),
            LengthChanged(date(2026, 7, 1), 3, 6),
            CountingChanged(date(2026, 7, 1), together=True),
            FloorRaised(date(2026, 5, 13), 10, 12),
        ),
    )
    text = words(section(site_report(changed), "methods"))
    raised, shared = (
        "Since May 13, 2026 nothing is shown before 12 have answered; until then it was 10.",
        "Since July 1, 2026 the results are no longer part of the sums of the state.",
    )
    assert text.index(raised) < text.index(shared)
    assert "Since July 1, 2026 a period has 6 months; until then it had 3." in text
    assert "parents and caregivers are counted together, as families; until then apart." in text
    spanish = words(section(site_report(replace(changed, language="es")), "methods"))
    assert "Desde el 13 de mayo de 2026" in spanish


def test_the_releases_behind_the_numbers_are_listed() -> None:
    made = documents("together")
    rows = table(made.report, "releases")
    assert {row[3] for row in rows} == {each.digest[:16] for each in made.inputs.releases}


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_claims_what_numbers_cannot_show(language: str) -> None:
    report = documents("many", language=language).report
    for part in report.sections:
        assert not BANNED.search(words(part))


def test_headlines_name_whom_they_speak_of() -> None:
    for headline in documents("many").report.headlines:
        assert isinstance(headline, Headline)
        assert "July to September 2026" in headline.detail


def test_two_pooled_periods_of_unlike_length_share_an_axis() -> None:
    report = documents("many").report
    rows = table(report, "timeline-caregivers-voice")
    assert cell_text(rows[-1][0]) == "April to September 2026"


def test_help_that_was_picked_is_judged_by_how_many_named_it() -> None:
    picked = plan(item="B02", kind=Kinds.HELP, practice="help of kind 2")
    report = site_report(replace(documents("many").inputs, improvement=picked))
    text = words(section(report, "picked"))
    assert "Help that should be easier to get: Help of kind 2" in text
    assert "Question that should move" not in text
    found = next(each for each in report.tables if each.key == "picked")
    assert found.columns[-1] == "Hard to get"
    condition = Condition(Kinds.HELP, "B02")
    shown = [row[-1] for row in found.rows]
    parents = [each for each in documents("many").inputs.releases if each.group == "parents"]
    told = sorted(parents, key=lambda each: each.first_day)
    counts = [each.counts[condition] for each in told]
    assert [(cell.low, cell.high) for cell in shown if isinstance(cell, Count)] == [
        (count.low, count.high) for count in counts
    ]
    picture = next(each for each in report.pictures if each.key == "figure-picked")
    assert "named as hard to get" in picture.subtitle
    assert "yes, fully" not in picture.title
    assert not BANNED.search(text)


def test_page_one_says_what_was_asked_and_how_many_answered() -> None:
    first = documents("many").report.sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == (
        "From a short survey after Family Team Meetings. Parents: 27 of the 40 families who were "
        "asked answered."
    )


def test_the_rows_of_a_side_make_the_count_that_is_told() -> None:
    """Up to four results on a side are added up; the table does not call others "before"."""
    inputs = replace(many_terms(1).inputs, improvement=plan(started_on=date(2026, 4, 1)))
    report = site_report(inputs)
    rows = next(each for each in report.tables if each.key == "picked").rows
    sides = [row[1] for row in rows]
    assert sides.count("before") == 4
    assert "not compared" in sides[: sides.index("before")]
    counted = [row[2] for row in rows if row[1] == "before" and isinstance(row[2], Count)]
    told = next(each.title for each in report.pictures if each.key == "figure-picked")
    assert f"of {sum(count.base for count in counted)} before" in told


def test_groups_that_wait_stand_in_the_order_of_groups() -> None:
    inputs = many_terms(1).inputs
    waiting = tuple(Waiting(group, inputs.term, 10) for group in ("caregivers", "parents"))
    report = site_report(replace(inputs, waiting=waiting))
    headings = [each.text for each in section(report, "waits").blocks if hasattr(each, "text")]
    assert headings.index("Parents") < headings.index("Caregivers")
