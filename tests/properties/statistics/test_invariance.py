"""What may not change a statistic: the order of rows and items, the direction and the unit."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.statistics import (
    CrossProducts,
    Estimate,
    ScoreHistogram,
    average_deviation,
    cronbach_alpha,
    factor_model,
    icc1,
    icc2,
    item_analysis,
    measurement_error,
    omega,
    ordinal_alpha,
    polychoric,
    r_star_wg,
    rwg_j,
    score_summary,
    standardized_alpha,
)
from tests.properties.statistics.tables import Matrix, grouped_tables, varied_tables

RELIABILITIES = [cronbach_alpha, omega, standardized_alpha]
FEW = 25
SEEDS = st.integers(0, 10**6)


def same(found: Estimate, wanted: Estimate, rel: float = 1e-8) -> None:
    assert found.n == wanted.n
    assert found.why == wanted.why
    for name in ("value", "low", "high"):
        one, other = getattr(found, name), getattr(wanted, name)
        assert (one is None) == (other is None)
        if other is not None:
            assert one == pytest.approx(other, rel=rel, abs=1e-9)


@pytest.mark.parametrize("statistic", RELIABILITIES)
@settings(max_examples=FEW)
@given(table=varied_tables(), seed=SEEDS)
def test_order_of_rows_and_items(statistic: Any, table: Matrix, seed: int) -> None:  # noqa: ANN401
    rng = np.random.default_rng(seed)
    shuffled = rng.permutation(rng.permutation(table), axis=1)
    same(statistic(shuffled), statistic(table), rel=1e-5)


@pytest.mark.parametrize("statistic", RELIABILITIES)
@settings(max_examples=FEW)
@given(table=varied_tables(), offset=st.sampled_from([-3, 0.5, 1e3, 1e9]))
def test_direction_and_unit(statistic: Any, table: Matrix, offset: float) -> None:  # noqa: ANN401
    same(statistic(6 - table), statistic(table), rel=1e-6)
    same(statistic(10 * table + offset), statistic(table), rel=1e-6)


@settings(max_examples=FEW)
@given(table=varied_tables(), factor=st.sampled_from([2.0, 0.25, 100.0]))
def test_measurement_error_is_in_scale_points(table: Matrix, factor: float) -> None:
    found, wanted = measurement_error(factor * table), measurement_error(table)
    if wanted.value is not None:
        assert found.value == pytest.approx(factor * wanted.value, rel=1e-6)


@given(table=varied_tables(items=(4, 5)))
def test_one_reversed_item_turns_its_signs(table: Matrix) -> None:
    turned = table.copy()
    turned[:, 0] = 6 - turned[:, 0]
    before, after = (np.array(CrossProducts.of(t).covariance()) for t in (table, turned))
    assert after[0, 1:] == pytest.approx(-before[0, 1:])
    assert item_analysis(turned)[0].item_rest == pytest.approx(
        -(item_analysis(table)[0].item_rest or 0)
    )


@settings(max_examples=FEW)
@given(table=varied_tables(items=(6, 6)), seed=SEEDS)
def test_factor_model(table: Matrix, seed: int) -> None:
    factors = {"a": ("1", "2", "3"), "b": ("4", "5", "6")}
    rng = np.random.default_rng(seed)
    found = factor_model(rng.permutation(table), factors)
    wanted = factor_model(7 * table - 2, factors)
    assert found.df == wanted.df
    assert found.heywood == wanted.heywood
    if found.chi2 is not None and wanted.chi2 is not None and not found.heywood:
        assert found.chi2 == pytest.approx(wanted.chi2, rel=1e-5, abs=1e-6)


@given(table=varied_tables(), seed=SEEDS)
def test_scores(table: Matrix, seed: int) -> None:
    turned = np.random.default_rng(seed).permutation(6 - table, axis=1)
    found, wanted = (score_summary(ScoreHistogram.of(t, 5)) for t in (turned, table))
    assert found.mean == pytest.approx(6 - (wanted.mean or 0))
    assert found.sd == pytest.approx(wanted.sd)


@given(grouped=grouped_tables(), seed=SEEDS)
def test_agreement(grouped: tuple[Matrix, NDArray[Any]], seed: int) -> None:
    table, labels = grouped
    order = np.random.default_rng(seed).permutation(len(table))
    for statistic in (
        lambda t, g: rwg_j(t, g, points=5),
        lambda t, g: r_star_wg(t, g, points=5),
        average_deviation,
        lambda t, g: average_deviation(t, g, centre="mean"),
    ):
        wanted = statistic(table, labels)
        for other in (6 - table, table + 0.125, table + 1e5):
            found = statistic(other[order], labels[order])
            assert (found.groups, found.n) == (wanted.groups, wanted.n)
            for one, two in zip(found.values, wanted.values, strict=True):
                assert (one is None) == (two is None)
                assert one is None or one == pytest.approx(two, abs=1e-9)


@given(grouped=grouped_tables(), seed=SEEDS)
def test_intraclass_correlation(grouped: tuple[Matrix, NDArray[Any]], seed: int) -> None:
    table, labels = grouped
    values, order = table[:, 0], np.random.default_rng(seed).permutation(len(table))
    for statistic in (icc1, icc2):
        same(statistic(3 * values[order] - 7, labels[order]), statistic(values, labels))
        same(statistic(values / 3 + 0.1, labels), statistic(values, labels), rel=1e-7)


@settings(max_examples=FEW)
@given(table=varied_tables(items=(2, 3)))
def test_polychoric(table: Matrix) -> None:
    counts = np.histogram2d(table[:, 0], table[:, 1], bins=[np.arange(0.5, 6)] * 2)[0]
    wanted = polychoric(counts)
    same(polychoric(counts.T), wanted, rel=1e-5)
    same(polychoric(counts[::-1, ::-1]), wanted, rel=1e-5)
    turned = polychoric(counts[::-1]).value
    assert (turned is None) == (wanted.value is None)
    assert turned is None or turned == pytest.approx(-(wanted.value or 0), abs=1e-5)
    same(ordinal_alpha(6 - table, points=5), ordinal_alpha(table, points=5), rel=1e-5)


@given(table=varied_tables(items=(1, 1)), k=st.integers(2, 4))
def test_equal_items_are_perfectly_reliable(table: Matrix, k: int) -> None:
    found = cronbach_alpha(np.tile(table, (1, k)))
    assert (found.value, found.low, found.high) == (1, 1, 1)
