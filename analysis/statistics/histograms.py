"""How often each option of each item was chosen, and what follows from that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import (
    ROWS,
    Matrix,
    Whole,
    as_answers,
    blocks,
    check_points,
    item_names,
    refuse,
)
from analysis.statistics.quantiles import type7


@dataclass(frozen=True)
class ItemHistograms:
    """Mergeable counts.

    Parameters
    ----------
    items : names of the k items.
    counts : for each item (blank, option 1, 2, ... points), as in a tally; at least 0 each.
    """

    items: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        item_names(self.items, len(self.counts))
        check_points(self.points)
        if any(len(row) != self.points + 1 or min(row) < 0 for row in self.counts):
            raise ValueError("a histogram is one count, at least 0, for blank and for each option")

    @classmethod
    def of(
        cls, answers: ArrayLike, points: int, items: Sequence[str] | None = None
    ) -> "ItemHistograms":
        """Count a table of answers 1..points (rows x items, NaN = missing).

        Raises ValueError for another answer, a bad table or bad names.
        """
        array = as_answers(answers)
        check_points(points)
        names = item_names(items, array.shape[1])
        counts = np.zeros((len(names), points + 1), dtype=np.int64)
        for number, block in enumerate(blocks(array)):
            found = _counted(block, points)
            if found.sum() < block.size:
                refuse(block, points, above=number * ROWS)
            counts += found
        return cls(names, tuple(map(tuple, counts.tolist())))

    @property
    def points(self) -> int:
        """Number of options."""
        return len(self.counts[0]) - 1 if self.counts else 0

    def __add__(self, other: "ItemHistograms") -> "ItemHistograms":
        """The counts of both. ValueError when items or options differ."""
        if (self.items, self.points) != (other.items, other.points):
            raise ValueError("histograms of different items or options do not add")
        return ItemHistograms(
            self.items,
            tuple(
                tuple(a + b for a, b in zip(p, q, strict=True))
                for p, q in zip(self.counts, other.counts, strict=True)
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain lists."""
        return {"items": list(self.items), "counts": [list(row) for row in self.counts]}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "ItemHistograms":
        """What `to_dict` gave. ValueError when it does not fit."""
        return cls(tuple(content["items"]), tuple(tuple(row) for row in content["counts"]))


@dataclass(frozen=True)
class ItemStatistics:
    """One item over all who answered it.

    Parameters
    ----------
    item : its name.
    n, missing : answers, and blanks.
    mean, sd : 1..points; sd has the divisor n - 1. None for n = 0, sd also for n = 1.
    top_box, bottom_box : share of answers in the last and in the first option, 0..1, or None.
    """

    item: str
    n: int
    missing: int
    mean: float | None
    sd: float | None
    top_box: float | None
    bottom_box: float | None


def item_statistics(histograms: ItemHistograms) -> tuple[ItemStatistics, ...]:
    """Count, mean, standard deviation, top and bottom box of each item, from integers.

    Every item rests on its own answers, 1..points; blanks are left out and counted. Figures of an
    item without answers are None. The share in the last option is also the ceiling of the item.
    """
    return tuple(
        _item(name, row) for name, row in zip(histograms.items, histograms.counts, strict=True)
    )


def item_quantile(histograms: ItemHistograms, share: float) -> tuple[float | None, ...]:
    """The quantile (type 7) of each item, 1..points; None without answers.

    Raises ValueError for a share outside 0..1. Hyndman and Fan (1996).
    """
    options = [Fraction(option) for option in range(1, histograms.points + 1)]
    return tuple(type7(options, row[1:], share) for row in histograms.counts)


def mean_and_sd(values: Sequence[Fraction], counts: Sequence[int]) -> tuple[float | None, ...]:
    """Mean and standard deviation (divisor n - 1) of counted values, exact before the end."""
    n = sum(counts)
    if n == 0:
        return None, None
    total = sum((v * c for v, c in zip(values, counts, strict=True)), Fraction(0))
    squares = sum((v * v * c for v, c in zip(values, counts, strict=True)), Fraction(0))
    sd = None if n == 1 else sqrt((squares - total * total / n) / (n - 1))
    return float(total / n), sd


def _counted(block: Matrix, points: int) -> Whole:
    """Items x (blank, option 1, ... points); answers that are no option are counted nowhere."""
    columns = np.ascontiguousarray(block.T)
    chosen = [np.isnan(columns), *(columns == option for option in range(1, points + 1))]
    return np.array([[np.count_nonzero(row) for row in each] for each in chosen], np.int64).T


def _item(name: str, row: Sequence[int]) -> ItemStatistics:
    given, n = row[1:], sum(row[1:])
    mean, sd = mean_and_sd([Fraction(option + 1) for option in range(len(given))], given)
    top, bottom = (given[-1] / n, given[0] / n) if n else (None, None)
    return ItemStatistics(name, n, row[0], mean, sd, top, bottom)
