"""Invented answers: a large table, and the forms of a pool."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis import Form, Instrument
from analysis.pool import PoolForm

ITEMS, POINTS = 12, 5
RATERS = 25

ASKED = Instrument(
    version="benchmark-1",
    scales={name: tuple(f"{name}{n}" for n in range(3)) for name in ("a", "b", "c", "d")},
)


def table(rows: int, *, missing: float = 0.0) -> NDArray[np.float64]:
    """Answers 1..5 that have something in common, NaN where one is missing."""
    rng = np.random.default_rng(1)
    raw = rng.normal(3.7, 0.7, (rows, 1)) + rng.normal(size=(rows, ITEMS))
    answers: NDArray[np.float64] = np.clip(np.rint(raw), 1, POINTS)
    if missing:
        answers[rng.random(answers.shape) < missing] = np.nan
    return answers


def groups(rows: int) -> NDArray[np.int64]:
    """A label for each row, 25 rows in a group."""
    return np.arange(rows) // RATERS


def forms(families: int) -> list[PoolForm]:
    """Six forms of each family, of parents and professionals in two meetings."""
    answers = table(families * 6).astype(int).tolist()
    return [
        PoolForm(
            Form(dict(zip(ASKED.items, row, strict=True))),
            site=f"s{place // 6 % 20}",
            family=f"f{place // 6}",
            meeting=f"m{place // 3}",
            role="professional" if place % 3 else "parent",
            language="es" if place % 4 == 0 else "en",
        )
        for place, row in enumerate(answers)
    ]
