"""Matching releases of two groups, and the gap between them."""

import pytest

from analysis import GuardedCount, Release
from analysis.gaps import Match, gap, matched_releases
from tests.unit.analysis.builders import V1_FULLY, a_release


def parents(*spans: str) -> list[Release]:
    return [a_release(terms=span) for span in spans]


def professionals(*spans: str) -> list[Release]:
    return [a_release(terms=span, group="professionals") for span in spans]


def spans(match: Match | None) -> tuple[list[str], list[str]] | None:
    if match is None:
        return None
    return [r.label for r in match.parents], [r.label for r in match.professionals]


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        # The newest quarter of both.
        (["2026-Q1", "2026-Q2"], ["2026-Q1", "2026-Q2"], (["2026-Q2"], ["2026-Q2"])),
        # Parents waited: two quarters of professionals are added up.
        (
            ["2026-Q1 2026-Q2"],
            ["2026-Q1", "2026-Q2"],
            (["2026-Q1/2026-Q2"], ["2026-Q1", "2026-Q2"]),
        ),
        # Professionals have a longer batch.
        (
            ["2026-Q1", "2026-Q2"],
            ["2026-Q1 2026-Q2"],
            (["2026-Q1", "2026-Q2"], ["2026-Q1/2026-Q2"]),
        ),
        # Staggered batches meet only after three terms.
        (
            ["2026-Q1", "2026-Q2 2026-Q3"],
            ["2026-Q1 2026-Q2", "2026-Q3"],
            (["2026-Q1", "2026-Q2/2026-Q3"], ["2026-Q1/2026-Q2", "2026-Q3"]),
        ),
        # Nothing of professionals for the newest quarter: the one before.
        (["2026-Q1", "2026-Q2"], ["2026-Q1"], (["2026-Q1"], ["2026-Q1"])),
        # Professionals miss one of the quarters that parents waited; an older match is found.
        (["2025-Q4", "2026-Q1 2026-Q2"], ["2025-Q4", "2026-Q2"], (["2025-Q4"], ["2025-Q4"])),
        (["2026-Q1 2026-Q2"], ["2026-Q2"], None),
        (["2026-Q1"], ["2026-Q2"], None),
        ([], ["2026-Q2"], None),
        (["2026-Q1"], [], None),
    ],
)
def test_matching(
    theirs: list[str], ours: list[str], expected: tuple[list[str], list[str]] | None
) -> None:
    assert spans(matched_releases(parents(*theirs), professionals(*ours))) == expected
    assert spans(matched_releases(parents(*theirs)[::-1], professionals(*ours)[::-1])) == expected


def test_a_new_wording_within_the_terms_is_not_added_up() -> None:
    ours = [a_release(terms="2026-Q1", version="old"), a_release(terms="2026-Q2", version="new")]
    assert matched_releases(parents("2026-Q1 2026-Q2"), ours) is None


def test_the_gap_is_between_sums_of_the_same_terms() -> None:
    ours = [
        a_release(14, answered=16, terms=term, group="professionals")
        for term in ("2026-Q1", "2026-Q2")
    ]
    match = matched_releases([a_release(9, terms="2026-Q1 2026-Q2")], ours)
    assert match is not None
    found = gap(V1_FULLY, match)
    assert found.parents == GuardedCount(9, 9, 20)
    assert found.professionals == GuardedCount(26, 32, 32, releases=2)
    assert found.direction == "higher"


@pytest.mark.parametrize(("count", "direction"), [(17, "higher"), (12, None), (2, "lower")])
def test_direction_is_that_of_the_professionals(count: int, direction: str | None) -> None:
    match = Match((a_release(10),), (a_release(count, group="professionals"),))
    assert gap(V1_FULLY, match).direction == direction
