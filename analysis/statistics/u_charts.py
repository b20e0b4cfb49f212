"""Chart of events per unit, such as help asked for per meeting: u."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.control_charts import (
    ControlChart,
    Limits,
    check_baseline,
    without_limits,
)
from analysis.statistics.estimate import Undefined
from analysis.statistics.vectors import vector


def u_chart(events: ArrayLike, units: ArrayLike, *, baseline: int | None = None) -> ControlChart:
    """Events a unit with limits u +- 3 sqrt(u / n_i), not below 0 (Montgomery, 2019).

    Parameters
    ----------
    events, units : (periods,) in time order, 0 or more and never missing; there may be more
        events than units; a period without units is a point without value and has no events.
    baseline : the first so many periods give u, later ones are judged by it (usually 12); all
        periods if not given.

    Undefined without units. ValueError for numbers out of range and a baseline below 2.
    """
    x, n = vector(events, "events"), vector(units, "units")
    if x.shape != n.shape or not ((x >= 0) & (n >= 0)).all() or (x[n == 0] > 0).any():
        raise ValueError("give events and units of each period, 0 or more, no event without units")
    first = check_baseline(baseline)
    values = np.full(n.size, np.nan)
    values[n > 0] = x[n > 0] / n[n > 0]
    everything = float(n[:first].sum())
    if not everything:
        return without_limits(values, Undefined.NO_ANSWERS)
    u = float(x[:first].sum()) / everything
    sigma = np.full(n.size, np.nan)
    sigma[n > 0] = sqrt(u) / np.sqrt(n[n > 0])
    return Limits(values, u, sigma, floor=0.0).chart()
