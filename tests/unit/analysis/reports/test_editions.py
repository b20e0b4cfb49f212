"""The judge's edition, the sample mark, and that nothing but guarded counts gets into a report."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from analysis import Form, Release, Tally
from analysis.reports.assembly import fingerprint
from analysis.reports.inputs import ReportInputs
from analysis.reports.site_report import site_report
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import (
    PARENTS,
    Documents,
    Kind,
    batch,
    documents,
    older_results,
    quarters,
    rendered,
)
from tests.unit.analysis.reports.reading import rows_of, sheets
from tests.unit.analysis.reports.recount import hidden

WAITING = ("wait", "Wait", "esper", "Esper")
STAFF = ("Open every plan", "Facilitator")
MADE = pytest.mark.parametrize(
    ("kind", "language"),
    [("many", "en"), ("guarded", "es"), ("empty", "en"), ("empty", "es"), ("waits", "es")],
)
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


def everything(made: Documents) -> str:
    """All that any of the documents says."""
    book = [rows_of(made.excel, name) for name in sheets(made.excel)]
    return " ".join([made.html, pdf_text(made.pdf), str(book), made.report.to_json()])


@MADE
def test_the_judge_sees_no_waiting_batch_and_no_reason(kind: Kind, language: str) -> None:
    said = everything(documents(kind, language=language, edition="judge"))
    assert [word for word in WAITING if word in said] == []
    assert "destroyed" not in said
    assert "destruyeron" not in said


@pytest.mark.parametrize("kind", ["guarded", "empty", "waits"])
@LANGUAGES
def test_the_site_does_see_what_waits_but_never_how_much(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    assert any(word in everything(made) for word in WAITING)
    section = next(each for each in made.report.sections if each.key == "waits")
    numbers = {word for block in section.blocks for word in str(block).split() if word.isdigit()}
    assert numbers <= {"10", "13", "15", "18", "24", "2026"}  # floors, months kept, the year


@pytest.mark.parametrize("language", ["en"])
def test_the_judge_sees_the_picked_practice_but_no_staff_text(language: str) -> None:
    judge = everything(documents("many", language=language, edition="judge"))
    site = everything(documents("many", language=language))
    assert "two real choices" in judge
    for text in STAFF:
        assert text in site
        assert text not in judge


def test_the_judge_reads_what_the_edition_is() -> None:
    banner = "Group results only. Nothing here is about one case."
    judge, site = documents("many", edition="judge"), documents("many")
    for text in (judge.html, pdf_text(judge.pdf)):
        assert banner in text
    assert banner not in everything(site)


def test_the_judge_sees_the_same_results() -> None:
    judge, site = documents("many", edition="judge"), documents("many")
    assert judge.report.tables == site.report.tables
    assert judge.report.headlines == site.report.headlines


@MADE
def test_sample_stands_on_every_figure_and_document(kind: Kind, language: str) -> None:
    made = documents(kind, language=language)
    assert all("sample-mark" in picture.svg for picture in made.report.pictures)
    assert made.html.index("SAMPLE") < made.html.index("<h2")
    assert pdf_text(made.pdf).count("SAMPLE") >= 1
    assert any(
        "SAMPLE" in str(row)
        for row in rows_of(made.excel, "Read me" if language == "en" else "Léame")
    )


def test_real_results_carry_no_sample_mark() -> None:
    made = documents("guarded", sample=False)
    assert "SAMPLE" not in everything(made)
    assert "sample-mark" not in made.html


def test_the_new_questions_are_called_new_in_every_edition() -> None:
    for edition in ("site", "judge"):
        made = documents("many", edition=edition)
        assert "New questions, being tested." in made.html
        assert "New questions, being tested." in pdf_text(made.pdf)


# --- nothing but guarded counts -----------------------------------------------------------------


def twins() -> tuple[Tally, Tally, ReportInputs, ReportInputs]:
    """Two groups of forms that differ only below what the guard tells, and their inputs."""
    first = [_form(place, few=1) for place in range(20)]
    second = [_form(place, few=3) for place in range(20)]
    tallies = Tally.of(PARENTS, first), Tally.of(PARENTS, second)
    both = [_inputs(tuple(forms)) for forms in (first, second)]
    return *tallies, both[0], both[1]


def _form(place: int, few: int) -> Form:
    """`few` (1 to 3) parents are unlike the others in every question and name a kind of help."""
    if place < few:
        return Form(dict.fromkeys(PARENTS.items, 1), frozenset({"B13"}))
    return Form(dict.fromkeys(PARENTS.items, 5), frozenset({"B01"} if place < 12 + few else ()))


def _inputs(forms: tuple[Form, ...]) -> ReportInputs:
    chance, terms = Random(1), quarters(1)
    made = replace(batch(chance, "parents", terms, 20, 30), forms=forms)
    return replace(older_results(1).inputs, releases=(made.release("maple"),))


def test_equal_guarded_counts_give_the_same_bytes_whatever_was_answered() -> None:
    first, second, one, other = twins()
    assert first != second
    a, b = rendered(one), rendered(other)
    assert (a.report, a.html) == (b.report, b.html)
    assert a.pdf == b.pdf
    assert a.excel == b.excel


def test_another_guarded_count_gives_other_bytes() -> None:
    _, _, one, _ = twins()
    release = one.releases[0]
    condition = next(iter(release.counts))
    shown = hidden(9, release.base)
    count = type(release.counts[condition])(shown.low, shown.high, shown.base)
    changed = replace(release, counts={**release.counts, condition: count})
    other = replace(one, releases=(changed,))
    assert site_report(one) != site_report(other)
    assert fingerprint(one.releases) != fingerprint(other.releases)


def test_a_report_does_not_depend_on_the_order_of_its_releases() -> None:
    made = documents("together").inputs
    turned = replace(made, releases=tuple(reversed(made.releases)))
    assert site_report(made) == site_report(turned)


def test_documents_carry_no_finer_time_than_the_last_day() -> None:
    made = documents("guarded")
    with zipfile.ZipFile(io.BytesIO(made.excel)) as book:
        core = book.read("docProps/core.xml").decode()
        assert {entry.date_time[:3] for entry in book.infolist()} == {(1980, 1, 1)}
    last_day = datetime(2026, 9, 30, tzinfo=UTC).isoformat()[:19]
    assert core.count(f"{last_day}Z") == 2  # created and modified
    assert b"D:20260930" in made.pdf
    assert b"D:2026093000" not in made.pdf.replace(b"D:20260930000000", b"")


def test_releases_of_another_place_or_time_are_refused() -> None:
    made = documents("together").inputs
    with pytest.raises(ValueError, match="a release of maple in a report of oak"):
        replace(made, scope="oak")
    with pytest.raises(ValueError, match="no instrument for the families"):
        replace(made, instruments={})
    with pytest.raises(ValueError, match="a release after 2025-Q1: 2026-Q2"):
        replace(made, term=quarters(7)[0])


def test_a_raw_count_cannot_reach_a_report() -> None:
    release: Release = documents("together").inputs.releases[0]
    condition = next(iter(release.counts))
    count = type(release.counts[condition])(1, 1, release.base)
    with pytest.raises(ValueError, match="not guarded"):
        replace(release, counts={**release.counts, condition: count})
