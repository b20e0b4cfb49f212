"""Means and shares with intervals that know of clusters, such as families."""

from typing import Any

from analysis.statistics import ClusterSums, clustered_mean, clustered_share
from analysis.statistics.answers import Vector
from analysis.study.plain import plain
from analysis.study.study import Study


def chapter(study: Study) -> dict[str, Any]:
    """Scale to its clustered mean and shares; rows without cluster are left out."""
    level = study.plan.options.level
    column = study.columns["cluster"]

    def sums(values: Vector) -> ClusterSums:
        return ClusterSums.of(values[column.known], column.codes[column.known])

    return {
        scale.name: {
            "clustered_mean": plain(clustered_mean(sums(scale.scores), level=level)),
            "clustered_share": {
                "top_score": plain(clustered_share(sums(scale.top), level=level)),
                "reach": plain(clustered_share(sums(scale.reaching), level=level)),
            },
        }
        for scale in study.scales
    }
