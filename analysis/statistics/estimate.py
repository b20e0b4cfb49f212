"""What a statistic returns: a value with its interval, its n, or the reason why there is none."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite


class Undefined(StrEnum):
    """Why a statistic has no value; plain words for a reader."""

    NO_ANSWERS = "no answers"
    TOO_FEW_ITEMS = "fewer than two items with answers that differ"
    NO_VARIANCE = "all answers are equal"
    ONE_UNIT = "only one unit"
    ONE_CLUSTER = "only one cluster"
    ONE_GROUP = "only one group"
    ONE_RATER = "only one rater in a group"
    ZERO_DENOMINATOR = "nothing to divide by"
    TOO_FEW_POINTS = "too few points in time"
    NO_FIT = "the model could not be fitted"
    NEGATIVE_RELIABILITY = "the reliability is below 0: check the scoring"


@dataclass(frozen=True)
class Estimate:
    """One value.

    Parameters
    ----------
    value : the statistic, None when it is not defined.
    n : what the statistic rests on; the function that returns it says which unit.
    low, high : limits of the interval, None when there is none.
    why : the reason, given exactly when value is None.

    Raises ValueError when value and why are both given or both missing, when a number is not
    finite and when n is negative.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    why: Undefined | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.why is not None):
            raise ValueError("an estimate has either a value or the reason why there is none")
        if any(x is not None and not isfinite(x) for x in (self.value, self.low, self.high)):
            raise ValueError("the numbers of an estimate are finite")
        if self.n < 0:
            raise ValueError("n of an estimate is at least 0")

    @classmethod
    def none(cls, why: Undefined, n: int = 0) -> "Estimate":
        """No value, for this reason."""
        return Estimate(None, n, why=why)
