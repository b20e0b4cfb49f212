"""Scores of one form, by hand."""

import pytest

from analysis.scoring import counts_for_scale, is_affirmed, is_top_score, scale_mean


@pytest.mark.parametrize(
    ("answered", "size", "counts"),
    [(0, 3, False), (1, 3, False), (2, 3, True), (1, 2, True), (0, 1, False), (4, 9, False)],
)
def test_half_rule(answered: int, size: int, counts: bool) -> None:
    assert counts_for_scale(answered, size) is counts


def test_the_mean_is_of_the_answered_items() -> None:
    assert scale_mean(9, 2, 3) == 4.5
    assert scale_mean(5, 1, 3) is None


@pytest.mark.parametrize(
    ("total", "answered", "affirmed"),
    [(12, 3, True), (11, 3, False), (8, 2, True), (7, 2, False), (5, 1, False), (0, 0, False)],
)
def test_affirmed_is_a_mean_of_four_or_more_of_at_least_half(
    total: int, answered: int, affirmed: bool
) -> None:
    assert is_affirmed(total, answered, 3) is affirmed


def test_affirmed_follows_the_number_of_points() -> None:
    assert is_affirmed(9, 3, 3, points=4)
    assert not is_affirmed(9, 3, 3, points=5)


@pytest.mark.parametrize(
    ("total", "answered", "top"), [(15, 3, True), (14, 3, False), (10, 2, False), (0, 0, False)]
)
def test_a_top_score_needs_every_item(total: int, answered: int, top: bool) -> None:
    assert is_top_score(total, answered, 3) is top


@pytest.mark.parametrize(("answered", "size"), [(4, 3), (-1, 3), (0, 0)])
def test_impossible_numbers_of_answers_are_refused(answered: int, size: int) -> None:
    for score in (
        lambda: scale_mean(0, answered, size),
        lambda: is_affirmed(0, answered, size),
        lambda: is_top_score(0, answered, size),
    ):
        with pytest.raises(ValueError, match="answered items"):
            score()
