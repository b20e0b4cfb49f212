"""What all control charts have: points, a centre line, three-sigma limits, and z values."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.statistics.estimate import Undefined
from analysis.statistics.signal_rules import RunSignals, run_rules
from analysis.statistics.vectors import Vector, optional, vector, with_missing

BASELINE = 12
"""Points from which limits are computed before they are frozen."""
MEAN_RANGE = 1.128
"""Expected range of two normal values in standard deviations (d2 of two)."""


@dataclass(frozen=True)
class ControlChart:
    """Points with limits; all tuples have one entry for each point, None where it has none.

    Parameters
    ----------
    values : the points.
    centre : the centre line, None when there is none.
    sigma : standard error of each point, of which the limits are three away.
    low, high : limits.
    z : (value - centre) / sigma; None where sigma is 0.
    why : set exactly when there are no limits.
    """

    values: tuple[float | None, ...]
    centre: float | None
    sigma: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    z: tuple[float | None, ...]
    why: Undefined | None = None

    @property
    def signals(self) -> RunSignals:
        """Western Electric and Nelson rules on the z values."""
        return run_rules(self.z)


@dataclass(frozen=True)
class Limits:
    """Ingredients of a chart, before missing points become None."""

    values: Vector
    centre: float
    sigma: Vector
    floor: float = -np.inf
    ceiling: float = np.inf

    def chart(self) -> ControlChart:
        """The chart: limits at three sigma, within floor and ceiling."""
        low = np.maximum(self.floor, self.centre - 3 * self.sigma)
        high = np.minimum(self.ceiling, self.centre + 3 * self.sigma)
        return ControlChart(
            optional(self.values),
            self.centre,
            optional(self.sigma),
            optional(low),
            optional(high),
            z_values(self.values, self.centre, self.sigma),
        )


def z_values(values: Vector, centre: float, sigma: Vector) -> tuple[float | None, ...]:
    """(value - centre) / sigma, None for a missing point and where sigma is not above 0."""
    known = ~np.isnan(values) & (sigma > 0)
    z = np.full(values.size, np.nan)
    z[known] = (values[known] - centre) / sigma[known]
    return optional(z)


def without_limits(values: Vector, why: Undefined, centre: float | None = None) -> ControlChart:
    """The points alone, for the reason given."""
    none = (None,) * values.size
    return ControlChart(optional(values), centre, none, none, none, none, why)


def points(values: Sequence[float | None]) -> Vector:
    """Points in time order, NaN for None. ValueError for infinite values."""
    return vector(with_missing(values), "values")


def check_baseline(baseline: int | None) -> int | None:
    """The number of first points that limits are computed from. ValueError below 2."""
    if baseline is not None and baseline < 2:
        raise ValueError("a baseline has at least two points; 12 are usual")
    return baseline


def moving_range_mean(values: Vector) -> float | None:
    """Mean absolute difference of neighbours that both have a value; None without such a pair."""
    ranges = abs(np.diff(values))
    ranges = ranges[~np.isnan(ranges)]
    return float(ranges.mean()) if ranges.size else None
