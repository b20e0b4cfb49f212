"""Run chart: has the middle shifted? The two Anhøj rules, which need no limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb, isfinite, log2

import numpy as np

from analysis.statistics.estimate import Undefined
from analysis.statistics.signal_rules import ON_THE_LINE
from analysis.statistics.vectors import vector, with_missing


@dataclass(frozen=True)
class RunChart:
    """Runs about a centre line.

    Parameters
    ----------
    centre : the centre line, None without points.
    n_useful : points that are not on the centre line; only these count.
    longest_run, longest_run_max : points of the longest run on one side, and the most that is
        still ordinary.
    crossings, crossings_min : crossings of the line, and the least that is still ordinary.
    signal_shift : longest_run > longest_run_max. signal_crossings : crossings < crossings_min.
    why : set exactly when there is no useful point; then all but `centre` and `n_useful` is None.
    """

    centre: float | None
    n_useful: int
    longest_run: int | None = None
    longest_run_max: int | None = None
    crossings: int | None = None
    crossings_min: int | None = None
    signal_shift: bool | None = None
    signal_crossings: bool | None = None
    why: Undefined | None = None


def run_chart(values: Sequence[float | None], *, centre: float | None = None) -> RunChart:
    """Anhøj's rules for a shift: an unusually long run or unusually few crossings.

    Anhøj & Olesen (2014): longest run > round(log2 n + 3); crossings < the 5 % quantile of the
    binomial distribution of n - 1 and 1/2.

    Parameters
    ----------
    values : points in time order; None (or NaN) for a point without value, which is left out.
    centre : the line; the median of the values if not given.

    Undefined without values and when all are on the line. ValueError for values or a centre that
    are not finite.
    """
    if centre is not None and not isfinite(centre):
        raise ValueError("the centre line is a finite number")
    x = vector(with_missing(values), "values")
    x = x[~np.isnan(x)]
    if not x.size:
        return RunChart(centre, 0, why=Undefined.NO_ANSWERS)
    line = float(np.median(x)) if centre is None else centre
    off = x - line
    sides = np.sign(off[abs(off) > ON_THE_LINE * max(1.0, abs(line))]).tolist()
    if not sides:
        return RunChart(line, 0, why=Undefined.NO_VARIANCE)
    n = len(sides)
    runs = [len(list(run)) for _, run in groupby(sides)]
    longest, most, crossings, least = max(runs), round(log2(n) + 3), len(runs) - 1, _fewest(n)
    return RunChart(line, n, longest, most, crossings, least, longest > most, crossings < least)


def _fewest(n: int) -> int:
    """Least k with P(X <= k) >= .05 for X binomial of n - 1 and 1/2, in whole numbers."""
    k, below = 0, 1
    while 20 * below < 2 ** (n - 1):
        k += 1
        below += comb(n - 1, k)
    return k
