"""Quantiles: of the normal distribution, and of values that are counted (type 7)."""

from collections.abc import Sequence
from fractions import Fraction
from statistics import NormalDist


def normal_quantile(share: float) -> float:
    """The value below which this share, 0 < share < 1, of a standard normal variable lies."""
    return NormalDist().inv_cdf(share)


def type7(values: Sequence[Fraction], counts: Sequence[int], share: float) -> float | None:
    """Quantile of counted values by type 7 of Hyndman and Fan (1996), as R and numpy do.

    Parameters
    ----------
    values : different values, in ascending order.
    counts : how often each occurs, at least 0.
    share : 0..1.

    Returns None for no values. Raises ValueError for a share outside 0..1 or negative counts.
    """
    if not 0 <= share <= 1 or any(count < 0 for count in counts):
        raise ValueError("a quantile needs a share of 0..1 and counts of at least 0")
    n = sum(counts)
    if n == 0:
        return None
    place = Fraction(str(share)) * (n - 1)
    below = place.numerator // place.denominator
    low = _value_at(values, counts, below)
    high = _value_at(values, counts, min(below + 1, n - 1))
    return float(low + (place - below) * (high - low))


def _value_at(values: Sequence[Fraction], counts: Sequence[int], position: int) -> Fraction:
    """The value at a position, from 0, of the sorted list."""
    passed = 0
    for value, count in zip(values, counts, strict=True):
        passed += count
        if position < passed:
            return value
    raise ValueError(f"no value at position {position}")
