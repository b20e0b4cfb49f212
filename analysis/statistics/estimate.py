"""What a statistic returns: a value with its interval, its n, or the reason why there is none."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Self


class Undefined(StrEnum):
    """Why a statistic has no value, in plain words for a reader."""

    NO_ANSWERS = "no answers"
    TOO_FEW_ITEMS = "fewer than two items with answers that differ"
    NO_VARIANCE = "all answers are equal"
    ONE_UNIT = "only one unit"
    TOO_FEW_ANSWERS = "too few answers"
    ONE_CLUSTER = "only one cluster"
    ONE_GROUP = "only one group"
    ONE_RATER = "only one rater in a group"
    ZERO_DENOMINATOR = "nothing to divide by"
    TOO_FEW_POINTS = "too few points in time"
    NO_FIT = "the model could not be fitted"
    EVERYBODY = "everybody answered, no sampling error"
    NEGATIVE_RELIABILITY = "the reliability is below 0: check the scoring"


@dataclass(frozen=True)
class Estimate:
    """A value with its interval, or the reason why there is no value.

    Parameters
    ----------
    value : the statistic, None when it is not defined.
    n : what the statistic rests on; the function that returns it says which unit.
    low, high : limits at the level asked for; None when there is no interval.
    why : set exactly when `value` is None.

    Raises ValueError for a value without reason or a reason with a value, for one limit without
    the other, for numbers that are not finite and for a negative n.
    """

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    why: Undefined | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.why is not None):
            raise ValueError("an estimate has either a value or a reason for having none")
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval has two limits")
        if any(x is not None and not isfinite(x) for x in (self.value, self.low, self.high)):
            raise ValueError("a value and its limits are finite numbers; give None and a reason")
        if self.n < 0:
            raise ValueError("n of an estimate is at least 0")

    @classmethod
    def none(cls, why: Undefined, n: int = 0) -> Self:
        """No value, for the reason given; `n` is what there was."""
        return cls(None, n, why=why)
