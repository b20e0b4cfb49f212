"""Differences between the groups of the study, two by two."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np

from analysis.statistics import cliffs_delta, hedges_g
from analysis.statistics.answers import Vector
from analysis.study.chapters.differences import mean_difference, top_score_difference
from analysis.study.plain import plain
from analysis.study.study import Column, Mask, ScaleAnswers, Study
from analysis.study.whys import Why

MOST_VALUES = 12


def chapter(study: Study) -> dict[str, Any]:
    """The values of the column `compare`, or else `group`, and scale to their comparisons."""
    column = compared(study)
    if len(column.values) > MOST_VALUES:
        return {"values": None, "scales": {}, "why": str(Why.MANY_VALUES)}
    if len(column.values) < 2:
        return {"values": list(column.values), "scales": {}, "why": str(Why.ONE_VALUE)}
    scales = {scale.name: list(_pairs(study, scale)) for scale in study.scales}
    return {"values": list(column.values), "scales": scales}


def compared(study: Study) -> Column:
    """The column whose values are compared."""
    return study.columns.get("compare") or study.columns["group"]


def _pairs(study: Study, scale: ScaleAnswers) -> Iterator[dict[str, Any]]:
    column = compared(study)
    for (i, a), (j, b) in combinations(enumerate(column.values), 2):
        yield {"a": a, "b": b} | _pair(study, scale, column.codes == i, column.codes == j)


def _pair(study: Study, scale: ScaleAnswers, a: Mask, b: Mask) -> dict[str, Any]:
    first, second = scale.scores[a], scale.scores[b]
    return {
        **mean_difference(study, scale.scores, a, b),
        "top_score": top_score_difference(study, scale, a, b),
        "hedges_g": plain(hedges_g(first, second, level=study.plan.options.level)),
        "cliffs_delta": plain(cliffs_delta(*_histograms(first, second))),
    }


def _histograms(a: Vector, b: Vector) -> tuple[list[int], list[int]]:
    """Counts of the different scores in both, ascending."""
    a, b = a[~np.isnan(a)], b[~np.isnan(b)]
    values, codes = np.unique(np.concatenate([a, b]), return_inverse=True)
    counts = (np.bincount(part, minlength=values.size) for part in np.split(codes, [a.size]))
    first, second = (count.tolist() for count in counts)
    return first, second
