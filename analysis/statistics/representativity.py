"""Did all roles answer alike? The R-indicator, and a mean weighted by those invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.vectors import counts_of, vector, with_missing


@dataclass(frozen=True)
class RIndicator:
    """How alike the response rates of strata are.

    Parameters
    ----------
    n : those invited.
    rate : of response, 0..1; None when nobody was invited.
    spread : S, standard deviation of the response propensities; None below two invited.
    r : 1 - 2 S: 1 when all strata answered alike.
    max_bias : S / rate, the largest bias of a mean in units of its standard deviation; None when
        nobody answered.
    why : set exactly when `r` is None.
    """

    n: int
    rate: float | None = None
    spread: float | None = None
    r: float | None = None
    max_bias: float | None = None
    why: Undefined | None = None


def r_indicator(responded: ArrayLike, invited: ArrayLike) -> RIndicator:
    """R-indicator over strata, such as roles, without adjustment (Schouten et al., 2009).

    Parameters
    ----------
    responded, invited : (strata,), 0 <= responded <= invited; a stratum of nobody counts nothing.

    Undefined below two invited. ValueError for counts out of range.
    """
    x, n = counts_of(responded, invited)
    everybody = float(n.sum())
    if everybody == 0:
        return RIndicator(0, why=Undefined.ZERO_DENOMINATOR)
    rate = float(x.sum()) / everybody
    if everybody < 2:
        return RIndicator(int(everybody), rate, why=Undefined.ONE_UNIT)
    some = n > 0
    squares = float((n[some] * (x[some] / n[some] - rate) ** 2).sum())
    spread = sqrt(squares / (everybody - 1))
    return RIndicator(int(everybody), rate, spread, 1 - 2 * spread, spread / rate if rate else None)


def invited_weighted_mean(means: Sequence[float | None], invited: ArrayLike) -> Estimate:
    """The mean as it would be if each stratum had answered as fully as the others.

    A sensitivity line beside the plain mean: post-stratification (Cochran, 1977).
    n = those invited.

    Parameters
    ----------
    means : (strata,) mean of those who answered, None without answers.
    invited : (strata,) those invited, 0 or more; a stratum of nobody counts nothing.

    None when a stratum with invited people has no answers. ValueError for other shapes.
    """
    y = vector(with_missing(means), "means")
    n = counts_of(invited, invited)[1]
    if y.shape != n.shape:
        raise ValueError("give the number invited for each mean")
    some = n > 0
    everybody = int(n.sum())
    if not everybody:
        return Estimate.none(Undefined.ZERO_DENOMINATOR)
    if np.isnan(y[some]).any():
        return Estimate.none(Undefined.NO_ANSWERS, everybody)
    return Estimate(float((y[some] * n[some]).sum() / everybody), everybody)
