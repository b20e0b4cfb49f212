"""Sites about their common value: funnel and shrinkage, no ranks."""

from typing import Any

from analysis.statistics import funnel, shrunken_means, shrunken_shares
from analysis.study.plain import plain
from analysis.study.study import ScaleAnswers, Study, counts_by, moments_by


def chapter(study: Study) -> dict[str, Any]:
    """The sites in order, and scale to their values; rows without site are left out."""
    return {
        "sites": list(study.columns["site"].values),
        "scales": {scale.name: _scale(study, scale) for scale in study.scales},
    }


def _scale(study: Study, scale: ScaleAnswers) -> dict[str, Any]:
    column = study.columns["site"]
    counts, ns = (x.tolist() for x in counts_by(column, scale.top))
    moments = moments_by(column, scale.scores)
    return {
        "top_score": {
            "counts": counts,
            "ns": ns,
            "funnel": plain(funnel(counts, ns)),
            "shrunken_shares": plain(shrunken_shares(counts, ns)),
        },
        "mean": {
            "n": [m.n for m in moments],
            "values": [m.mean for m in moments],
            "shrunken_means": plain(shrunken_means(moments)),
        },
    }
