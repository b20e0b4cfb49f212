"""Omega and the standard error of measurement at the edges."""

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.statistics import (
    CrossProducts,
    Undefined,
    cronbach_alpha,
    measurement_error,
    omega,
    standard_error_of_measurement,
)
from analysis.statistics.one_factor import LOWEST, one_factor

NA = float("nan")
Matrix = NDArray[np.float64]


def population(loadings: list[float]) -> Matrix:
    """The correlations that these loadings imply."""
    matrix: Matrix = np.outer(loadings, loadings).astype(np.float64)
    np.fill_diagonal(matrix, 1)
    return matrix


def sample(rows: int, loadings: list[float]) -> Matrix:
    rng = np.random.default_rng(3)
    weights = np.array(loadings)
    unique = rng.normal(size=(rows, len(loadings))) * np.sqrt(1 - weights**2)
    table: Matrix = rng.normal(size=(rows, 1)) * weights + unique
    return table


def test_known_loadings_are_found() -> None:
    wanted = [0.9, 0.7, 0.5, 0.3]
    found = one_factor(population(wanted))
    assert found is not None
    assert found.loadings == pytest.approx(wanted, abs=1e-6)
    assert not found.heywood


def test_heywood() -> None:
    impossible = np.array([[1, 0.8, 0.8], [0.8, 1, 0.3], [0.8, 0.3, 1]])
    found = one_factor(impossible)
    assert found is not None
    assert found.heywood
    assert found.uniquenesses.min() == pytest.approx(LOWEST)


def test_heywood_has_no_interval() -> None:
    root = np.linalg.cholesky(np.array([[1, 0.8, 0.8], [0.8, 1, 0.3], [0.8, 0.3, 1]]))
    raw = np.random.default_rng(1).normal(size=(200, 3))
    white = np.linalg.solve(np.linalg.cholesky(np.cov(raw.T)), (raw - raw.mean(axis=0)).T).T
    found = omega(white @ root.T)
    assert found.heywood
    assert found.value is not None
    assert (found.low, found.high, found.se) == (None, None, None)


def test_an_item_with_nothing_in_common_is_no_heywood_case() -> None:
    found = one_factor(population([0.8, 0.7, 0.6, 0]))
    assert found is not None
    assert not found.heywood
    assert found.loadings[3] == pytest.approx(0, abs=1e-6)


def test_equal_loadings_make_omega_alpha() -> None:
    found = omega(sample(20_000, [0.7] * 4))
    assert found.value == pytest.approx(4 * 0.49 / (4 * 0.49 + 0.51), abs=0.01)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.79353 < found.high


def test_a_reversed_item_keeps_its_sign() -> None:
    table = sample(500, [0.8, 0.7, 0.6, -0.7])
    found = omega(table)
    assert found.standardized_loadings[3] < 0
    straight = omega(table * [1, 1, 1, -1])
    assert straight.value is not None
    assert found.value is not None
    assert found.value < straight.value


def test_two_items_are_spearman_brown() -> None:
    table = sample(50, [0.8, 0.7])
    r = float(np.asarray(np.corrcoef(table.T))[0, 1])
    found = omega(table)
    assert found.value == pytest.approx(2 * r / (1 + r))
    assert (found.low, found.loadings) == (None, ())


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (np.empty((0, 3)), Undefined.NO_ANSWERS),
        ([[1, 2, 3]], Undefined.ONE_UNIT),
        ([[1, 1, 3], [2, 1, 3]], Undefined.TOO_FEW_ITEMS),
        ([[1, 2, 3], [2, 5, 1]], Undefined.NO_FIT),
        ([[1, 2, 3], [2, 5, 1], [3, 3, 3]], Undefined.NO_FIT),
        ([[1, 1, 1], [2, 2, 2], [5, 5, 5], [3, 3, 3]], Undefined.NO_FIT),
        ([[1, 5], [2, 4], [5, 1]], Undefined.ZERO_DENOMINATOR),
    ],
)
def test_undefined(table: list[list[float]], why: Undefined) -> None:
    found = omega(table)
    assert (found.value, found.low, found.why) == (None, None, why)
    assert measurement_error(table).why is why


def test_items_left_out_are_named() -> None:
    table = np.column_stack([sample(60, [0.8, 0.7, 0.6]), np.full(60, NA), np.full(60, 2.0)])
    found = omega(table, items=["a", "b", "c", "empty", "same"])
    assert found.left_out == ("empty", "same")
    assert found.n == 60
    assert len(found.loadings) == 3


def test_from_sums() -> None:
    table = np.rint(sample(100, [0.8, 0.7, 0.6]) * 2)
    sums = CrossProducts.of(table[:30]) + CrossProducts.of(table[30:])
    assert omega(sums) == omega(table)


def test_one_factor_needs_three_items() -> None:
    with pytest.raises(ValueError, match="three items"):
        one_factor(np.eye(2))


def test_measurement_error() -> None:
    table = np.rint(sample(100, [0.8, 0.7, 0.6]) * 2)
    by_omega, by_alpha = measurement_error(table), measurement_error(table, by="alpha")
    sd = table.mean(axis=1).std(ddof=1)
    assert by_omega.reliability == omega(table).value
    assert by_alpha.reliability == cronbach_alpha(table).value
    assert by_omega.sd == pytest.approx(sd)
    assert by_alpha.value == pytest.approx(sd * np.sqrt(1 - (by_alpha.reliability or 0)))


def test_no_measurement_error_of_a_negative_reliability() -> None:
    table = [[1, 4], [2, 4], [3, 2], [5, 1]]
    assert measurement_error(table, by="alpha").why is Undefined.NEGATIVE_RELIABILITY
    assert standard_error_of_measurement(1.0, -0.1) is None
    assert standard_error_of_measurement(2.0, 0.75) == 1


@pytest.mark.parametrize(("sd", "reliability"), [(-1, 0.5), (1, 1.5)])
def test_bad_measurement_errors(sd: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="reliability of at most 1"):
        standard_error_of_measurement(sd, reliability)


def test_another_reliability() -> None:
    with pytest.raises(ValueError, match="omega"):
        measurement_error([[1, 2], [2, 1]], by="beta")  # type: ignore[arg-type]
