"""Attack on the two cuts of an item, "mostly or yes, fully" and "yes, fully", by enumeration.

Every table of answers to one item with five options, and every pair of own sheets, is tried.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from analysis import guarded

Ints = npt.NDArray[np.int64]


def tables(size: int) -> Ints:
    """Every way in which `size` units can choose among five options, one row each."""
    bars = np.array(list(combinations(range(size + 4), 4)), dtype=np.int64)
    edges = np.column_stack([np.full(len(bars), -1), bars, np.full(len(bars), size + 4)])
    return np.diff(edges, axis=1) - 1


def pictures(rows: Ints, size: int, *, with_mean: bool) -> Ints:
    """What is published of each table, as a number for the picture it belongs to."""
    ends = [guarded(count, size) for count in range(size + 1)]
    shown = np.array([(count.low, count.high) for count in ends])
    parts = [shown[rows[:, 4]], shown[rows[:, 3] + rows[:, 4]]]
    if with_mean:
        tenths = (2 * 10 * (rows @ np.arange(1, 6)) + size) // (2 * size)
        parts.append(tenths[:, None])
    return np.unique(np.hstack(parts), axis=0, return_inverse=True)[1].reshape(-1)


def sheets() -> Iterator[Ints]:
    """The own answers of none, one or two insiders, as counts per option."""
    one = np.eye(5, dtype=np.int64)
    yield np.zeros(5, dtype=np.int64)
    yield from one
    yield from (one[a] + one[b] for a in range(5) for b in range(a, 5))


def proven_pictures(size: int, *, with_mean: bool) -> int:
    """Pictures and sheets with proof that all others are alike: in option, or in yes or no."""
    rows = tables(size)
    picture = pictures(rows, size, with_mean=with_mean)
    found = 0
    for own in sheets():
        fits = (rows >= own).all(axis=1)
        others, shown = rows[fits] - own, picture[fits]
        unlike = [others.sum(axis=1) - others[:, option] for option in range(5)]
        unlike += [others[:, :3].sum(axis=1), others[:, 3:].sum(axis=1)]
        for differing in unlike:
            most = np.full(picture.max() + 1, -1)
            np.maximum.at(most, shown, differing)
            found += int((most == 0).sum())
    return found


@pytest.mark.parametrize("size", [10, 12, 16, 20])
def test_two_fixed_cuts_prove_nothing(size: int) -> None:
    assert proven_pictures(size, with_mean=False) == 0


@pytest.mark.deep
@pytest.mark.parametrize("size", [11, 13, 14, 24, 50, 60])
def test_two_fixed_cuts_prove_nothing_in_larger_groups(size: int) -> None:
    assert proven_pictures(size, with_mean=False) == 0


@pytest.mark.parametrize("size", [20, 50])
def test_control_a_mean_beside_the_cuts_proves_it(size: int) -> None:
    assert proven_pictures(size, with_mean=True) > 0
