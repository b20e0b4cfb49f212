"""Alpha at the edges."""

import numpy as np
import pytest

from analysis.statistics import (
    CrossProducts,
    PairwiseProducts,
    Undefined,
    alpha_if_dropped,
    average_correlation,
    cronbach_alpha,
    feldt_interval,
    item_analysis,
    item_rest_correlations,
    standardized_alpha,
)

NA = float("nan")
TABLE: list[list[float]] = [[1, 2, 2], [2, 2, 3], [3, 4, 3], [4, 4, 5], [5, 5, 4]]


def test_by_the_formula() -> None:
    table = np.array(TABLE)
    wanted = 1.5 * (1 - table.var(axis=0, ddof=1).sum() / table.sum(axis=1).var(ddof=1))
    assert cronbach_alpha(TABLE).value == pytest.approx(wanted, rel=1e-14)


def test_a_constant_item_is_left_out_and_named() -> None:
    table = np.insert(np.array(TABLE, dtype=float), 1, 3, axis=1)
    found = cronbach_alpha(table, items=["a", "same", "b", "c"])
    assert found.left_out == ("same",)
    assert found.items == ("a", "b", "c")
    assert found.value == cronbach_alpha(TABLE).value


@pytest.mark.parametrize("filling", [NA, 3.0])
def test_gaps_of_an_item_that_is_left_out_cost_no_rows(filling: float) -> None:
    table = np.insert(np.array(TABLE, dtype=float), 1, filling, axis=1)
    table[2, 1] = NA
    found = cronbach_alpha(table)
    assert (found.n, found.left_out) == (5, ("2",))
    assert found.value == cronbach_alpha(TABLE).value
    assert item_rest_correlations(table).keys() == {"1", "3", "4"}


def test_an_item_that_is_constant_in_complete_rows() -> None:
    table: list[list[float]] = [[1, 3, 1], [2, 3, 2], [3, 3, 5], [NA, 4, 1]]
    found = cronbach_alpha(table)
    assert (found.n, found.left_out) == (3, ("2",))
    assert found.value is not None


def test_a_constant_real_item() -> None:
    table = np.column_stack([np.array(TABLE) / 3, np.full(5, 0.1)])
    merged = CrossProducts.of(table[:2]) + CrossProducts.of(table[2:])
    assert cronbach_alpha(table).left_out == ("4",)
    assert cronbach_alpha(merged).left_out == ("4",)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (np.empty((0, 3)), Undefined.NO_ANSWERS),
        ([[NA, NA], [NA, NA]], Undefined.NO_ANSWERS),
        ([[1, NA], [NA, 2]], Undefined.NO_ANSWERS),
        ([[1, 2, 3]], Undefined.ONE_UNIT),
        ([[1, 2], [1, 2], [1, 2]], Undefined.TOO_FEW_ITEMS),
        ([[1], [2], [3]], Undefined.TOO_FEW_ITEMS),
        ([[1, 2], [2, 2], [5, 2]], Undefined.TOO_FEW_ITEMS),
        ([[1, 5], [2, 4], [5, 1]], Undefined.NO_VARIANCE),
    ],
)
def test_undefined(table: list[list[float]], why: Undefined) -> None:
    found = cronbach_alpha(table)
    assert (found.value, found.low, found.high, found.why) == (None, None, None, why)


def test_two_rows() -> None:
    found = cronbach_alpha([[1, 2], [3, 3]])
    assert found.n == 2
    assert found.value == pytest.approx(2 * (1 - 2.5 / 4.5))


def test_negative_alpha_is_kept() -> None:
    found = cronbach_alpha([[1, 4], [2, 4], [3, 2], [5, 1]])
    assert found.value is not None
    assert found.value < -1
    assert found.low is not None
    assert found.low < found.value


def test_perfect_agreement() -> None:
    found = cronbach_alpha([[1, 1], [2, 2], [5, 5]])
    assert (found.value, found.low, found.high) == (1, 1, 1)


def test_pairs_use_more_answers_and_have_no_interval() -> None:
    table: list[list[float]] = [*TABLE, [NA, 1, 2], [5, NA, 5]]
    found = cronbach_alpha(table, pairwise=True)
    assert (found.n, found.low) == (5, None)
    assert found.value == cronbach_alpha(PairwiseProducts.of(table)).value
    assert cronbach_alpha(table).n == 5


def test_pairs_of_reals_and_of_large_numbers() -> None:
    table = np.array([*TABLE, [NA, 1, 2], [5, NA, 5]])
    wanted = cronbach_alpha(table, pairwise=True).value
    for other in (table / 7, table + 1e7, table * 1e8):
        assert cronbach_alpha(other, pairwise=True).value == pytest.approx(wanted, rel=1e-7)


def test_pairs_of_items_that_nobody_answered_together() -> None:
    table = [[1, NA], [2, NA], [NA, 3], [NA, 4]]
    assert cronbach_alpha(table, pairwise=True).why is Undefined.NO_ANSWERS


@pytest.mark.parametrize("offset", [0, 10**6, 10**9, 10**11, 0.5, 1e6 + 0.25])
def test_large_offsets_keep_the_digits(offset: float) -> None:
    table = np.random.default_rng(1).integers(1, 6, (20_000, 4)) + offset
    wanted = cronbach_alpha(table - offset).value
    assert cronbach_alpha(table).value == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_whole_numbers_far_apart() -> None:
    table = np.array(TABLE, dtype=float) * 10**7
    table[0, 0] += 1
    wanted = 1.5 * (1 - table.var(axis=0, ddof=1).sum() / table.sum(axis=1).var(ddof=1))
    assert cronbach_alpha(table).value == pytest.approx(wanted, rel=1e-9)


def test_standardized_and_mean_correlation() -> None:
    r = average_correlation(TABLE).value
    assert r is not None
    assert standardized_alpha(TABLE).value == pytest.approx(3 * r / (1 + 2 * r))
    assert average_correlation([[1, 1], [1, 2]]).why is Undefined.TOO_FEW_ITEMS


@pytest.mark.parametrize("level", [0, 1, -0.1, 95])
def test_bad_levels(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        cronbach_alpha(TABLE, level=level)


@pytest.mark.parametrize(("alpha", "n", "k"), [(0.5, 1, 3), (0.5, 10, 1), (1.5, 10, 3)])
def test_no_feldt_interval(alpha: float, n: int, k: int) -> None:
    with pytest.raises(ValueError, match="Feldt"):
        feldt_interval(alpha, n, k)


def test_sums_have_their_own_items_and_pairs() -> None:
    sums = CrossProducts.of(TABLE)
    with pytest.raises(ValueError, match="sums have their own"):
        cronbach_alpha(sums, items=["a", "b", "c"])
    with pytest.raises(ValueError, match="sums have their own"):
        cronbach_alpha(sums, pairwise=True)


@pytest.mark.parametrize("kind", [CrossProducts, PairwiseProducts])
def test_sums_of_different_items_do_not_add(kind: type[CrossProducts]) -> None:
    with pytest.raises(ValueError, match="different items"):
        kind.of(TABLE) + kind.of(TABLE, ["a", "b", "c"])


def test_broken_sums() -> None:
    content = CrossProducts.of(TABLE).to_dict()
    with pytest.raises(ValueError, match="do not fit"):
        CrossProducts.from_dict({**content, "sums": [1]})
    with pytest.raises(ValueError, match="at least 0"):
        CrossProducts.from_dict({**content, "n": -1})
    with pytest.raises(ValueError, match="do not fit"):
        PairwiseProducts.from_dict({"items": ["a", "b"], "pairs": []})


def test_item_analysis_at_the_edges() -> None:
    assert item_analysis([[1, 1], [1, 2]]) == ()
    two = item_analysis([[1, 2], [2, 1], [3, 3]])
    assert [entry.alpha_if_dropped for entry in two] == [None, None]
    opposite = [[1, 5, 2], [2, 4, 5], [5, 1, 1]]
    assert item_rest_correlations(opposite)["3"] is None
    assert alpha_if_dropped(opposite)["3"] is None
    assert alpha_if_dropped(opposite)["1"] is not None
