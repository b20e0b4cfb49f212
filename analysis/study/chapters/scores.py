"""The scores of each scale: summary, quantiles, top score, reach."""

from typing import Any

import numpy as np

from analysis.statistics import (
    Undefined,
    below,
    clopper_pearson,
    clustered_mean,
    jeffreys,
    reach,
    score_quantile,
    score_summary,
    top_score,
)
from analysis.study.plain import plain
from analysis.study.study import ScaleAnswers, Study

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


def chapter(study: Study) -> dict[str, Any]:
    """Scale to its scores."""
    return {scale.name: _scale(scale, study) for scale in study.scales}


def _scale(scale: ScaleAnswers, study: Study) -> dict[str, Any]:
    options, scores = study.plan.options, scale.histogram
    return {
        "items": list(scale.items),
        "score_summary": plain(score_summary(scores)),
        **_mean(scale, study),
        "score_quantile": _quantiles(scale),
        "top_score": _top_score(scale, options.level),
        "reach": plain(reach(scores, options.threshold, options.level))
        | {"threshold": options.threshold},
        "below": plain(below(scores, options.below, options.level)) | {"threshold": options.below},
    }


def _mean(scale: ScaleAnswers, study: Study) -> dict[str, Any]:
    """The mean of independent rows with its t interval; with clusters, their chapter has one."""
    if "cluster" in study.columns:
        return {}
    rows, level = np.arange(study.rows), study.plan.options.level
    return {"clustered_mean": plain(clustered_mean(scale.scores, rows, level=level))}


def _quantiles(scale: ScaleAnswers) -> dict[str, Any]:
    values = {str(share): score_quantile(scale.histogram, share) for share in QUANTILES}
    return values | ({"why": str(Undefined.NO_ANSWERS)} if None in values.values() else {})


def _top_score(scale: ScaleAnswers, level: float) -> dict[str, Any]:
    """The share with Wilson's interval, and the exact and Jeffreys' intervals of the same."""
    share = top_score(scale.histogram, level)
    found: dict[str, Any] = plain(share)
    if share.value is None:
        return found
    count = round(share.value * share.n)
    return found | {
        "count": count,
        "clopper_pearson": plain(clopper_pearson(count, share.n, level)),
        "jeffreys": plain(jeffreys(count, share.n, level)),
    }
