"""Polychoric correlations of the items of each scale, and ordinal alpha."""

from typing import Any

from analysis.statistics import PairTables, ordinal_alpha, polychoric_correlations
from analysis.study.plain import plain
from analysis.study.study import ScaleAnswers, Study


def chapter(study: Study) -> dict[str, Any]:
    """Scale to its correlations; complete rows. In the matrix null is a pair without value."""
    return {scale.name: _scale(scale, study.plan.points) for scale in study.scales}


def _scale(scale: ScaleAnswers, points: int) -> dict[str, Any]:
    tables = PairTables.of(scale.answers, points, scale.items)
    return {
        "polychoric_correlations": plain(polychoric_correlations(tables)),
        "ordinal_alpha": plain(ordinal_alpha(tables)),
    }
