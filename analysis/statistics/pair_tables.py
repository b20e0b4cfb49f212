"""How often each pair of answers to two items was given together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from analysis.statistics.answers import Whole, as_options, check_points, complete_rows, item_names

Table = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class PairTables:
    """Mergeable tables of points x points counts. They disclose much: for large pools only.

    Parameters
    ----------
    items : names of the k items.
    points : options A.
    tables : {(i, j): table} for positions i < j; rows are the options of i, columns those of j.
    """

    items: tuple[str, ...]
    points: int
    tables: Mapping[tuple[int, int], Table]

    def __post_init__(self) -> None:
        check_points(self.points)
        pairs = list(combinations(range(len(self.items)), 2))
        tables = [np.array(self.tables[pair]) for pair in pairs if pair in self.tables]
        if len(tables) != len(pairs) or len(self.tables) != len(pairs):
            raise ValueError("give one table for each pair of items")
        if any(t.shape != (self.points, self.points) or t.min() < 0 for t in tables):
            raise ValueError(f"a pair table has {self.points} x {self.points} counts of at least 0")

    @classmethod
    def of(
        cls,
        answers: ArrayLike,
        points: int,
        items: Sequence[str] | None = None,
        *,
        pairwise: bool = False,
    ) -> "PairTables":
        """Count a table of answers 1..points (rows x items, NaN = missing).

        Complete rows; with `pairwise` every row that answers both items of a pair.
        Raises ValueError for another answer, a bad table or bad names.
        """
        array = as_options(answers, points)
        names = item_names(items, array.shape[1])
        rows = array if pairwise else complete_rows(array)
        codes = np.nan_to_num(rows, nan=0.0).astype(np.int64).T.copy()
        pairs = combinations(range(len(names)), 2)
        return cls(names, points, {(i, j): _table(codes[i], codes[j], points) for i, j in pairs})

    def __add__(self, other: "PairTables") -> "PairTables":
        """The counts of both. ValueError when items or options differ."""
        if (self.items, self.points) != (other.items, other.points):
            raise ValueError("pair tables of different items or options do not add")
        return PairTables(
            self.items,
            self.points,
            {
                pair: tuple(
                    tuple(a + b for a, b in zip(p, q, strict=True))
                    for p, q in zip(table, other.tables[pair], strict=True)
                )
                for pair, table in self.tables.items()
            },
        )

    @property
    def n(self) -> int:
        """Rows of the smallest pair; 0 without a pair."""
        return min((sum(map(sum, table)) for table in self.tables.values()), default=0)

    @property
    def smallest_cell(self) -> int | None:
        """The least count above 0 in any table; None when there is none."""
        cells = (cell for table in self.tables.values() for row in table for cell in row if cell)
        return min(cells, default=None)

    def only(self, names: Sequence[str]) -> "PairTables":
        """The tables of these items, in the order of `items`, over the same rows.

        ValueError for an item that is not there.
        """
        kept = sorted(self.items.index(name) for name in names)
        pairs = combinations(range(len(kept)), 2)
        return PairTables(
            tuple(self.items[i] for i in kept),
            self.points,
            {(i, j): self.tables[kept[i], kept[j]] for i, j in pairs},
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain lists; tables as [i, j, rows]."""
        tables = [[*pair, [list(row) for row in table]] for pair, table in self.tables.items()]
        return {"items": list(self.items), "points": self.points, "tables": tables}

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> "PairTables":
        """What `to_dict` gave. ValueError when it does not fit."""
        tables = {(i, j): tuple(map(tuple, rows)) for i, j, rows in content["tables"]}
        return cls(tuple(content["items"]), content["points"], tables)


def _table(first: Whole, second: Whole, points: int) -> Table:
    size = points + 1
    counts = np.bincount(first * size + second, minlength=size * size).reshape(size, size)
    return tuple(map(tuple, counts[1:, 1:].tolist()))
