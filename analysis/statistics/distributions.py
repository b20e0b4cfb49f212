"""Tail areas of the normal distribution, and Student's t distribution.

scipy.special is loaded when a quantile is first needed.
"""

from collections.abc import Iterable


def normal_p(z: float) -> float:
    """Two-sided p value of z, 0..1."""
    from scipy.special import ndtr

    return 2 * float(ndtr(-abs(z)))


def over_distinct(terms: Iterable[tuple[float, int]]) -> float:
    """Sum of x_g * x_h over ordered pairs of different clusters, x_g >= 0, without cancellation.

    terms : (x, number of clusters that have it). For Satterthwaite's degrees of freedom.
    """
    pairs = passed = 0.0
    for x, times in terms:
        pairs += 2 * passed * (times * x) + times * (times - 1) * x * x
        passed += times * x
    return pairs


def t_quantile(level: float, df: float) -> float:
    """Two-sided quantile of Student's t: 2.776 for level .95 and 4 degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(df, (1 + level) / 2))


def t_p(t: float, df: float) -> float:
    """Two-sided p value of t with `df` degrees of freedom, 0..1."""
    from scipy.special import stdtr

    return min(1.0, 2 * float(stdtr(df, -abs(t))))
