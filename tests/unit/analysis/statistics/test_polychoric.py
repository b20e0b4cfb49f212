"""Polychoric correlations at the edges."""

from typing import Any

import numpy as np
import pytest

from analysis.statistics import (
    PairTables,
    Undefined,
    bivariate_normal_cdf,
    ordinal_alpha,
    polychoric,
    polychoric_correlations,
)
from analysis.statistics.bivariate_normal import bivariate_normal_density

NA = float("nan")


@pytest.mark.parametrize("r", [-0.99, -0.5, 0, 0.3, 0.9, 0.999])
def test_the_quadrant_is_known(r: float) -> None:
    (found,) = bivariate_normal_cdf([0], [0], r)[0]
    assert found == pytest.approx(0.25 + np.arcsin(r) / (2 * np.pi), abs=1e-14)


@pytest.mark.parametrize("r", [-1, -0.7, 0.2, 1])
def test_the_ends(r: float) -> None:
    found = bivariate_normal_cdf([-np.inf, 0, np.inf], [-np.inf, 1, np.inf], r)
    assert found[0] == pytest.approx([0, 0, 0], abs=1e-15)
    assert found[2] == pytest.approx([0, 0.8413447460685429, 1])
    assert found[:, 2] == pytest.approx([0, 0.5, 1])


def test_perfect_correlations() -> None:
    assert bivariate_normal_cdf([0], [1], 1)[0, 0] == pytest.approx(0.5)
    assert bivariate_normal_cdf([0], [1], -1)[0, 0] == pytest.approx(0.3413447460685429)


def test_density_is_the_slope_in_the_correlation() -> None:
    x, y = [-1.0, 0.4], [0.2, 2.0]
    slope = (bivariate_normal_cdf(x, y, 0.5001) - bivariate_normal_cdf(x, y, 0.4999)) / 2e-4
    assert bivariate_normal_density(x, y, 0.5) == pytest.approx(slope, abs=1e-7)


def test_bad_correlations() -> None:
    with pytest.raises(ValueError, match="-1 to 1"):
        bivariate_normal_cdf([0], [0], 1.01)
    with pytest.raises(ValueError, match="between -1 and 1"):
        bivariate_normal_density([0], [0], 1)


def test_two_by_two_has_the_tetrachoric_correlation() -> None:
    # Both medians at 0: P(++) = 1/4 + asin(r) / 2 pi.
    found = polychoric([[30, 10], [10, 30]])
    assert found.value == pytest.approx(np.sin(2 * np.pi * (30 / 80 - 0.25)), abs=1e-10)
    assert found.n == 80


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ([[5, 0], [0, 7]], 1),
        ([[0, 5], [7, 0]], -1),
        ([[3, 0, 0], [0, 4, 0], [0, 0, 5]], 1),
        ([[2, 4], [4, 8]], 0),
    ],
)
def test_perfect_and_no_association(table: list[list[int]], value: float) -> None:
    assert polychoric(table).value == pytest.approx(value, abs=1e-9)


def test_options_that_nobody_chose_do_not_matter() -> None:
    wanted = polychoric([[9, 3, 1], [2, 8, 4]]).value
    assert polychoric([[0, 0, 0, 0], [9, 0, 3, 1], [0, 0, 0, 0], [2, 0, 8, 4]]).value == wanted


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([[0, 0], [0, 0]], Undefined.NO_ANSWERS),
        ([[3, 4], [0, 0]], Undefined.NO_VARIANCE),
        ([[3, 0], [4, 0]], Undefined.NO_VARIANCE),
    ],
)
def test_undefined(table: list[list[int]], why: Undefined) -> None:
    assert polychoric(table).why is why


@pytest.mark.parametrize("table", [[1, 2], [[1, -1], [2, 2]], [[1, 0.5], [1, 1]], [[1, NA]]])
def test_bad_tables(table: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="counts"):
        polychoric(table)


def test_ordinal_alpha_leaves_out_and_names() -> None:
    rng = np.random.default_rng(1)
    raw = rng.normal(size=(300, 1)) + rng.normal(size=(300, 3))
    table = np.column_stack([1 + (raw > 0) + (raw > 1), np.full(300, 2)])
    found = ordinal_alpha(table, points=3, items=["a", "b", "c", "same"])
    assert found.left_out == ("same",)
    assert found.value == ordinal_alpha(table[:, :3], points=3).value
    matrix = polychoric_correlations(PairTables.of(table, 3))
    assert matrix.values[0][3] is None
    assert matrix.values[3][3] == 1
    assert matrix.smallest_cell is not None


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([[NA, NA]], Undefined.NO_ANSWERS),
        ([[1], [2]], Undefined.TOO_FEW_ITEMS),
        ([[1, 2], [2, 2]], Undefined.TOO_FEW_ITEMS),
        ([[1, 3], [3, 1], [1, 3]], Undefined.NO_VARIANCE),
    ],
)
def test_no_ordinal_alpha(table: list[list[float]], why: Undefined) -> None:
    assert ordinal_alpha(table, points=3).why is why


def test_pairwise_tables_keep_more_answers() -> None:
    table = np.array([[1, 2, NA], [2, 2, 1], [1, 1, 2]])
    assert sum(map(sum, PairTables.of(table, 2).tables[0, 1])) == 2
    assert sum(map(sum, PairTables.of(table, 2, pairwise=True).tables[0, 1])) == 3


def test_bad_pair_tables() -> None:
    tables = PairTables.of([[1, 2], [2, 1]], 2)
    with pytest.raises(ValueError, match="do not add"):
        tables + PairTables.of([[1, 2], [2, 1]], 3)
    with pytest.raises(ValueError, match="one table for each pair"):
        PairTables(("a", "b"), 2, {})
    with pytest.raises(ValueError, match="2 x 2 counts"):
        PairTables(("a", "b"), 2, {(0, 1): ((1,),)})
    with pytest.raises(ValueError, match="their own points"):
        ordinal_alpha(tables, points=2)
    with pytest.raises(ValueError, match="number of options"):
        ordinal_alpha([[1, 2], [2, 1]])
