"""Scores on one scale, kept as (sum, answered) so that whole numbers decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.scoring import counts_for_scale, is_top_score
from analysis.shares import wilson
from analysis.statistics.answers import (
    LEVEL,
    Matrix,
    Vector,
    Whole,
    as_options,
    blocks,
    check_level,
    check_points,
    optional,
)
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.histograms import mean_and_sd
from analysis.statistics.quantiles import type7


@dataclass(frozen=True)
class ScoreHistogram:
    """Mergeable counts of the scores of a scale of k items with options 1..points.

    Parameters
    ----------
    size : k, items of the scale.
    points : options of each item.
    counts : {(sum of the answered items, number answered): respondents}, zeros left out.
    """

    size: int
    points: int
    counts: Mapping[tuple[int, int], int]

    def __post_init__(self) -> None:
        check_points(self.points)
        for (total, answered), count in self.counts.items():
            fits = 0 <= answered <= self.size and answered <= total <= self.points * answered
            if not fits or count < 0:
                raise ValueError(f"a sum of {total} over {answered} answers, {count} times")

    @classmethod
    def of(cls, answers: ArrayLike, points: int) -> "ScoreHistogram":
        """Count a table of answers 1..points (rows x items of the scale, NaN = missing).

        Raises ValueError for another answer or a bad table.
        """
        array = as_options(answers, points)
        totals, answered = _totals(array)
        size = array.shape[1]
        counts = np.bincount(totals * (size + 1) + answered)
        used = np.flatnonzero(counts).tolist()
        return cls(size, points, {divmod(code, size + 1): int(counts[code]) for code in used})

    def __add__(self, other: "ScoreHistogram") -> "ScoreHistogram":
        """The counts of both. ValueError when size or points differ."""
        if (self.size, self.points) != (other.size, other.points):
            raise ValueError("score histograms of different scales do not add")
        keys = sorted(self.counts.keys() | other.counts.keys())
        merged = {key: self.counts.get(key, 0) + other.counts.get(key, 0) for key in keys}
        return ScoreHistogram(self.size, self.points, merged)

    def to_dict(self) -> dict[str, Any]:
        """Plain lists; counts as [sum, answered, respondents]."""
        counts = [[*key, count] for key, count in sorted(self.counts.items())]
        return {"size": self.size, "points": self.points, "counts": counts}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "ScoreHistogram":
        """What `to_dict` gave. ValueError when it does not fit."""
        counts = {(total, answered): n for total, answered, n in content["counts"]}
        return cls(content["size"], content["points"], counts)

    def scored(self) -> Iterator[tuple[int, int, int]]:
        """(sum, answered, respondents) of those who answered at least half of the items."""
        for (total, answered), count in self.counts.items():
            if answered and count and counts_for_scale(answered, self.size):
                yield total, answered, count

    def means(self) -> tuple[list[Fraction], list[int]]:
        """The different scores (half rule), ascending, and how many respondents have each."""
        found: dict[Fraction, int] = {}
        for total, answered, count in self.scored():
            score = Fraction(total, answered)
            found[score] = found.get(score, 0) + count
        values = sorted(found)
        return values, [found[value] for value in values]


@dataclass(frozen=True)
class ScoreSummary:
    """Scores by the half rule.

    Parameters
    ----------
    n : respondents with a score.
    without_score : respondents who answered fewer than half of the items.
    mean, sd : 1..points; sd has the divisor n - 1. None for n = 0, sd also for n = 1.
    mean_0_100 : the mean on 0..100, 100 (x - 1) / (points - 1).
    """

    n: int
    without_score: int
    mean: float | None
    sd: float | None
    mean_0_100: float | None


def scale_scores(answers: ArrayLike, points: int) -> tuple[float | None, ...]:
    """Each respondent's mean of the answered items, 1..points, by the half rule.

    answers : rows x items of the scale, whole numbers 1..points, NaN = missing. None where fewer
    than half of the items are answered. Raises ValueError for another answer or a bad table.
    Ware (1993); Fayers and Machin (2016).
    """
    whole, unit = whole_scores(answers, points)
    return optional(whole / unit)


def whole_scores(answers: ArrayLike, points: int) -> tuple[Vector, int]:
    """Each respondent's score in parts of a point that make every score whole, and these parts.

    score = whole / parts, so sums of the whole ones are exact. The parts are the least common
    multiple of the numbers of answers that have a score. NaN for no score; as `scale_scores`.
    """
    array = as_options(answers, points)
    size = array.shape[1]
    unit = lcm(*(k for k in range(1, size + 1) if counts_for_scale(k, size)))
    totals, answered = _totals(array)
    enough = (2 * answered >= size) & (answered > 0)
    return np.where(enough, totals * (unit // np.maximum(answered, 1)), np.nan), unit


def score_summary(scores: ScoreHistogram) -> ScoreSummary:
    """Number, mean and standard deviation of the scores, exact before the last step."""
    values, counts = scores.means()
    mean, sd = mean_and_sd(values, counts)
    percent = None if mean is None else 100 * (mean - 1) / (scores.points - 1)
    n = sum(counts)
    return ScoreSummary(n, sum(scores.counts.values()) - n, mean, sd, percent)


def score_quantile(scores: ScoreHistogram, share: float) -> float | None:
    """The quantile (type 7) of the scores, 1..points; .1 gives P10. None without scores.

    Raises ValueError for a share outside 0..1. Hyndman and Fan (1996).
    """
    return type7(*scores.means(), share)


def top_score(scores: ScoreHistogram, level: float = LEVEL) -> Estimate:
    """Share of the complete answers with the last option in every item, with Wilson's interval.

    n is the number of respondents who answered every item; undefined for none.
    Raises ValueError for a level outside (0, 1). Elwyn et al. (2013); Barr et al. (2014).
    """
    k, points = scores.size, scores.points
    complete = sum(count for (_, given), count in scores.counts.items() if given == k)
    top = sum(n for (s, given), n in scores.counts.items() if is_top_score(s, given, k, points))
    return share_of(top, complete, level)


def share_of(count: int, n: int, level: float) -> Estimate:
    """Count / n with Wilson's interval; undefined for n = 0. ValueError for a bad level."""
    check_level(level)
    limits = wilson(count, n, level)
    if limits is None:
        return Estimate.none(Undefined.NO_ANSWERS)
    return Estimate(count / n, n, limits.low, limits.high)


def _totals(array: Matrix) -> tuple[Whole, Whole]:
    """Sum of the answered items and their number, for each row."""
    parts = [_block_totals(block) for block in blocks(array)]
    empty = np.empty(0, dtype=np.int64)
    totals = np.concatenate([empty, *(total for total, _ in parts)])
    return totals, np.concatenate([empty, *(answered for _, answered in parts)])


def _block_totals(block: Matrix) -> tuple[Whole, Whole]:
    each = np.ones(block.shape[1])
    missing = np.isnan(block)
    totals = np.where(missing, 0.0, block) @ each
    return totals.astype(np.int64), block.shape[1] - (missing @ each).astype(np.int64)
