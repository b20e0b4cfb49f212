"""Histograms, scores and reach at the edges."""

from fractions import Fraction

import numpy as np
import pytest

from analysis.statistics import (
    ItemHistograms,
    ScoreHistogram,
    Undefined,
    below,
    item_quantile,
    item_statistics,
    reach,
    scale_scores,
    score_quantile,
    score_summary,
    top_score,
)
from analysis.statistics.quantiles import type7

NA = float("nan")


def test_item_statistics() -> None:
    table: list[list[float]] = [[5, NA, 1], [5, NA, 2], [1, NA, NA], [4, NA, NA]]
    one, empty, two = item_statistics(ItemHistograms.of(table, 5, ["a", "b", "c"]))
    assert (one.n, one.mean, one.top_box, one.bottom_box) == (4, 3.75, 0.5, 0.25)
    assert one.sd == pytest.approx(np.std([5, 5, 1, 4], ddof=1))
    assert (empty.n, empty.missing) == (0, 4)
    assert (empty.mean, empty.sd, empty.top_box, empty.bottom_box) == (None, None, None, None)
    assert (two.n, two.missing, two.mean) == (2, 2, 1.5)


def test_one_answer_has_no_standard_deviation() -> None:
    (found,) = item_statistics(ItemHistograms.of([[3]], 5))
    assert (found.mean, found.sd) == (3, None)


def test_item_quantiles() -> None:
    histograms = ItemHistograms.of([[1, NA], [2, NA], [4, NA], [5, NA]], 5)
    assert item_quantile(histograms, 0.5) == (3, None)
    assert item_quantile(histograms, 0) == (1, None)
    assert item_quantile(histograms, 1) == (5, None)


@pytest.mark.parametrize("counts", [((1, 2),), ((1, 2, -1),), ((1, 2, 3), (1, 2))])
def test_bad_histograms(counts: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"histogram|two or more options"):
        ItemHistograms(tuple("ab"[: len(counts)]), counts)


def test_histograms_that_do_not_add() -> None:
    with pytest.raises(ValueError, match="do not add"):
        ItemHistograms.of([[1]], 5) + ItemHistograms.of([[1]], 4)
    with pytest.raises(ValueError, match="do not add"):
        ScoreHistogram.of([[1]], 5) + ScoreHistogram.of([[1, 2]], 5)


def test_half_rule() -> None:
    table: list[list[float]] = [
        [5, 4, NA, NA],
        [5, NA, NA, NA],
        [NA] * 4,
        [1, 2, 3, 4],
        [1, 1, 2, NA],
    ]
    assert scale_scores(table, 5) == (4.5, None, None, 2.5, 4 / 3)
    found = score_summary(ScoreHistogram.of(table, 5))
    assert (found.n, found.without_score) == (3, 2)
    assert found.mean == pytest.approx((4.5 + 2.5 + 4 / 3) / 3)


def test_half_of_three_items_is_two() -> None:
    assert scale_scores([[5, NA, NA], [5, 4, NA]], 5) == (None, 4.5)


def test_scores_from_0_to_100() -> None:
    found = score_summary(ScoreHistogram.of([[1, 1], [5, 5], [5, 5], [5, 5]], 5))
    assert found.mean_0_100 == 75


def test_no_scores() -> None:
    scores = ScoreHistogram.of([[NA, NA]], 5)
    found = score_summary(scores)
    assert (found.n, found.mean, found.sd, found.mean_0_100) == (0, None, None, None)
    assert score_quantile(scores, 0.1) is None
    assert reach(scores, 4).why is Undefined.NO_ANSWERS
    assert top_score(scores).why is Undefined.NO_ANSWERS
    assert top_score(ScoreHistogram.of(np.empty((0, 3)), 5)).n == 0


def test_top_score_is_for_complete_answers() -> None:
    found = top_score(ScoreHistogram.of(np.array([[5, 5], [5, 4], [5, NA], [5, 5]]), 5))
    assert (found.value, found.n) == (2 / 3, 3)


@pytest.mark.parametrize(("answer", "share", "low", "high"), [(5, 1, None, 1), (1, 0, 0, None)])
def test_shares_of_all_and_none(
    answer: int, share: float, low: float | None, high: float | None
) -> None:
    found = top_score(ScoreHistogram.of([[answer, answer]] * 10, 5))
    assert found.value == share
    assert low is None or found.low == low
    assert high is None or found.high == high


def test_reach_compares_whole_numbers() -> None:
    # 11 answers with the sum 44 have the mean 4, whatever rounding does.
    table = [[4] * 11, [5] * 4 + [4] * 3 + [3] * 4, [4] * 10 + [3]]
    scores = ScoreHistogram.of(table, 5)
    assert reach(scores, 4).value == pytest.approx(2 / 3)
    assert below(scores, 4).value == pytest.approx(1 / 3)


@pytest.mark.parametrize("threshold", [3.3, 3.4])
def test_thresholds_are_read_as_written(threshold: float) -> None:
    table = [[4] * 3 + [3] * 7, [4] * 4 + [3] * 6]
    assert reach(ScoreHistogram.of(table, 5), threshold).value == (1 if threshold == 3.3 else 0.5)


def test_a_threshold_is_finite() -> None:
    with pytest.raises(ValueError, match="finite"):
        reach(ScoreHistogram.of([[1]], 5), NA)


@pytest.mark.parametrize("key", [(6, 1), (0, 1), (1, 3), (1, 0)])
def test_impossible_scores(key: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a sum of"):
        ScoreHistogram(2, 5, {key: 1})


@pytest.mark.parametrize("share", [0, 0.1, 0.25, 0.5, 0.9, 1])
def test_quantiles_are_those_of_numpy(share: float) -> None:
    rng = np.random.default_rng(5)
    for _ in range(20):
        answers = rng.integers(1, 6, (rng.integers(1, 30), 3))
        wanted = np.quantile(answers.mean(axis=1), share)
        assert score_quantile(ScoreHistogram.of(answers, 5), share) == pytest.approx(wanted)


def test_bad_quantiles() -> None:
    with pytest.raises(ValueError, match=r"share of 0\.\.1"):
        type7([Fraction(1)], [1], 1.5)
    with pytest.raises(ValueError, match=r"share of 0\.\.1"):
        type7([Fraction(1)], [-1], 0.5)
