"""Limits of the noncentrality of a t value, for intervals of standardised differences."""

from math import isfinite

from analysis.shares import Interval

_STEPS = 200


def noncentrality_limits(t: float, df: float, level: float) -> Interval | None:
    """The noncentralities under which `t` is at the upper and at the lower end of `level`.

    Steiger & Fouladi (1997). None where the distribution function cannot be computed.
    """
    tail = (1 - level) / 2
    low, high = _solve(t, df, 1 - tail), _solve(t, df, tail)
    return None if low is None or high is None else Interval(low, high)


def _solve(t: float, df: float, p: float) -> float | None:
    """The noncentrality at which P(T <= t) = p; that probability falls as it grows."""
    low, high = _bracket(t, df, p)
    if low is None or high is None:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        below = _below(t, df, middle)
        if below is None:
            return None
        low, high = (middle, high) if below > p else (low, middle)
    return (low + high) / 2


def _bracket(t: float, df: float, p: float) -> tuple[float | None, float | None]:
    step = 1.0 + abs(t)
    low, high = t - step, t + step
    while (below := _below(t, df, low)) is not None and below < p:
        low -= step
        if low < t - 100 * step:
            return None, None
    while (above := _below(t, df, high)) is not None and above > p:
        high += step
        if high > t + 100 * step:
            return None, None
    return (None, None) if below is None or above is None else (low, high)


def _below(t: float, df: float, noncentrality: float) -> float | None:
    from scipy.special import nctdtr

    p = float(nctdtr(df, noncentrality, t))
    return p if isfinite(p) else None
