"""Tail areas of the normal distribution, and Student's t distribution.

scipy.special is loaded when a quantile is first needed.
"""


def normal_p(z: float) -> float:
    """Two-sided p value of z, 0..1."""
    from scipy.special import ndtr

    return 2 * float(ndtr(-abs(z)))


def t_quantile(level: float, df: float) -> float:
    """Two-sided quantile of Student's t: 2.776 for level .95 and 4 degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(df, (1 + level) / 2))


def t_p(t: float, df: float) -> float:
    """Two-sided p value of t with `df` degrees of freedom, 0..1."""
    from scipy.special import stdtr

    return min(1.0, 2 * float(stdtr(df, -abs(t))))
