"""Scores over time: run charts, control charts, trend, change from period to period."""

from typing import Any

import numpy as np

from analysis.statistics import (
    ControlChart,
    individuals_chart,
    laney_p_chart,
    mann_kendall,
    p_chart,
    run_chart,
    theil_sen,
    xbar_s_chart,
)
from analysis.statistics.vectors import with_missing
from analysis.study.chapters.differences import mean_difference
from analysis.study.labels import MOST_PERIODS
from analysis.study.plain import plain
from analysis.study.plan import Options
from analysis.study.study import ScaleAnswers, Study, counts_by, moments_by
from analysis.study.whys import Why


def chapter(study: Study) -> dict[str, Any]:
    """The periods in order, and scale to its course: means, top scores and changes.

    Times are the numbers 0, 1, 2, ... of the periods. Rows without period are left out.
    """
    column = study.columns["period"]
    if len(column.values) > MOST_PERIODS:
        return {"periods": None, "why": str(Why.MANY_PERIODS)}
    return {
        "periods": list(column.values),
        "scales": {scale.name: _scale(study, scale) for scale in study.scales},
    }


def _scale(study: Study, scale: ScaleAnswers) -> dict[str, Any]:
    column, options = study.columns["period"], study.plan.options
    moments = moments_by(column, scale.scores)
    counts, ns = (x.tolist() for x in counts_by(column, scale.top))
    shares = [count / n if n else None for count, n in zip(counts, ns, strict=True)]
    means = [m.mean for m in moments]
    individuals = individuals_chart(means, baseline=options.baseline)
    found: dict[str, Any] = {
        "n": [m.n for m in moments],
        "mean": {
            "values": means,
            **_course(means, options),
            "individuals_chart": plain(individuals) | _signals(individuals.chart),
        },
        "top_score": {
            "counts": counts,
            "ns": ns,
            "values": shares,
            **_course(shares, options),
            **_p_charts(counts, ns, options),
        },
        "changes": _changes(study, scale),
    }
    if options.xbar_s:
        chart = xbar_s_chart(moments, baseline=options.baseline)
        found["mean"]["xbar_s_chart"] = plain(chart) | _signals(chart.means)
    return found


def _course(values: list[float | None], options: Options) -> dict[str, Any]:
    slope = theil_sen(np.arange(len(values)), with_missing(values), level=options.level)
    return {
        "run_chart": plain(run_chart(values)),
        "mann_kendall": plain(mann_kendall(values)),
        "theil_sen": plain(slope),
    }


def _p_charts(counts: list[int], ns: list[int], options: Options) -> dict[str, Any]:
    binomial = p_chart(counts, ns, baseline=options.baseline)
    laney = laney_p_chart(counts, ns, baseline=options.baseline)
    return {
        "p_chart": plain(binomial) | _signals(binomial),
        "laney_p_chart": plain(laney) | _signals(laney.chart),
    }


def _signals(chart: ControlChart) -> dict[str, Any]:
    """`run_rules` of the chart: the points, from 1, at which each rule signals."""
    return {"run_rules": plain(chart.signals)}


def _changes(study: Study, scale: ScaleAnswers) -> list[dict[str, Any]]:
    """The mean of each period minus that of the period before."""
    column = study.columns["period"]
    return [
        {"since": column.values[i], "before": column.values[i - 1]}
        | mean_difference(study, scale.scores, column.codes == i, column.codes == i - 1)
        for i in range(1, len(column.values))
    ]
