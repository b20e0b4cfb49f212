"""The answers of a study as arrays: items, scores of scales, and the columns that sort rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from analysis.statistics.answers import Matrix, Vector, Whole
from analysis.statistics.moments import Moments
from analysis.statistics.scale_scores import ScoreHistogram, scale_scores
from analysis.statistics.vectors import with_missing
from analysis.study.plan import Plan

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """Labels: `values` that occur, in order, and the position of each row's; -1 for a blank."""

    values: tuple[str, ...]
    codes: Whole

    @property
    def known(self) -> Mask:
        """The rows with a label."""
        return self.codes >= 0


@dataclass(frozen=True)
class ScaleAnswers:
    """One scale of the study, (rows,) or (rows, items).

    Parameters
    ----------
    answers : 1..points, NaN for missing.
    scores : mean of the answered items by the half rule, NaN without.
    top : 1 for the last option in every item, NaN for a row that is not complete.
    reaching : 1 for a score at or above the threshold, NaN without score.
    """

    name: str
    items: tuple[str, ...]
    answers: Matrix
    histogram: ScoreHistogram
    scores: Vector
    top: Vector
    reaching: Vector


@dataclass(frozen=True)
class Study:
    """A plan with the answers it describes.

    Parameters
    ----------
    file, sha256 : name and digest of the file of answers.
    answers : item to its answers, (rows,), NaN for missing.
    columns : what a column is (see `plan.COLUMNS`) to its labels.
    """

    plan: Plan
    file: str
    sha256: str
    answers: Mapping[str, Vector]
    columns: Mapping[str, Column]

    @property
    def rows(self) -> int:
        """Rows of the file, the headings apart."""
        return len(next(iter(self.answers.values())))

    @cached_property
    def items(self) -> Matrix:
        """All items, rows x items, in the order of the plan."""
        return np.column_stack([self.answers[item] for item in self.plan.items])

    @cached_property
    def answered(self) -> Mask:
        """The rows with an answer to any item: the respondents."""
        some: Mask = (~np.isnan(self.items)).sum(axis=1) > 0
        return some

    @cached_property
    def scales(self) -> tuple[ScaleAnswers, ...]:
        """Every scale with its scores."""
        return tuple(self._scale(name, items) for name, items in self.plan.scales.items())

    def _scale(self, name: str, items: tuple[str, ...]) -> ScaleAnswers:
        answers = np.column_stack([self.answers[item] for item in items])
        scores = with_missing(scale_scores(answers, self.plan.points))
        complete = ~np.isnan(answers).any(axis=1)
        all_last = (answers == self.plan.points).all(axis=1)
        return ScaleAnswers(
            name,
            items,
            answers,
            ScoreHistogram.of(answers, self.plan.points),
            scores,
            np.where(complete, all_last, np.nan),
            np.where(np.isnan(scores), np.nan, _at_least(answers, self.plan.options.threshold)),
        )


def _at_least(answers: Matrix, threshold: float) -> Mask:
    """Whether the mean of the answered items reaches the threshold, in whole numbers."""
    bar = Fraction(str(threshold))
    least = np.array([ceil(bar * answered) for answered in range(answers.shape[1] + 1)])
    answered = (~np.isnan(answers)).sum(axis=1)
    reaches: Mask = np.nan_to_num(answers).sum(axis=1) >= least[answered]
    return reaches


def moments_by(column: Column, values: Vector) -> tuple[Moments, ...]:
    """The moments of the values of each label; rows without label belong to none."""
    return tuple(Moments.of(part) for part in split(column, values))


def split(column: Column, values: Vector) -> Sequence[Vector]:
    """The values of the rows of each label, in the order of the labels."""
    kept = np.flatnonzero(column.known)
    order = kept[np.argsort(column.codes[kept], kind="stable")]
    sizes = np.bincount(column.codes[kept], minlength=len(column.values))
    return np.split(values[order], np.cumsum(sizes)[:-1]) if len(sizes) else []


def counts_by(column: Column, zeros_and_ones: Vector) -> tuple[Whole, Whole]:
    """For each label the number of ones, and of zeros and ones."""
    given = column.known & ~np.isnan(zeros_and_ones)
    size, codes = len(column.values), column.codes[given]
    ones = np.bincount(codes, zeros_and_ones[given], minlength=size)
    return ones.astype(np.int64), np.bincount(codes, minlength=size).astype(np.int64)
