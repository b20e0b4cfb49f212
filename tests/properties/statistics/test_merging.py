"""Sums of parts add up to the sums of the whole, in any order, and survive being written."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.statistics import (
    AnovaSums,
    CrossProducts,
    GroupSpreads,
    GroupSums,
    GroupValues,
    ItemHistograms,
    PairTables,
    PairwiseProducts,
    ScoreHistogram,
    alpha_if_dropped,
    average_deviation,
    cronbach_alpha,
    group_summary,
    icc1,
    omega,
    rwg_j,
)
from tests.properties.statistics.tables import Matrix, answer_tables, grouped_tables, parts

COUNTED = st.lists(st.tuples(st.floats(-1, 1).map(lambda x: round(x, 2)), st.integers(1, 4)))
CUTS = st.integers(0, 14)

KINDS: list[Any] = [
    (CrossProducts, CrossProducts.of),
    (PairwiseProducts, PairwiseProducts.of),
    (ItemHistograms, lambda table: ItemHistograms.of(table, 5)),
    (ScoreHistogram, lambda table: ScoreHistogram.of(table, 5)),
    (PairTables, lambda table: PairTables.of(table, 5)),
]


@pytest.mark.parametrize(("kind", "of"), KINDS, ids=lambda x: getattr(x, "__name__", ""))
@given(table=answer_tables(), cut=CUTS)
def test_parts_make_the_whole(kind: Any, of: Any, table: Matrix, cut: int) -> None:  # noqa: ANN401
    first, second = (of(part) for part in parts(table, cut))
    assert first + second == of(table) == second + first
    assert kind.from_dict(json.loads(json.dumps((first + second).to_dict()))) == of(table)


@given(grouped=grouped_tables(), cut=CUTS)
def test_group_sums(grouped: tuple[Matrix, NDArray[Any]], cut: int) -> None:
    table, labels = grouped
    first = GroupSums.of(table[:cut], labels[:cut])
    second = GroupSums.of(table[cut:], labels[cut:])
    whole = GroupSums.of(table, labels).to_dict()
    assert (first + second).to_dict() == whole == (second + first).to_dict()
    assert GroupSums.from_dict(json.loads(json.dumps(whole))).to_dict() == whole
    assert rwg_j(first + second, points=5) == rwg_j(table, labels, points=5)


@given(grouped=grouped_tables())
def test_anova_sums_of_different_groups(grouped: tuple[Matrix, NDArray[Any]]) -> None:
    table, labels = grouped
    values, here = table[:, 0], np.isin(labels, ["a", "b"])
    first = AnovaSums.of(values[here], labels[here])
    second = AnovaSums.of(values[~here], labels[~here])
    whole = AnovaSums.of(values, labels)
    assert first + second == whole == second + first
    assert AnovaSums.from_dict(json.loads(json.dumps(whole.to_dict()))) == whole
    assert icc1(first + second) == icc1(values, labels)


@given(grouped=grouped_tables())
def test_spreads_of_different_groups(grouped: tuple[Matrix, NDArray[Any]]) -> None:
    table, labels = grouped
    here = np.isin(labels, ["a", "b"])
    first = GroupSpreads.of(table[here], labels[here])
    second = GroupSpreads.of(table[~here], labels[~here])
    whole = GroupSpreads.of(table, labels)
    assert first + second == whole == second + first
    assert GroupSpreads.from_dict(json.loads(json.dumps(whole.to_dict()))) == whole
    for found, rows in (
        (rwg_j(whole, points=5), rwg_j(table, labels, points=5)),
        (whole.average_deviations(), average_deviation(table, labels)),
    ):
        merged, wanted = group_summary(found, counts=whole.counts()), group_summary(rows)
        assert merged.groups == wanted.groups
        assert (merged.mean, merged.median) == (
            pytest.approx(wanted.mean) if wanted.groups else None,
            pytest.approx(wanted.median) if wanted.groups else None,
        )


@given(
    table=answer_tables(least=2, items=(2, 5)), cut=CUTS, shift=st.sampled_from([0.25, 1e6, 0.1])
)
def test_reals_add_up_to_rounding(table: Matrix, cut: int, shift: float) -> None:
    whole = CrossProducts.of(table).covariance()
    first, second = (CrossProducts.of(part + shift) for part in parts(table, cut))
    for merged in (first + second, second + first):
        found = merged.covariance()
        assert (found is None) == (whole is None)
        if found is not None and whole is not None:
            assert found == pytest.approx(whole, abs=1e-9)


@given(table=answer_tables(items=(2, 5)), cut=CUTS)
def test_reliability_from_sums(table: Matrix, cut: int) -> None:
    table = table[~np.isnan(table).any(axis=1)]
    first, second = (CrossProducts.of(part) for part in parts(table, cut))
    merged = first + second
    assert cronbach_alpha(merged) == cronbach_alpha(table)
    assert omega(merged) == omega(table)
    assert alpha_if_dropped(merged) == alpha_if_dropped(table)


@given(COUNTED)
def test_a_summary_of_counted_values_is_that_of_all(counted: list[tuple[float, int]]) -> None:
    several = GroupValues((), (), tuple(value for value, _ in counted))
    each = GroupValues((), (), tuple(v for value, times in counted for v in [value] * times))
    merged = group_summary(several, 0, counts=[times for _, times in counted])
    values = np.array(each.values)
    assert merged.groups == len(values)
    if merged.groups:
        assert merged.mean == pytest.approx(values.mean(), abs=1e-12)
        assert (merged.median, merged.at_least) == pytest.approx(
            (np.median(values), (values >= 0).mean())
        )


@given(table=answer_tables(items=(3, 5)))
def test_tables_of_some_items(table: Matrix) -> None:
    tables = PairTables.of(table, 5, pairwise=True)
    assert tables.only(["3", "1"]) == PairTables.of(table[:, [0, 2]], 5, ["1", "3"], pairwise=True)
    assert tables.only(tables.items) == tables
