"""How well a covariance model fits: CFI, TLI, RMSEA and its 90 % limits."""

from math import inf, isfinite, sqrt

from analysis.statistics.answers import check_level


def comparative_fit_index(chi2: float, df: int, baseline: float, baseline_df: int) -> float | None:
    """CFI, 0..1: 1 - excess of the model / excess of the baseline. Bentler (1990).

    Excess is chi2 - df, at least 0. 1 for a model without excess and None when the baseline
    has no excess either. Raises ValueError for values that are not finite.
    """
    _finite(chi2, baseline)
    own, other = max(chi2 - df, 0.0), max(chi2 - df, baseline - baseline_df, 0.0)
    if other == 0:
        return None
    return 1 - own / other


def tucker_lewis_index(chi2: float, df: int, baseline: float, baseline_df: int) -> float | None:
    """TLI; may pass 1 and 0. None for df = 0 or a baseline that fits exactly as expected.

    Raises ValueError for values that are not finite. Tucker and Lewis (1973).
    """
    _finite(chi2, baseline)
    if df == 0 or baseline == baseline_df:
        return None
    return 1 - (chi2 - df) * baseline_df / ((baseline - baseline_df) * df)


def rmsea(chi2: float, df: int, n: int) -> float | None:
    """Root mean square error of approximation, sqrt(max(chi2 - df, 0) / (n df)); None for df = 0.

    Divisor n, as lavaan. Raises ValueError for a negative chi2 or df and for n below 1.
    Steiger (1990).
    """
    _check(chi2, df, n)
    return None if df == 0 else sqrt(max(chi2 - df, 0.0) / (n * df))


def rmsea_interval(chi2: float, df: int, n: int, level: float = 0.9) -> tuple[float, float] | None:
    """Limits of RMSEA from the noncentral chi-square distribution; None for df = 0.

    Raises ValueError for a level outside (0, 1), a negative chi2 or df and n below 1.
    Browne and Cudeck (1993).
    """
    check_level(level)
    _check(chi2, df, n)
    if df == 0:
        return None
    low, high = (_noncentrality(chi2, df, share) for share in ((1 + level) / 2, (1 - level) / 2))
    return sqrt(low / (n * df)), sqrt(high / (n * df))


def _finite(*values: float) -> None:
    if not all(map(isfinite, values)):
        raise ValueError("give finite chi-squares")


def _check(chi2: float, df: int, n: int) -> None:
    if not (0 <= chi2 < inf and 0 <= df < inf and 1 <= n < inf):
        raise ValueError("give a chi-square and df of at least 0 and one row or more")


def _noncentrality(chi2: float, df: int, share: float) -> float:
    """The noncentrality at which chi2 is the quantile of this share; 0 when there is none."""
    from scipy.optimize import brentq
    from scipy.special import chndtr

    def above(centre: float) -> float:
        return float(chndtr(chi2, df, centre)) - share

    if above(0.0) <= 0:
        return 0.0
    top = max(chi2, 1.0)
    while above(top) > 0:
        top *= 2
    return float(brentq(above, 0.0, top, xtol=1e-12 * top, rtol=1e-13))
