"""p values adjusted for having made many comparisons."""

from collections.abc import Callable, Sequence

import numpy as np

from analysis.statistics.vectors import Vector, optional, vector, with_missing

FALSE_DISCOVERY_RATE = 0.05


def benjamini_hochberg(p: Sequence[float | None]) -> tuple[float | None, ...]:
    """The p values, adjusted for the false discovery rate, in the order given.

    Benjamini & Hochberg (1995). A comparison is reported as different when its adjusted value is
    at most q = .05 (`FALSE_DISCOVERY_RATE`); all comparisons of one report go in together.

    Parameters
    ----------
    p : 0..1 each; None (or NaN) for a comparison that has no p value, which stays None and is
        not counted.

    Raises ValueError outside 0..1.
    """
    return _adjusted(p, _step_up)


def holm(p: Sequence[float | None]) -> tuple[float | None, ...]:
    """The p values, adjusted for the chance of any false finding, in the order given (Holm, 1979).

    Parameters and errors as in `benjamini_hochberg`.
    """
    return _adjusted(p, _step_down)


def rejected(p: Sequence[float | None], q: float = FALSE_DISCOVERY_RATE) -> tuple[bool, ...]:
    """Which comparisons Benjamini and Hochberg's procedure rejects at rate `q`, 0 < q < 1.

    A comparison without p value is not rejected. ValueError outside the ranges. Benjamini &
    Hochberg (1995).
    """
    if not 0 < q < 1:
        raise ValueError(f"a rate is between 0 and 1, such as .05, not {q}")
    return tuple(a is not None and a <= q for a in benjamini_hochberg(p))


def _adjusted(
    p: Sequence[float | None], step: Callable[[Vector], Vector]
) -> tuple[float | None, ...]:
    values = vector(with_missing(p), "p")
    given = ~np.isnan(values)
    if ((values[given] < 0) | (values[given] > 1)).any():
        raise ValueError("a p value is 0 to 1")
    order = np.argsort(values[given], kind="stable")
    adjusted = np.empty(order.size)
    adjusted[order] = step(values[given][order])
    values[given] = adjusted
    return optional(values)


def _step_up(ascending: Vector) -> Vector:
    m = ascending.size
    scaled = ascending * (m / np.arange(1, m + 1))
    return np.minimum(1, np.minimum.accumulate(scaled[::-1])[::-1])


def _step_down(ascending: Vector) -> Vector:
    m = ascending.size
    return np.minimum(1, np.maximum.accumulate(ascending * np.arange(m, 0, -1)))
