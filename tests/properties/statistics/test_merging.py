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
    GroupSums,
    ItemHistograms,
    PairTables,
    PairwiseProducts,
    ScoreHistogram,
    alpha_if_dropped,
    cronbach_alpha,
    icc1,
    omega,
    rwg_j,
)
from tests.properties.statistics.tables import Matrix, answer_tables, grouped_tables, parts

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
