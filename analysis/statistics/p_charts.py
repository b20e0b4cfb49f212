"""Charts of shares: p and Laney's p prime."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.control_charts import (
    MEAN_RANGE,
    ControlChart,
    Limits,
    check_baseline,
    moving_range_mean,
    without_limits,
)
from analysis.statistics.estimate import Undefined
from analysis.statistics.vectors import Vector, counts_of


@dataclass(frozen=True)
class LaneyChart:
    """A p' chart: `chart` has the limits, `sigma_z` is how much wider they are than binomial ones.

    `sigma_z` is None, and the chart without limits, when it cannot be computed.
    """

    chart: ControlChart
    sigma_z: float | None


def p_chart(counts: ArrayLike, ns: ArrayLike, *, baseline: int | None = None) -> ControlChart:
    """Shares with limits p +- 3 sqrt(p (1 - p) / n_i) within 0..1 (Montgomery, 2019).

    Parameters
    ----------
    counts, ns : (periods,) in time order, 0 <= count <= n; a period of 0 of 0 is a point without
        value.
    baseline : the first so many periods give p, later ones are judged by it (usually 12); all
        periods if not given.

    Undefined without answers. ValueError for counts out of range and a baseline below 2.
    """
    x, n = counts_of(counts, ns)
    return _chart(x, n, check_baseline(baseline), 1.0)


def laney_p_chart(counts: ArrayLike, ns: ArrayLike, *, baseline: int | None = None) -> LaneyChart:
    """Shares with limits widened (or narrowed) by their own variation from point to point.

    Laney (2002): sigma_z = mean absolute difference of neighbouring z / 1.128. Neighbours are
    periods next to each other that both have answers. Parameters and errors as in `p_chart`.
    Undefined without answers, without two neighbours, and for shares that are all 0 or all 1.
    """
    x, n = counts_of(counts, ns)
    plain = _chart(x, n, check_baseline(baseline), 1.0)
    if plain.why is not None:
        return LaneyChart(plain, None)
    z = np.array([np.nan if v is None else v for v in plain.z[:baseline]], dtype=np.float64)
    between = moving_range_mean(z)
    if between is None:
        same = np.isnan(z).all() and z.size > 1
        why = Undefined.NO_VARIANCE if same else Undefined.TOO_FEW_POINTS
        return LaneyChart(without_limits(_shares(x, n), why, plain.centre), None)
    sigma_z = between / MEAN_RANGE
    return LaneyChart(_chart(x, n, baseline, sigma_z), sigma_z)


def _chart(x: Vector, n: Vector, baseline: int | None, sigma_z: float) -> ControlChart:
    answers = float(n[:baseline].sum())
    if not answers:
        return without_limits(_shares(x, n), Undefined.NO_ANSWERS)
    p = float(x[:baseline].sum()) / answers
    sigma = np.full(n.size, np.nan)
    sigma[n > 0] = sqrt(p * (1 - p)) / np.sqrt(n[n > 0]) * sigma_z
    return Limits(_shares(x, n), p, sigma, 0.0, 1.0).chart()


def _shares(x: Vector, n: Vector) -> Vector:
    shares = np.full(n.size, np.nan)
    shares[n > 0] = x[n > 0] / n[n > 0]
    return shares
