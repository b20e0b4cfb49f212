"""The sums of one scale in the pool."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np

from analysis.instrument import Instrument
from analysis.pool.forms import Rows, columns_of
from analysis.pool.merging import merged
from analysis.statistics import (
    AnovaSums,
    ClusterSums,
    CrossProducts,
    GroupSpreads,
    PairClusterSums,
    ScoreHistogram,
)
from analysis.statistics.answers import Matrix, Vector
from analysis.statistics.scale_scores import whole_scores

Languages = tuple[str, str]

_KINDS: Mapping[str, Any] = {
    "scores": ScoreHistogram,
    "products": CrossProducts,
    "by_family": ClusterSums,
    "top_by_family": ClusterSums,
    "by_meeting": ClusterSums,
    "spreads": GroupSpreads,
}


@dataclass(frozen=True)
class ScaleSums:
    """Mergeable, exact sums of one scale.

    Parameters
    ----------
    scores : counts of (sum of the answered items, number answered).
    products : of the items, over the forms that answer all of them.
    by_family, by_meeting : scores (half rule), with the family or the meeting as cluster.
    top_by_family : 1 for the top score, 0 for another, over complete answers.
    spreads : how far complete answers about one meeting lie apart.
    by_language : for each two languages the scores of both, with the family as cluster.
    """

    scores: ScoreHistogram
    products: CrossProducts
    by_family: ClusterSums
    top_by_family: ClusterSums
    by_meeting: ClusterSums
    spreads: GroupSpreads
    by_language: Mapping[Languages, PairClusterSums]

    @classmethod
    def of(
        cls, instrument: Instrument, scale: str, rows: Rows, languages: tuple[str, ...]
    ) -> "ScaleSums":
        """The sums of these forms on one scale of the instrument."""
        table = rows.table[:, columns_of(instrument, scale)]
        scores, unit = whole_scores(table, instrument.points)
        return cls(
            ScoreHistogram.of(table, instrument.points),
            CrossProducts.of(table, instrument.scales[scale]),
            ClusterSums.of(scores, rows.families).over(unit),
            ClusterSums.of(_top(table, instrument.points), rows.families),
            ClusterSums.of(scores, rows.meetings).over(unit),
            GroupSpreads.of(table, rows.meetings),
            {
                pair: _of_languages(scores, rows, pair).over(unit)
                for pair in combinations(languages, 2)
            },
        )

    def __add__(self, other: "ScaleSums") -> "ScaleSums":
        """The sums of both, for different families. ValueError when they do not fit."""
        added = {name: getattr(self, name) + getattr(other, name) for name in _KINDS}
        return ScaleSums(**added, by_language=merged(self.by_language, other.by_language))

    def anova(self) -> AnovaSums:
        """The sums for an analysis of variance of the scores by meeting."""
        values, counts = self.scores.means()
        squares = (count * value**2 for value, count in zip(values, counts, strict=True))
        return AnovaSums.of_clusters(self.by_meeting, sum(squares, Fraction(0)))

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and whole numbers."""
        languages = [[*pair, sums.to_dict()] for pair, sums in sorted(self.by_language.items())]
        return {name: getattr(self, name).to_dict() for name in _KINDS} | {"languages": languages}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "ScaleSums":
        """What `to_dict` gave. ValueError, KeyError or TypeError when it does not fit."""
        read = {name: kind.from_dict(content[name]) for name, kind in _KINDS.items()}
        languages = {(a, b): PairClusterSums.from_dict(s) for a, b, s in content["languages"]}
        return cls(**read, by_language=languages)


def _top(table: Matrix, points: int) -> Vector:
    top = (table == points).all(axis=1).astype(np.float64)
    return np.where(np.isnan(table).any(axis=1), np.nan, top)


def _of_languages(scores: Vector, rows: Rows, pair: Languages) -> PairClusterSums:
    spoken = np.array([form.language for form in rows.forms], dtype=object)
    a, b = (spoken == language for language in pair)
    return PairClusterSums.of(scores[a], rows.families[a], scores[b], rows.families[b])
