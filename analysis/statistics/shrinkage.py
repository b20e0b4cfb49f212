"""Site values drawn towards the common mean by as much as chance explains: empirical Bayes."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.estimate import Undefined
from analysis.statistics.moments import Moments
from analysis.statistics.random_effects import RandomEffects, paule_mandel
from analysis.statistics.vectors import Mask, Vector, counts_of, optional


@dataclass(frozen=True)
class Shrinkage:
    """Shrunken values of sites.

    Parameters
    ----------
    values : one for each site, None without answers.
    model : variance between sites, common mean, Q; its `why` says why there are no values.
    variance : of one answer: p0 (1 - p0) with the pooled share, or the pooled variance within
        sites; None when there is none.
    """

    values: tuple[float | None, ...]
    model: RandomEffects
    variance: float | None


def shrunken_shares(counts: ArrayLike, ns: ArrayLike) -> Shrinkage:
    """Shares shrunken to mean + tau2 / (tau2 + v) (share - mean), v = p0 (1 - p0) / n.

    Efron & Morris (1975), with the variance tau2 of Paule & Mandel (1982); p0 = pooled share.

    Parameters
    ----------
    counts, ns : (sites,), 0 <= count <= n; a site of 0 of 0 is passed over.

    Undefined below two sites with answers and for pooled shares 0 and 1. ValueError for counts
    out of range.
    """
    x, n = counts_of(counts, ns)
    some = n > 0
    if not some.any():
        return Shrinkage((None,) * n.size, RandomEffects(0, why=Undefined.NO_ANSWERS), None)
    pooled = float(x.sum() / n.sum())
    return _shrunken(x[some] / n[some], n[some], pooled * (1 - pooled), some)


def shrunken_means(sites: Sequence[Moments]) -> Shrinkage:
    """Means shrunken to mean + tau2 / (tau2 + v) (site mean - mean), v = pooled variance / n.

    Efron & Morris (1975), with the variance tau2 of Paule & Mandel (1982). The variance of an
    answer is pooled within sites. When answers never differ within sites, nothing is shrunken.

    Parameters
    ----------
    sites : the moments of each; a site without answers is passed over.

    Undefined below two sites with answers, when no site has two answers, and when all answers of
    all sites are equal.
    """
    some = np.array([m.n > 0 for m in sites], dtype=np.bool_)
    with_answers = [m for m in sites if m.n]
    n = np.array([m.n for m in with_answers], dtype=np.float64)
    degrees = sum(m.n - 1 for m in with_answers)
    if not degrees:
        why = Undefined.TOO_FEW_ANSWERS if with_answers else Undefined.NO_ANSWERS
        return Shrinkage((None,) * some.size, RandomEffects(int(n.size), why=why), None)
    within = sum((Fraction(m.squares_within) for m in with_answers), start=Fraction(0))
    means = np.array([m.mean for m in with_answers], dtype=np.float64)
    return _shrunken(means, n, float(within / degrees), some)


def _shrunken(y: Vector, n: Vector, variance: float, some: Mask) -> Shrinkage:
    model = paule_mandel(y, variance / n)
    values = np.full(some.size, np.nan)
    if model.tau2 is not None and model.mean is not None:
        values[some] = model.mean + model.tau2 / (model.tau2 + variance / n) * (y - model.mean)
    return Shrinkage(optional(values), model, variance)
