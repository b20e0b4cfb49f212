"""Funnel plot: is a site further from the pooled share than chance among its answers explains?"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.estimate import Undefined
from analysis.statistics.random_effects import excess_variance
from analysis.statistics.vectors import Vector, check_level, counts_of, optional

INNER, OUTER = 0.95, 0.998
_WINSORISED = (0.1, 0.9)


class FunnelLimits(NamedTuple):
    """Limits for each site, as shares; None for a site without answers."""

    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True)
class Funnel:
    """Sites about their pooled share; tuples have one entry for each site, None without answers.

    Parameters
    ----------
    target : pooled share, None without answers.
    z : (share - target) / binomial standard error.
    inner, outer : limits that hold 95 % and 99.8 % of sites that differ by chance.
    phi : mean of the squared winsorised z: above 1 when sites differ more than by chance.
    tau2 : variance between sites beyond chance (additive model); None for one site.
    z_additive : z with tau2 added to the squared standard error; None with it.
    why : set exactly when there is no funnel; then `target` alone may be known.
    """

    target: float | None
    z: tuple[float | None, ...]
    inner: FunnelLimits
    outer: FunnelLimits
    phi: float | None = None
    tau2: float | None = None
    z_additive: tuple[float | None, ...] = ()
    why: Undefined | None = None


def funnel(counts: ArrayLike, ns: ArrayLike) -> Funnel:
    """Funnel plot of shares with exact limits and with allowance for overdispersion.

    Spiegelhalter (2005); z winsorised at its 10 % and 90 % quantiles (type 7).

    Parameters
    ----------
    counts, ns : (sites,), 0 <= count <= n; a site of 0 of 0 is passed over.

    Undefined without answers and for pooled shares 0 and 1. ValueError for counts out of range.
    """
    x, n = counts_of(counts, ns)
    none: tuple[float | None, ...] = (None,) * n.size
    empty = FunnelLimits(none, none)
    if not n.sum():
        return Funnel(None, none, empty, empty, z_additive=none, why=Undefined.NO_ANSWERS)
    target = float(x.sum() / n.sum())
    if target in (0.0, 1.0):
        return Funnel(target, none, empty, empty, z_additive=none, why=Undefined.NO_VARIANCE)
    some = n > 0
    error = np.sqrt(target * (1 - target) / n[some])
    off = x[some] / n[some] - target
    z = off / error
    winsorised = np.clip(z, *np.quantile(z, _WINSORISED))
    phi = float(np.mean(winsorised**2))
    tau2 = excess_variance(phi * z.size, 1 / error**2)
    wider = None if tau2 is None else off / np.sqrt(error**2 + tau2)
    return Funnel(
        target,
        _spread(z, some),
        funnel_limits(target, n, INNER),
        funnel_limits(target, n, OUTER),
        phi,
        tau2,
        none if wider is None else _spread(wider, some),
    )


def funnel_limits(target: float, ns: ArrayLike, level: float) -> FunnelLimits:
    """Exact binomial limits, interpolated between counts (Spiegelhalter, 2005).

    Parameters
    ----------
    target : share, 0 < target < 1.
    ns : (sites,) answers, 0 or more; None is returned for 0.
    level : of the answers by chance, 0 < level < 1.

    Limits are not cut at 0 and 1: small sites have limits beyond. ValueError outside the ranges.
    """
    check_level(level)
    n = counts_of(ns, ns)[1]
    if not 0 < target < 1:
        raise ValueError("a funnel has a target above 0 and below 1")
    some = n > 0
    low = _limit((1 - level) / 2, n[some], target)
    high = _limit((1 + level) / 2, n[some], target)
    return FunnelLimits(_spread(low, some), _spread(high, some))


def _limit(tail: float, n: Vector, target: float) -> Vector:
    from scipy.stats import binom

    r = binom.ppf(tail, n, target)
    upto = binom.cdf(r, n, target)
    return (r - (upto - tail) / (upto - binom.cdf(r - 1, n, target))) / n


def _spread(values: Vector, some: np.ndarray) -> tuple[float | None, ...]:
    spread = np.full(some.size, np.nan)
    spread[some] = values
    return optional(spread)
