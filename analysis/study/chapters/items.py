"""Each item over all who answered it."""

from typing import Any

from analysis.statistics import ItemHistograms, item_statistics
from analysis.study.plain import plain
from analysis.study.study import Study


def chapter(study: Study) -> list[dict[str, Any]]:
    """`item_statistics` of every item, with its counts: blank, option 1, 2, ... points."""
    histograms = ItemHistograms.of(study.items, study.plan.points, study.plan.items)
    return [
        plain(item) | {"counts": list(counts)}
        for item, counts in zip(item_statistics(histograms), histograms.counts, strict=True)
    ]
