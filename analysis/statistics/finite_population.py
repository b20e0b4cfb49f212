"""When most of a small group answered: the correction for a finite population.

For describing that group at that time only, not for what it would say at another.
"""

from math import inf

from analysis.shares import LEVEL, wilson
from analysis.statistics.estimate import Estimate, Undefined
from analysis.statistics.vectors import check_level


def effective_size(n: int, population: int) -> Estimate:
    """Answers of an unlimited population that tell as much: n (N - 1) / (N - n).

    Cochran (1977). None when everybody answered: there is no sampling error then.

    Parameters
    ----------
    n : answers; population : people, N. 0 <= n <= N; ValueError otherwise.
    """
    if not 0 <= n <= population < inf:
        raise ValueError("the answers are 0 or more and at most the population")
    if n == 0:
        return Estimate.none(Undefined.NO_ANSWERS)
    if n == population:
        return Estimate.none(Undefined.EVERYBODY, n)
    return Estimate(n * (population - 1) / (population - n), n)


def finite_population_share(
    count: int, n: int, population: int, *, level: float = LEVEL
) -> Estimate:
    """Share of n answers out of a population, with Wilson's interval for the effective n.

    Cochran (1977); Wilson (1927).

    Parameters
    ----------
    count : 0 <= count <= n. n : answers. population : people, n <= N.
    level : confidence, 0 < level < 1.

    When everybody answered the share is that of the population and has no interval. None without
    answers. ValueError outside the ranges.
    """
    check_level(level)
    if not 0 <= count <= n:
        raise ValueError("the count is 0 or more and at most the answers")
    size = effective_size(n, population)
    if n == 0:
        return Estimate.none(Undefined.NO_ANSWERS)
    if size.value is None:
        return Estimate(count / n, n)
    limits = wilson(count / n * size.value, size.value, level)
    assert limits is not None
    return Estimate(count / n, n, limits.low, limits.high)
