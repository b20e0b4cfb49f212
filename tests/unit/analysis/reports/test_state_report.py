"""The report of a state: the same numbers everywhere, honest sentences, and no scope in it."""

import csv
import io
import random
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from analysis.condition import Kind as Counts
from analysis.guard import GuardedCount
from analysis.least import Withheld, why_withheld
from analysis.measures import headline_condition
from analysis.reports.content import Count, Headline, Report, cell_text
from analysis.reports.excel import excel
from analysis.reports.long_table import long_table
from analysis.reports.state import course
from analysis.reports.state.heard import heard
from analysis.reports.state.pool import direction
from analysis.reports.state.spread import LEAST_POINTS, Target, limits, surely_outside
from analysis.reports.state.view import StateView
from analysis.reports.state_report import state_report
from analysis.rollup import gathered
from tests.pdf_words import pdf_text
from tests.unit.analysis.banned import BANNED
from tests.unit.analysis.reports.made import SCALES, Batch
from tests.unit.analysis.reports.reading import html_tables, page, rows_of, table_sheets
from tests.unit.analysis.reports.recount import (
    Shown,
    added,
    affirmed,
    all_fully,
    item,
    named,
    participation,
)
from tests.unit.analysis.reports.states import (
    KINDS,
    STATES,
    Kind,
    State,
    StateDocuments,
    a_quarter,
    released,
    state_documents,
)
from tests.unit.analysis.reports.test_pdf import failures

MADE = pytest.mark.parametrize(("kind", "seed"), [("many", 1), ("guarded", 1), ("least", 1)])
Recount = Callable[[Batch], Shown]


def section(report: Report, key: str) -> str:
    return next((str(each.blocks) for each in report.sections if each.key == key), "")


# --- the numbers --------------------------------------------------------------------------------


def summed(state: State, group: str, recount: Recount) -> str:
    """A count of all scopes together, from the forms."""
    parts = [recount(one) for those in state.batches.values() for one in those]
    batches = [one for those in state.batches.values() for one in those]
    return added(
        [part for part, one in zip(parts, batches, strict=True) if one.group == group]
    ).text


def of_group(state: State, group: str) -> list[Batch]:
    return [one for those in state.batches.values() for one in those if one.group == group]


def expected_rows(state: State, group: str) -> list[tuple[str, str]]:
    batches = of_group(state, group)
    rows = []
    for scale, items in SCALES.items():
        pair = [added([count(one, scale) for one in batches]) for count in (all_fully, affirmed)]
        rows.append((pair[0].text, pair[1].text))
        for key in items:
            both = [added([item(one, key, best) for one in batches]) for best in (5, 4)]
            rows.append((both[0].text, both[1].text))
    return rows


@MADE
def test_the_sums_are_those_of_an_independent_recount(kind: Kind, seed: int) -> None:
    made = state_documents(kind, seed)
    tables = html_tables(made.html)
    for group in ("parents", "professionals"):
        rows = [tuple(row[1:3]) for row in tables[f"said-{group}"][1:]]
        assert rows == expected_rows(made.state, group)
    answered = {row[0]: row[-1] for row in tables["answered"][1:]}
    for name, group in (("Parents", "parents"), ("Professionals", "professionals")):
        told = added([participation(one) for one in of_group(made.state, group)])
        assert answered[name] == told.text
    help_rows = {row[0]: row[1] for row in tables["help"][1:]}
    codes = made.state.inputs.labels.help
    for code in ("B01", "B07", "B14"):
        told = added([named(one, code) for one in of_group(made.state, "parents")])
        assert help_rows[codes[code]] == told.text


@MADE
def test_the_points_are_the_scopes_own_counts_in_the_order_of_size(kind: Kind, seed: int) -> None:
    made = state_documents(kind, seed)
    batches = of_group(made.state, "parents")
    table = html_tables(made.html).get("spread")
    if len(batches) < LEAST_POINTS:
        assert table is None
        assert f"at least {LEAST_POINTS} sites" in section(made.report, "spread")
        return
    assert table is not None
    for place, scale in enumerate(SCALES):
        told = [row[1] for row in table[1 + place * len(batches) : 1 + (place + 1) * len(batches)]]
        points = sorted((all_fully(one, scale) for one in batches), key=lambda p: (p.base, p.low))
        assert told == [point.text for point in points]


@pytest.mark.parametrize(("kind", "language"), [("many", "en"), ("guarded", "es"), ("least", "es")])
def test_every_table_is_the_same_in_page_pdf_excel_and_csv(kind: Kind, language: str) -> None:
    made = state_documents(kind, language=language)
    tables, text = html_tables(made.html), pdf_text(made.pdf).replace(" ", "")
    book = excel(made.report)
    names = table_sheets(book, tables)
    long = list(csv.DictReader(io.StringIO(long_table(made.report).decode("utf-8-sig"))))
    for table in made.report.tables:
        cells = [[cell_text(cell) for cell in row] for row in table.rows]
        assert tables[table.key] == [[*table.columns], *cells]
        assert all("".join(row).replace(" ", "") in text for row in cells), table.key
        sheet = {str(value) for row in rows_of(book, names[table.key]) for value in row}
        assert {cell for row in cells for cell in row} <= sheet, table.key
        counts = [cell for column in zip(*table.rows, strict=True) for cell in column]
        numbers = [(c.text, str(c.low), str(c.high)) for c in counts if isinstance(c, Count)]
        rows = [row for row in long if row["table"] == table.key and row["low"]]
        assert [(row["shown"], row["low"], row["high"]) for row in rows] == numbers


@pytest.mark.parametrize(("kind", "language"), [("many", "en"), ("guarded", "es")])
def test_the_pdf_is_accessible_and_the_page_tidy(kind: Kind, language: str) -> None:
    made = state_documents(kind, language=language)
    assert failures(made.pdf) == []
    elements = list(page(made.html).all())
    levels = [int(each.tag[1]) for each in elements if each.tag in ("h1", "h2", "h3", "h4")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    names = [each.attributes["id"] for each in elements if "id" in each.attributes]
    assert len(names) == len(set(names))


# --- the sentences ------------------------------------------------------------------------------


def test_a_result_is_called_outside_only_where_both_ends_of_all_counts_say_so() -> None:
    target = Target(0.5, 0.6)
    above, below = limits(0.6, [40])[0].outer[1], limits(0.5, [40])[0].outer[0]
    low = next(count for count in range(41) if count / 40 > above)
    assert surely_outside([GuardedCount(low, low + 1, 40)], target) == 1
    assert surely_outside([GuardedCount(low - 1, low + 3, 40)], target) == 0
    # The middle of the target, or its nearer end, would have called it outside.
    assert (low - 1) / 40 > limits(0.5, [40])[0].outer[1]
    high = max(count for count in range(41) if count / 40 < below)
    assert surely_outside([GuardedCount(0, high, 40)], target) == 1
    assert surely_outside([GuardedCount(0, high + 1, 40)], target) == 0
    assert surely_outside([GuardedCount(12, 12, 40)], Target(0.0, 0.05)) == 1


def test_a_point_in_time_is_special_only_where_both_ends_say_so() -> None:
    chance = random.Random(3)
    for _ in range(200):
        counts = [_open_count(chance) for _ in range(14)]
        found = course.judged(counts)
        for end in ("low", "high"):
            exact = [
                GuardedCount(getattr(c, end), getattr(c, end), c.base, c.releases) for c in counts
            ]
            told = course.judged(exact).specials
            for mine, theirs in zip(found.specials, told, strict=True):
                assert mine not in ("up", "down") or mine == theirs


def _open_count(chance: random.Random) -> GuardedCount:
    base = chance.randrange(150, 300)
    low = min(int(base * chance.choice((0.3, 0.5, 0.5, 0.5, 0.7))), base - 10)
    return GuardedCount(low, low + chance.randrange(0, 10), base, 7)


def test_a_usual_range_needs_twelve_points_and_a_chart_ten() -> None:
    counts = [GuardedCount(50 + place % 3, 50 + place % 3, 100, 3) for place in range(12)]
    assert course.judged(counts).limits[0] is not None
    assert course.judged(counts[:11]).limits == (None,) * 11
    assert section(state_documents("many").report, "course") == ""
    assert "usual range" in section(state_documents("long").report, "course")
    state = STATES["long"](1)
    for number, told in ((9, ""), (10, "middle")):
        term = sorted({one.terms[0] for one in state.inputs.releases})[-number]
        kept = tuple(one for one in state.inputs.releases if one.terms[0] >= term)
        report = state_report(replace(state.inputs, releases=kept))
        assert told in section(report, "course")
        assert bool(told) == bool(section(report, "course"))
        assert "usual range" not in section(report, "course").replace("outside the usual range", "")


def test_a_gap_has_a_direction_only_where_its_interval_does_not_hold_zero() -> None:
    assert direction({"value": 0.3, "low": 0.1, "high": 0.5}) == 1
    assert direction({"value": -0.3, "low": -0.5, "high": -0.1}) == -1
    assert direction({"value": 0.3, "low": -0.1, "high": 0.5}) == 0
    assert direction({"value": 0.3, "low": None, "high": None}) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_claims_a_cause_or_an_order_of_sites(kind: Kind) -> None:
    told = " ".join(str(each.blocks) for each in state_documents(kind).report.sections).lower()
    assert not BANNED.search(told)
    assert "best" not in told.split()
    assert "rank" not in told.replace("none is ranked", "")


@pytest.mark.parametrize("reason", Withheld)
def test_every_reason_has_words(reason: Withheld) -> None:
    english, spanish = (why_withheld(reason.name, language) for language in ("en", "es"))
    assert english != spanish != why_withheld("of an older version", "es")
    assert not set("{}") & set(english + spanish)


def test_what_ties_though_its_counts_differ_has_its_own_in_a_headline() -> None:
    """Open sums can overlap without being equal; the count of one would be wrong for the other."""
    inputs = STATES["many"](1).inputs
    newest = StateView(inputs).newest("parents")
    some = replace(newest.counts[headline_condition("V1")], low=20, high=20)
    ends = {"V1": (30, 36), "V2": (33, 33)}
    items = {headline_condition(one): some for one in StateView(inputs).items("parents")}
    items |= {headline_condition(one): replace(some, low=a, high=b) for one, (a, b) in ends.items()}
    help_named = {one: some for one in newest.counts if one.kind is Counts.HELP}
    changed = replace(newest, counts={**newest.counts, **items, **help_named})
    told = tuple(changed if one is newest else one for one in inputs.releases)
    view = StateView(replace(inputs, releases=told))
    highest, lowest, named = (block for block in heard(view).blocks if isinstance(block, Headline))
    base, label = newest.base, view.label
    assert highest.sentence.startswith(
        f"Said “yes, fully”, in no clear order: {label('V1')} (between 30 and 36 of {base}); "
        f"{label('V2')} (33 of {base}) ("
    )
    assert "Likely range" not in highest.detail
    assert lowest.sentence.startswith(f"20 of the {base} families")
    assert named.sentence.startswith(f"20 of the {base} families")


# --- what cannot be told ------------------------------------------------------------------------


@MADE
def test_no_scope_is_in_any_document(kind: Kind, seed: int) -> None:
    """Their short names, and the fingerprints by which a reader could look for her own."""
    made = state_documents(kind, seed)
    svgs = " ".join(picture.svg for picture in made.report.pictures)
    told = " ".join([made.report.to_json(), made.html, pdf_text(made.pdf), svgs])
    assert not re.search(r"\b[st][0-6]\b", told)
    for release in released(made.state.batches):
        assert release.digest[:16] not in told


def test_names_and_order_of_scopes_change_nothing() -> None:
    state = STATES["many"](1)
    turned = {f"z{9 - int(name[1])}{name[0]}": those for name, those in state.batches.items()}
    quarter = state.inputs.term
    earlier = tuple(one for one in state.inputs.releases if one.terms[0] != quarter)
    again = gathered(quarter, released(turned)).rollups[::-1]
    report = state_report(replace(state.inputs, releases=(*again, *earlier)))
    whole = state_report(state.inputs)
    assert _without_fingerprints(report) == _without_fingerprints(whole)


def _without_fingerprints(report: Report) -> str:
    return re.sub(r"[0-9a-f]{16,64}", "", report.to_json())


def test_what_is_left_over_is_in_no_number_and_no_word() -> None:
    """Two scopes more with another group, or none: the report is the same."""
    chance = random.Random(5)
    (quarter,) = {one.terms[0] for one in STATES["least"](1).inputs.releases}
    batches = a_quarter(chance, quarter, 3)
    with_few = released(batches)
    without = [release for release in with_few if release.group != "caregivers"]
    assert len(with_few) == len(without) + 2
    inputs = STATES["least"](1).inputs
    reports = [
        state_report(replace(inputs, releases=gathered(quarter, those).rollups))
        for those in (with_few, without)
    ]
    assert reports[0] == reports[1]


def test_no_number_of_the_pool_stands_beside_the_sums() -> None:
    """How many answers or sites the pool holds would tell, by subtraction, what waits."""
    made = state_documents("many")
    figures = made.state.inputs.figures[0]
    changed = {**figures.statistics, "forms": 98765, "units": 98765, "sites": 98765}
    more = replace(figures, statistics=changed)
    inputs = replace(made.state.inputs, figures=(more, *made.state.inputs.figures[1:]))
    assert state_report(inputs) == state_report(made.state.inputs)
    told = section(made.report, "pool")
    assert "98765" not in told
    assert str(figures.statistics["forms"]) not in re.findall(r"\d+", told)


def test_the_record_is_told_from_three_teams_on() -> None:
    two = replace(STATES["many"](1).inputs, teams=2)
    assert section(state_report(two), "record") == ""
    made = state_documents("many")
    assert "On record: 18 priorities" in section(made.report, "record")
    assert "Change of number" not in made.html
    assert "Priority of number" not in made.html


def test_a_group_that_is_missing_is_told_without_a_reason() -> None:
    made: StateDocuments = state_documents("none")
    told = section(made.report, "answered")
    assert "Caregivers: no result for July to September 2026. A group is shown when" in told
    assert "wait" not in told.replace("Until then", "")
