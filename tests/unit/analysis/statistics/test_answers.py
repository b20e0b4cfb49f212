"""Tables of answers are checked."""

from typing import Any

import numpy as np
import pytest

from analysis.statistics import CrossProducts, ItemHistograms, cronbach_alpha, rwg
from analysis.statistics.answers import as_answers, as_options


def test_none_is_missing() -> None:
    table: Any = [[1, None], [2, 3]]
    assert np.isnan(as_answers(table)[0, 1])


@pytest.mark.parametrize("table", [[1, 2, 3], [[[1]]], 5, np.empty((3, 0)), []])
def test_not_a_table(table: object) -> None:
    with pytest.raises(ValueError, match="a row for each respondent"):
        as_answers(table)  # type: ignore[arg-type]


@pytest.mark.parametrize("table", [[["a", "b"]], [[1, 2], [3]], [[object()]]])
def test_not_numbers(table: object) -> None:
    with pytest.raises(ValueError, match="answers are numbers"):
        as_answers(table)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [0, 6, 2.5, -1, 1e9])
def test_options_are_named_by_row_and_column(wrong: float) -> None:
    table = np.full((10_000, 2), 3.0)
    table[0, 0] = np.nan
    table[9_000, 1] = wrong
    with pytest.raises(ValueError, match=r"row 9001, column 2: an answer is a whole number 1 to 5"):
        as_options(table, 5)


@pytest.mark.parametrize("wrong", [np.inf, -np.inf, 1e101])
def test_infinite_answers(wrong: float) -> None:
    table = np.array([[1, 2], [3, wrong], [2, np.nan]])
    with pytest.raises(ValueError, match="finite"):
        cronbach_alpha(table)
    with pytest.raises(ValueError, match="finite"):
        cronbach_alpha(table, pairwise=True)
    with pytest.raises(ValueError, match="finite"):
        rwg(table[:, 1], [1, 1, 1], points=5)
    with pytest.raises(ValueError, match=r"finite|whole number"):
        ItemHistograms.of(table, 5)


def test_infinite_beside_missing() -> None:
    with pytest.raises(ValueError, match="finite"):
        CrossProducts.of(np.array([[np.inf, -np.inf, np.nan], [1, 2, 3]]))


@pytest.mark.parametrize("points", [1, 0, -5])
def test_too_few_points(points: int) -> None:
    with pytest.raises(ValueError, match="two or more options"):
        as_options([[1]], points)


@pytest.mark.parametrize("items", [["a"], ["a", "a"], ["a", "b", "c"]])
def test_names_of_items(items: list[str]) -> None:
    with pytest.raises(ValueError, match="2 different names"):
        CrossProducts.of([[1, 2], [3, 4]], items)
