"""Quarters, half-years and years."""

from datetime import date

import pytest

from analysis import Term, term_of


@pytest.mark.parametrize(
    ("day", "months", "label", "first_day", "last_day"),
    [
        (date(2026, 8, 15), 3, "2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), 3, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), 3, "2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        (date(2026, 6, 30), 6, "2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), 6, "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 7, 1), 12, "2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_term_of_a_day(
    day: date, months: int, label: str, first_day: date, last_day: date
) -> None:
    term = term_of(day, months)
    assert (term.label, term.first_day, term.last_day) == (label, first_day, last_day)
    assert Term.parse(label) == term


@pytest.mark.parametrize(
    ("label", "following"), [("2026-Q4", "2027-Q1"), ("2026-H2", "2027-H1"), ("2026", "2027")]
)
def test_terms_follow_each_other(label: str, following: str) -> None:
    assert Term.parse(label).next() == Term.parse(following)
    assert Term.parse(following).previous() == Term.parse(label)
    assert Term.parse(label) < Term.parse(following)


@pytest.mark.parametrize(
    "label", ["", "2026-Q0", "2026-Q5", "2026-H3", "26-Q1", "2026Q1", "2026-Q", " 2026", "2026-1"]
)
def test_other_labels_are_no_terms(label: str) -> None:
    with pytest.raises(ValueError, match="not a term"):
        Term.parse(label)


@pytest.mark.parametrize(
    ("first_day", "months"),
    [(date(2026, 7, 2), 3), (date(2026, 8, 1), 3), (date(2026, 4, 1), 6), (date(2026, 7, 1), 12)],
)
def test_no_term_begins_elsewhere(first_day: date, months: int) -> None:
    with pytest.raises(ValueError, match="no term"):
        Term(first_day, months)


@pytest.mark.parametrize("months", [0, 1, 4, 24])
def test_no_other_length(months: int) -> None:
    with pytest.raises(ValueError, match="3, 6 or 12 months"):
        term_of(date(2026, 7, 1), months)
    with pytest.raises(ValueError, match="3, 6 or 12 months"):
        Term(date(2026, 1, 1), months)
