"""Whatever the answers: a finite value within its bounds or a reason, and no warning."""

from math import isfinite
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from analysis.statistics import (
    Estimate,
    GroupValues,
    ItemHistograms,
    PairTables,
    ScoreHistogram,
    average_correlation,
    average_deviation,
    cronbach_alpha,
    factor_model,
    icc1,
    icc2,
    item_analysis,
    item_statistics,
    measurement_error,
    omega,
    ordinal_alpha,
    polychoric,
    r_star_wg,
    reach,
    rwg_j,
    score_summary,
    standardized_alpha,
    top_score,
)
from tests.properties.statistics.tables import Matrix, answer_tables, grouped_tables

ROUNDING = 1e-12
REALS = st.floats(-1e6, 1e6, allow_subnormal=False) | st.just(float("nan")) | st.just(2.5)
real_tables = arrays.arrays(
    np.float64, st.tuples(st.integers(0, 8), st.integers(1, 4)), elements=REALS
)


def sound(found: Estimate, low: float = -np.inf, high: float = np.inf) -> None:
    """A value in the bounds and in its interval, or a reason."""
    assert (found.value is None) == (found.why is not None)
    if found.value is None:
        assert found.low is None
        return
    assert low <= found.value <= high
    if found.low is not None and found.high is not None:
        assert found.low <= found.value + 1e-12
        assert found.value <= found.high + 1e-12


@given(table=answer_tables() | real_tables)
def test_reliability(table: Matrix) -> None:
    for pairwise in (False, True):
        sound(standardized_alpha(table, pairwise=pairwise))
        sound(average_correlation(table, pairwise=pairwise), -1, 1)
        for entry in item_analysis(table, pairwise=pairwise):
            assert entry.item_rest is None or -1 <= entry.item_rest <= 1
            assert entry.alpha_if_dropped is None or isfinite(entry.alpha_if_dropped)
    sound(cronbach_alpha(table), high=1)
    sound(cronbach_alpha(table, pairwise=True))
    sound(omega(table), high=1)
    sound(measurement_error(table), low=0)
    sound(measurement_error(table, by="alpha"), low=0)


@given(table=answer_tables())
def test_scores(table: Matrix) -> None:
    scores = ScoreHistogram.of(table, 5)
    sound(top_score(scores), 0, 1)
    sound(reach(scores, 4), 0, 1)
    found = score_summary(scores)
    assert found.n + found.without_score == len(table)
    assert found.mean is None or 1 <= found.mean <= 5
    for entry in item_statistics(ItemHistograms.of(table, 5)):
        assert entry.n + entry.missing == len(table)
        assert (entry.mean is None) == (entry.n == 0)
        assert (entry.sd is None) == (entry.n < 2)


@given(grouped=grouped_tables(), shift=st.sampled_from([0.0, 0.3, 1e9]))
def test_agreement(grouped: tuple[Matrix, NDArray[Any]], shift: float) -> None:
    table, labels = grouped
    bounds: list[tuple[GroupValues, float, float]] = [
        (rwg_j(table + shift, labels, points=5), 0, 1),
        (r_star_wg(table + shift, labels, points=5), -1, 1),
        (average_deviation(table + shift, labels), 0, 2 + 1e-6),
        (average_deviation(table + shift, labels, centre="mean"), 0, 2 + 1e-6),
    ]
    for values, low, high in bounds:
        for n, value in zip(values.n, values.values, strict=True):
            assert (value is None) == (n < 2)
            assert value is None or low - ROUNDING <= value <= high + ROUNDING


@given(grouped=grouped_tables(), divisor=st.sampled_from([1, 3]))
def test_intraclass_correlation(grouped: tuple[Matrix, NDArray[Any]], divisor: int) -> None:
    table, labels = grouped
    sound(icc1(table[:, 0] / divisor, labels), high=1)
    sound(icc1(table[:, 0] / divisor, labels, group_size="mean"))
    sound(icc2(table[:, 0] / divisor, labels), high=1)


@given(table=answer_tables(items=(4, 5)) | real_tables)
def test_factor_model(table: Matrix) -> None:
    if table.shape[1] < 4:
        return
    found = factor_model(table, {"a": ("1", "2"), "b": ("3", "4")})
    numbers = [found.chi2, found.cfi, found.rmsea, found.rmsea_low, found.srmr]
    assert (found.chi2 is None) == (found.why is not None)
    assert all(x is None or isfinite(x) for x in numbers)


@given(
    table=answer_tables(points=3),
    counts=arrays.arrays(np.int64, (3, 2), elements=st.integers(0, 9)),
)
def test_polychoric(table: Matrix, counts: NDArray[np.int64]) -> None:
    sound(polychoric(counts), -1, 1)
    sound(ordinal_alpha(table, points=3))
    sound(ordinal_alpha(PairTables.of(table, 3, pairwise=True)))


@pytest.mark.parametrize("level", [0.5, 0.99])
@given(table=answer_tables(least=3, items=(2, 4)))
def test_levels(level: float, table: Matrix) -> None:
    sound(cronbach_alpha(table, level=level), high=1)
