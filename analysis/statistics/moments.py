"""Number, sum and sum of squares of one group's answers: mergeable without rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.exact import Exact, from_plain, plain, reduced, total_and_squares
from analysis.statistics.vectors import vector

_FORMAT = "moments-1"


@dataclass(frozen=True)
class Moments:
    """n answers with their sum and their sum of squares.

    Raises ValueError for a negative n and for sums that no n answers can have.
    """

    n: int
    total: Exact
    squares: Exact

    def __post_init__(self) -> None:
        if self.n < 0 or self.n * self.squares < self.total**2 or (not self.n and self.squares):
            raise ValueError("no answers have this number, sum and sum of squares")

    @classmethod
    def of(cls, answers: ArrayLike) -> Self:
        """Of answers (n,), NaN for missing (left out). ValueError for another shape."""
        y = vector(answers, "answers")
        y = y[~np.isnan(y)]
        return cls(int(y.size), *total_and_squares(y))

    def __add__(self, other: "Moments") -> "Moments":
        return Moments(
            self.n + other.n,
            reduced(self.total + other.total),
            reduced(self.squares + other.squares),
        )

    @property
    def mean(self) -> float | None:
        """The mean, None without answers."""
        return float(Fraction(self.total) / self.n) if self.n else None

    @property
    def squares_within(self) -> Exact:
        """Sum of squared deviations from the mean; 0 without answers."""
        return self.squares - Fraction(self.total) ** 2 / self.n if self.n else 0

    @property
    def variance(self) -> float | None:
        """The variance with divisor n - 1, None below two answers."""
        return float(Fraction(self.squares_within) / (self.n - 1)) if self.n > 1 else None

    @property
    def sd(self) -> float | None:
        """The standard deviation, None below two answers."""
        return None if self.variance is None else sqrt(self.variance)

    def to_dict(self) -> dict[str, Any]:
        """Whole numbers and lists only."""
        return {
            "format": _FORMAT,
            "n": self.n,
            "sum": plain(self.total),
            "squares": plain(self.squares),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """What `to_dict` wrote. ValueError for another format."""
        if data.get("format") != _FORMAT:
            raise ValueError(f"these are not sums of the format {_FORMAT}")
        return cls(data["n"], from_plain(data["sum"]), from_plain(data["squares"]))


def moments(answers: Moments | ArrayLike) -> Moments:
    """The moments themselves, or those of answers."""
    return answers if isinstance(answers, Moments) else Moments.of(answers)
