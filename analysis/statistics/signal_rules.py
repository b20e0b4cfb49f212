"""Patterns that a stable process hardly ever shows: Western Electric and Nelson rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np

from analysis.statistics.vectors import Vector, vector, with_missing

ON_THE_LINE = 1e-9
"""A point nearer to the centre line than this is on it, and steps smaller than this are none."""


@dataclass(frozen=True)
class RunSignals:
    """For each rule the points at which it signals, counted from 1: the last of the pattern."""

    we1_beyond_3s: tuple[int, ...]
    we2_2of3_beyond_2s: tuple[int, ...]
    we3_4of5_beyond_1s: tuple[int, ...]
    we4_8_same_side: tuple[int, ...]
    nelson2_9_same_side: tuple[int, ...]
    nelson3_6_trend: tuple[int, ...]
    nelson4_14_alternating: tuple[int, ...]
    nelson7_15_within_1s: tuple[int, ...]
    nelson8_8_beyond_1s: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether any rule signals."""
        return any(getattr(self, field.name) for field in fields(self))


def run_rules(z: Sequence[float | None]) -> RunSignals:
    """The rules of Western Electric (1956) and Nelson (1984).

    Parameters
    ----------
    z : (value - centre) / sigma of each point in time order; None (or NaN) for a point without
        value, which is in no pattern: a pattern has no gap.

    A point on the centre line is beyond nothing and ends a run. In the rules "m of k" the last
    point is itself in the zone, and all m are on one side. ValueError for infinite values.
    """
    points = vector(with_missing(z), "z")
    points[abs(points) < ON_THE_LINE] = 0
    return RunSignals(
        _windows(points, 1, lambda v: bool(abs(v[-1]) > 3)),
        _windows(points, 3, lambda v: _beyond(v, 2, 2)),
        _windows(points, 5, lambda v: _beyond(v, 1, 4)),
        _windows(points, 8, _same_side),
        _windows(points, 9, _same_side),
        _windows(points, 6, _steady),
        _windows(points, 14, _alternating),
        _windows(points, 15, lambda v: bool((abs(v) < 1).all())),
        _windows(points, 8, lambda v: bool((abs(v) > 1).all())),
    )


def _windows(z: Vector, size: int, holds: Callable[[Vector], bool]) -> tuple[int, ...]:
    windows = ((end, z[end - size : end]) for end in range(size, z.size + 1))
    return tuple(end for end, v in windows if not np.isnan(v).any() and holds(v))


def _beyond(v: Vector, line: float, least: int) -> bool:
    above = v[-1] > line and (v > line).sum() >= least
    below = v[-1] < -line and (v < -line).sum() >= least
    return bool(above or below)


def _same_side(v: Vector) -> bool:
    return bool((v > 0).all() or (v < 0).all())


def _steady(v: Vector) -> bool:
    steps = np.diff(v)
    return bool((steps > ON_THE_LINE).all() or (steps < -ON_THE_LINE).all())


def _alternating(v: Vector) -> bool:
    steps = np.diff(v)
    directions = np.sign(steps) * (abs(steps) > ON_THE_LINE)
    return bool((directions != 0).all() and (directions[1:] == -directions[:-1]).all())
