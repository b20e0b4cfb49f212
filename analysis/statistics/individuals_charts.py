"""Chart of single values, such as quarterly means, and of their moving range: I-MR."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.statistics.control_charts import (
    MEAN_RANGE,
    ControlChart,
    Limits,
    check_baseline,
    moving_range_mean,
    points,
    without_limits,
)
from analysis.statistics.estimate import Undefined

_RANGE_LIMIT = 3.267


@dataclass(frozen=True)
class IndividualsChart:
    """Single values and their moving range.

    Parameters
    ----------
    chart : the values with their limits.
    mean_range : mean absolute difference of neighbours; None below two neighbours.
    sigma : mean_range / 1.128.
    range_high : upper limit of the moving range, 3.267 mean_range.
    """

    chart: ControlChart
    mean_range: float | None
    sigma: float | None
    range_high: float | None


def individuals_chart(
    values: Sequence[float | None], *, baseline: int | None = None
) -> IndividualsChart:
    """Values with limits mean +- 3 mean moving range / 1.128 (Wheeler, 2000; Montgomery, 2019).

    Parameters
    ----------
    values : points in time order; None (or NaN) for a point without value. Only neighbours that
        both have a value give a range.
    baseline : the first so many points give the limits, later ones are judged by them (usually
        12); all points if not given.

    Undefined without values or without two neighbours. ValueError for a baseline below 2.
    """
    x = points(values)
    first = x[: check_baseline(baseline)]
    given = first[~np.isnan(first)]
    mean_range = moving_range_mean(first)
    if not given.size:
        return IndividualsChart(without_limits(x, Undefined.NO_ANSWERS), None, None, None)
    centre = float(given.mean())
    if mean_range is None:
        chart = without_limits(x, Undefined.TOO_FEW_POINTS, centre)
        return IndividualsChart(chart, None, None, None)
    sigma = mean_range / MEAN_RANGE
    chart = Limits(x, centre, np.full(x.size, sigma)).chart()
    return IndividualsChart(chart, mean_range, sigma, _RANGE_LIMIT * mean_range)
