"""Variances that answers would have without agreement, and the limit for average deviations."""

from collections.abc import Sequence
from math import isclose, isfinite

import numpy as np

from analysis.statistics.answers import check_points

SKEWED = {
    "slight_skew": (0.05, 0.15, 0.20, 0.35, 0.25),
    "moderate_skew": (0.0, 0.10, 0.15, 0.40, 0.35),
    "heavy_skew": (0.0, 0.0, 0.10, 0.40, 0.50),
}
"""Shares of five options; LeBreton and Senter (2008), table 2."""

NULLS = ("uniform", "max_dissensus", *SKEWED)

Null = str | float | Sequence[float]


def uniform_variance(points: int) -> float:
    """(A^2 - 1) / 12: every one of A options is as likely. James, Demaree and Wolf (1984).

    Raises ValueError for fewer than two points.
    """
    check_points(points)
    return (points**2 - 1) / 12


def max_dissensus_variance(points: int) -> float:
    """((A - 1) / 2)^2: half of the raters at each end. Lindell (2001).

    Raises ValueError for fewer than two points.
    """
    check_points(points)
    return ((points - 1) / 2) ** 2


def variance_of_shares(shares: Sequence[float]) -> float:
    """The variance of options 1..A that are chosen with these shares (divisor: none).

    Raises ValueError unless there are two or more shares, at least 0, that add up to 1.
    """
    if len(shares) < 2 or min(shares) < 0 or not isclose(sum(shares), 1, abs_tol=1e-9):
        raise ValueError("give a share of at least 0 for each option; together 1")
    mean = sum(share * option for option, share in enumerate(shares, 1))
    return sum(share * (option - mean) ** 2 for option, share in enumerate(shares, 1))


def null_variance(null: Null, points: int) -> float:
    """The variance that agreement is held against.

    Parameters
    ----------
    null : "uniform", "max_dissensus", "slight_skew", "moderate_skew", "heavy_skew" (the skewed
        ones for five options), or a variance above 0, or the shares of the options.
    points : options A.

    Raises ValueError for an unknown name, a skewed null of other than five options, shares of
    another number of options and a variance that is not above 0.
    James, Demaree and Wolf (1984); LeBreton and Senter (2008).
    """
    check_points(points)
    if isinstance(null, str):
        return _named(null, points)
    if isinstance(null, int | float | np.number):
        return _positive(float(null))
    if len(null) != points:
        raise ValueError(f"give {points} shares, one for each option")
    return _positive(variance_of_shares(null))


def average_deviation_limit(points: int) -> float:
    """A / 6, the practical limit of an average deviation. Burke and Dunlap (2002).

    Raises ValueError for fewer than two points.
    """
    check_points(points)
    return points / 6


def _named(name: str, points: int) -> float:
    if name == "uniform":
        return uniform_variance(points)
    if name == "max_dissensus":
        return max_dissensus_variance(points)
    if name not in SKEWED:
        raise ValueError(f"no null distribution {name!r}; there are {', '.join(NULLS)}")
    if points != len(SKEWED[name]):
        raise ValueError(f"{name} is known for five options; give the {points} shares instead")
    return variance_of_shares(SKEWED[name])


def _positive(variance: float) -> float:
    if not (isfinite(variance) and variance > 0):
        raise ValueError(f"the variance of a null distribution is above 0, not {variance}")
    return variance
