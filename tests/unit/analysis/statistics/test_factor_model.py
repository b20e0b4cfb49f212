"""Factor models and indices of fit at the edges."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.statistics import (
    CrossProducts,
    Undefined,
    comparative_fit_index,
    factor_model,
    rmsea,
    rmsea_interval,
    tucker_lewis_index,
)
from analysis.statistics.factor_information import (
    Structure,
    discrepancy,
    expected_information,
    gradient,
)

FACTORS = {"a": ("1", "2", "3"), "b": ("4", "5", "6")}


def sample(rows: int, r: float = 0.5) -> NDArray[np.float64]:
    """Six items on two factors with this correlation, loadings .7."""
    rng = np.random.default_rng(8)
    factors = rng.multivariate_normal([0, 0], [[1, r], [r, 1]], size=rows)
    table: NDArray[np.float64] = 0.7 * np.repeat(factors, 3, axis=1) + rng.normal(
        scale=np.sqrt(0.51), size=(rows, 6)
    )
    return table


def test_what_was_put_in_is_found() -> None:
    found = factor_model(sample(20_000), FACTORS)
    (correlation,) = found.factor_correlations
    assert found.df == 8
    assert (correlation.first, correlation.second) == ("a", "b")
    assert correlation.value == pytest.approx(0.5, abs=0.03)
    assert correlation.low is not None
    assert correlation.high is not None
    assert correlation.low < 0.5 < correlation.high
    assert found.loadings is not None
    assert list(found.loadings.values()) == pytest.approx([0.7] * 6, abs=0.03)
    assert found.cfi is not None
    assert found.cfi > 0.99
    assert not found.heywood


def test_gradient_and_information_by_differences() -> None:
    structure = Structure(np.array([0, 0, 0, 1, 1, 1]))
    observed: NDArray[np.float64] = np.asarray(np.corrcoef(sample(300).T))
    theta = np.concatenate([np.linspace(0.5, 0.9, 6), np.linspace(0.4, 0.8, 6), [0.3]])
    steps = 1e-6 * np.eye(13)

    def fit(at: NDArray[np.float64]) -> float:
        found = discrepancy(observed, structure.implied(at))
        assert found is not None
        return found

    slopes = [(fit(theta + step) - fit(theta - step)) / 2e-6 for step in steps]
    assert gradient(structure, observed, theta) == pytest.approx(slopes, abs=1e-6)
    # At the truth the second slopes are twice the information of one row.
    truth = structure.implied(theta)
    second = [
        (gradient(structure, truth, theta + step) - gradient(structure, truth, theta - step)) / 2e-6
        for step in steps
    ]
    information = expected_information(structure, theta)
    assert np.array(second) == pytest.approx(2 * information, abs=1e-5)


def test_three_items_fit_exactly() -> None:
    found = factor_model(sample(200), {"a": ("1", "2", "3")})
    assert (found.df, found.chi2, found.p, found.rmsea, found.tli) == (0, 0, None, None, None)
    assert found.srmr == pytest.approx(0, abs=1e-7)
    assert found.cfi == 1


def test_the_order_of_the_items_is_that_of_the_factors() -> None:
    table = sample(300)
    found = factor_model(table[:, ::-1], FACTORS, items=list("654321"))
    assert found.chi2 == pytest.approx(factor_model(table, FACTORS).chi2)


def test_from_sums_with_other_items() -> None:
    table = np.rint(2 * sample(300))
    sums = CrossProducts.of(table[:100]) + CrossProducts.of(table[100:])
    found = factor_model(sums, {"b": ("4", "5", "6")})
    assert found == factor_model(table, {"b": ("4", "5", "6")})


def test_heywood() -> None:
    root = np.linalg.cholesky(np.array([[1, 0.8, 0.8], [0.8, 1, 0.3], [0.8, 0.3, 1]]))
    raw = np.random.default_rng(1).normal(size=(200, 3))
    white = np.linalg.solve(np.linalg.cholesky(np.cov(raw.T)), (raw - raw.mean(axis=0)).T).T
    assert factor_model(white @ root.T, {"a": ("1", "2", "3")}).heywood


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (np.empty((0, 6)), Undefined.NO_ANSWERS),
        (np.ones((1, 6)), Undefined.ONE_UNIT),
        (np.ones((9, 6)), Undefined.NO_VARIANCE),
        (sample(5), Undefined.NO_FIT),
        (np.repeat(sample(50)[:, :3], 2, axis=1), Undefined.NO_FIT),
    ],
)
def test_undefined(table: NDArray[np.float64], why: Undefined) -> None:
    found = factor_model(table, FACTORS)
    assert (found.chi2, found.cfi, found.loadings, found.why) == (None, None, None, why)


@pytest.mark.parametrize(
    ("factors", "message"),
    [
        ({}, "three items"),
        ({"a": ("1", "2")}, "three items"),
        ({"a": ("1", "2"), "b": ("3",)}, "two each"),
        ({"a": ("1", "2"), "b": ("2", "3")}, "one factor"),
        ({"a": ("1", "2", "9")}, "no item 9"),
    ],
)
def test_bad_factors(factors: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=message):
        factor_model(sample(50), factors)
    with pytest.raises(ValueError, match=message):
        factor_model(CrossProducts.of(sample(50)), factors)


def test_bad_names_and_levels() -> None:
    with pytest.raises(ValueError, match="one name for each"):
        factor_model(sample(50), FACTORS, items=["1"])
    with pytest.raises(ValueError, match="their own"):
        factor_model(CrossProducts.of(sample(50)), FACTORS, items=list("123456"))
    with pytest.raises(ValueError, match="level"):
        factor_model(sample(50), FACTORS, level=0)
    with pytest.raises(ValueError, match="level"):
        rmsea_interval(10, 5, 100, level=2)
    for chi2, df, n in ((-1, 5, 10), (1, -5, 10), (1, 5, 0)):
        with pytest.raises(ValueError, match="chi-square"):
            rmsea(chi2, df, n)


def test_indices_at_their_ends() -> None:
    assert comparative_fit_index(3, 5, 100, 10) == 1
    assert comparative_fit_index(3, 5, 8, 10) is None
    assert comparative_fit_index(200, 5, 100, 10) == 0
    assert tucker_lewis_index(5, 0, 100, 10) is None
    assert tucker_lewis_index(5, 5, 10, 10) is None
    assert rmsea(3, 5, 100) == 0
    assert rmsea(3, 0, 100) is None
    assert rmsea_interval(3, 0, 100) is None
    assert rmsea_interval(0.1, 5, 100) == (0, 0)
    low, high = rmsea_interval(6, 5, 100) or (None, None)
    assert low == 0
    assert high is not None
    assert high > 0.1
