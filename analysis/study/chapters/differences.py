"""The difference of two sets of rows: by clusters when they are named, else of independent rows."""

from typing import Any

import numpy as np

from analysis.statistics import (
    ClusterSums,
    Estimate,
    PairClusterSums,
    Undefined,
    clustered_difference,
    clustered_share_difference,
    newcombe_difference,
    welch_difference,
)
from analysis.statistics.answers import Vector
from analysis.study.plain import plain
from analysis.study.study import Mask, ScaleAnswers, Study


def mean_difference(study: Study, scores: Vector, a: Mask, b: Mask) -> dict[str, Any]:
    """Mean of the rows a minus mean of the rows b, by the name of the statistic."""
    level = study.plan.options.level
    if "cluster" not in study.columns:
        return {"welch_difference": plain(welch_difference(scores[a], scores[b], level=level))}
    found = clustered_difference(_pairs(study, scores, a, b), level=level)
    return {"clustered_difference": plain(found)}


def top_score_difference(study: Study, scale: ScaleAnswers, a: Mask, b: Mask) -> dict[str, Any]:
    """Share of top scores in the rows a minus that in the rows b."""
    level, top = study.plan.options.level, scale.top
    if "cluster" not in study.columns:
        return {"newcombe_difference": plain(_newcombe(top[a], top[b], level))}
    codes = study.columns["cluster"].codes
    a, b = a & (codes >= 0), b & (codes >= 0)
    if np.intersect1d(codes[a & ~np.isnan(top)], codes[b & ~np.isnan(top)]).size:
        found = clustered_difference(_pairs(study, top, a, b), level=level)
        return {"clustered_difference": plain(found)}
    sums = (ClusterSums.of(top[rows], codes[rows]) for rows in (a, b))
    return {"clustered_share_difference": plain(clustered_share_difference(*sums, level=level))}


def difference_in(entry: dict[str, Any]) -> dict[str, Any]:
    """What `mean_difference` put into an entry, by either name."""
    found: dict[str, Any] = entry.get("clustered_difference") or entry["welch_difference"]
    return found


def _pairs(study: Study, values: Vector, a: Mask, b: Mask) -> PairClusterSums:
    column = study.columns["cluster"]
    a, b = a & column.known, b & column.known
    return PairClusterSums.of(values[a], column.codes[a], values[b], column.codes[b])


def _newcombe(a: Vector, b: Vector, level: float) -> Estimate:
    a, b = a[~np.isnan(a)], b[~np.isnan(b)]
    limits = newcombe_difference(a.sum(), a.size, b.sum(), b.size, level)
    n = int(a.size + b.size)
    if limits is None:
        return Estimate.none(Undefined.ONE_GROUP if n else Undefined.NO_ANSWERS, n)
    return Estimate(float(a.mean() - b.mean()), n, limits.low, limits.high)
