"""The sign-flip test: would the sum be as far from zero if every sign could as well be turned?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.estimate import Undefined
from analysis.statistics.vectors import Vector, vector

EXACT_UP_TO = 20
DRAWS = 9_999
SEED = 20_140_901
_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class SignFlip:
    """A two-sided p value over arrangements of signs.

    Parameters
    ----------
    p : share of the arrangements at least as far from zero as the sum found; None without units.
    n : units (families).
    arrangements : 2^n when exact, else the draws and the one found.
    exact : whether all arrangements were counted.
    why : set exactly when `p` is None.
    """

    p: float | None
    n: int
    arrangements: int
    exact: bool
    why: Undefined | None = None


def sign_flip_test(sums: ArrayLike, *, draws: int = DRAWS, seed: int = SEED) -> SignFlip:
    """Two-sided test that the sums of independent units are symmetric about zero.

    Fisher (1935); Winkler et al. (2014). The statistic is the absolute sum; one that equals the
    sum found but for rounding (1e-9) counts as extreme. Up to 20 units all 2^n arrangements are
    counted; above, `draws` random ones with a fixed seed and the one found. All sums zero: p = 1.

    Parameters
    ----------
    sums : (n,), the sum of the differences of each unit, such as a family; NaN is left out.
    draws : at least 1. seed : of the draws.

    Raises ValueError for another shape, infinite sums and draws below 1.
    """
    if draws < 1:
        raise ValueError("draw at least once")
    s = vector(sums, "sums")
    s = s[~np.isnan(s)]
    if not s.size:
        return SignFlip(None, 0, 0, exact=True, why=Undefined.NO_ANSWERS)
    found = abs(float(s.sum()))
    reach = found - 1e-9 * max(1.0, found)
    if s.size <= EXACT_UP_TO:
        count, of = _all_extreme(s, reach), 2**s.size
    else:
        count, of = 1 + _drawn_extreme(s, reach, draws, seed), draws + 1
    return SignFlip(count / of, int(s.size), of, exact=s.size <= EXACT_UP_TO)


def _all_extreme(s: Vector, reach: float) -> int:
    """How many of all arrangements reach that far: sums of one half joined to those of another."""
    half = s.size // 2
    left, right = _arranged(s[:half]), np.sort(_arranged(s[half:]))
    if reach <= 0:
        return int(left.size * right.size)
    above = right.size - np.searchsorted(right, reach - left, side="left")
    below = np.searchsorted(right, -reach - left, side="right")
    return int(above.sum() + below.sum())


def _arranged(s: Vector) -> Vector:
    sums = np.zeros(1)
    for x in s:
        sums = np.concatenate([sums + x, sums - x])
    return sums


def _drawn_extreme(s: Vector, reach: float, draws: int, seed: int) -> int:
    random = np.random.default_rng(seed)
    at_once = max(1, _AT_ONCE // s.size)
    count = 0
    for start in range(0, draws, at_once):
        flips = random.integers(0, 2, size=(min(at_once, draws - start), s.size), dtype=np.int8)
        count += int((abs(s.sum() - 2 * (flips @ s)) >= reach).sum())
    return count
