"""Random tables of answers."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@st.composite
def answer_tables(
    draw: st.DrawFn, *, points: int = 5, least: int = 0, items: tuple[int, int] = (1, 5)
) -> Matrix:
    """Answers 1..points, NaN for missing ones: up to 14 rows."""
    shape = (draw(st.integers(least, 14)), draw(st.integers(*items)))
    missing = draw(st.booleans())
    values = st.integers(0 if missing else 1, points)
    table = draw(arrays.arrays(np.int64, shape, elements=values)).astype(np.float64)
    table[table == 0] = np.nan
    return table


@st.composite
def varied_tables(draw: st.DrawFn, *, items: tuple[int, int] = (3, 5)) -> Matrix:
    """Complete answers of 20 to 60 rows that have something in common and differ."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    rows, k = draw(st.integers(20, 60)), draw(st.integers(*items))
    common = rng.normal(size=(rows, 1))
    raw = 3 + common * rng.uniform(0.3, 1.2, size=k) + rng.normal(size=(rows, k))
    return np.clip(np.rint(raw), 1, 5)


@st.composite
def grouped_tables(draw: st.DrawFn) -> tuple[Matrix, NDArray[Any]]:
    """A table and one label of at most four for each row."""
    table = draw(answer_tables())
    labels = draw(st.lists(st.sampled_from("abcd"), min_size=len(table), max_size=len(table)))
    return table, np.array(labels, dtype=str)


def parts(table: Matrix, cut: int) -> tuple[Matrix, Matrix]:
    """The rows before and from this place."""
    return table[:cut], table[cut:]
