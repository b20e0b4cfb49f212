"""Agreement within groups at the edges."""

from typing import Any

import numpy as np
import pytest

from analysis.statistics import (
    GroupSums,
    Undefined,
    average_deviation,
    average_deviation_limit,
    group_summary,
    max_dissensus_variance,
    null_variance,
    r_star_wg,
    rwg,
    rwg_j,
    uniform_variance,
    variance_of_shares,
)

NA = float("nan")
EQUAL = [[4, 2], [4, 2], [4, 2]]
APART = [[1, 1], [1, 1], [5, 5], [5, 5]]


def test_all_equal_is_1() -> None:
    groups = [1, 1, 1]
    assert rwg_j(EQUAL, groups, points=5).values == (1,)
    assert r_star_wg(EQUAL, groups, points=5).values == (1,)
    assert average_deviation(EQUAL, groups).values == (0,)


def test_more_variance_than_by_chance() -> None:
    groups = [1] * 4
    assert rwg_j(APART, groups, points=5).values == (0,)
    assert rwg([1, 1, 5, 5], groups, points=5).values == (0,)
    (value,) = r_star_wg(APART, groups, points=5).values
    assert value == pytest.approx(1 - (16 / 3) / 4)
    assert average_deviation(APART, groups).values == (2,)


def test_variance_as_by_chance() -> None:
    answers = [1, 2, 3, 4, 5]
    null = float(np.var(answers, ddof=1))
    assert rwg_j(np.array([answers] * 2).T, [1] * 5, points=5, null=null).values == (0,)


def test_by_the_formula() -> None:
    rng = np.random.default_rng(2)
    table, labels = rng.integers(1, 6, (40, 3)), rng.integers(0, 4, 40)
    table[:, 1:] = np.clip(table[:, :1] + rng.integers(-1, 2, (40, 2)), 2, 4)
    found = rwg_j(table, labels, points=5)
    for group, value in found.as_dict().items():
        u = table[labels == group].var(axis=0, ddof=1).mean() / 2
        assert value == pytest.approx(max(0, 3 * (1 - u) / (3 * (1 - u) + u)))


def test_one_rater_has_no_value() -> None:
    found = rwg_j([[1, 2], [3, 4], [3, 5]], ["a", "b", "b"], points=5)
    assert found.groups == ("a", "b")
    assert found.values[0] is None
    assert found.estimate("a").why is Undefined.ONE_RATER
    assert found.estimate("b").n == 2
    assert average_deviation([[1], [2], [4]], ["a", "b", "b"]).values == (None, 1)


def test_rows_with_gaps_are_left_out() -> None:
    table = np.array([[1, 2], [NA, 4], [3, 5], [1, NA]])
    found = rwg_j(table, ["a", "a", "a", "b"], points=5)
    assert found.n == (2, 0)
    assert found.estimate("b").why is Undefined.NO_ANSWERS
    assert average_deviation(table, ["a", "a", "a", "b"]).n == (2, 0)


@pytest.mark.parametrize("groups", [["a", None, "a"], np.array([1.0, NA, 1.0])])
def test_rows_without_a_group(groups: Any) -> None:  # noqa: ANN401 # labels of several kinds
    found = rwg([4, 1, 4], groups, points=5)
    assert (found.n, found.values) == ((2,), (1,))


def test_no_rows() -> None:
    found = rwg_j(np.empty((0, 3)), [], points=5)
    assert (found.groups, found.values) == ((), ())
    assert average_deviation(np.empty((0, 3)), []).values == ()
    assert group_summary(found).mean is None


@pytest.mark.parametrize("labels", [[7, -3, 7, -3], [10**12, 0, 10**12, 0], ["b", "a", "b", "a"]])
def test_labels_are_in_ascending_order(labels: Any) -> None:  # noqa: ANN401 # of several kinds
    found = average_deviation([1, 2, 1, 4], labels)
    assert found.groups == tuple(sorted(set(labels)))
    assert found.values == (1, 0)


def test_median_of_an_even_number() -> None:
    assert average_deviation([1, 2, 4, 5], [0] * 4).values == (1.5,)
    assert average_deviation([1, 2, 4, 5], [0] * 4, centre="mean").values == (1.5,)
    assert average_deviation([1, 1, 1, 5], [0] * 4).values == (1,)
    assert average_deviation([1, 1, 1, 5], [0] * 4, centre="mean").values == (1.5,)


@pytest.mark.parametrize("offset", [0, 0.5, 1e6])
def test_average_deviation_by_the_definition(offset: float) -> None:
    rng = np.random.default_rng(4)
    table, labels = rng.integers(1, 8, (50, 3)) + offset, rng.integers(0, 5, 50)
    for centre, middle in (("mean", np.mean), ("median", np.median)):
        found = average_deviation(table, labels, centre=centre)  # type: ignore[arg-type]
        for group, value in found.as_dict().items():
            rows = table[labels == group]
            assert value == pytest.approx(np.abs(rows - middle(rows, axis=0)).mean())


def test_sums_of_groups() -> None:
    first = GroupSums.of([[1], [2]], ["a", "a"])
    second = GroupSums.of([[2], [5]], ["a", "b"])
    assert rwg(first + second, points=5).as_dict() == {
        "a": pytest.approx(1 - (1 / 3) / 2),
        "b": None,
    }
    with pytest.raises(ValueError, match="their own groups"):
        rwg(first, ["a", "a"], points=5)
    with pytest.raises(ValueError, match="do not add"):
        first + GroupSums.of([[1, 2]], ["a"])


def test_sums_of_reals_add_up() -> None:
    whole, real = (
        GroupSums.of([[1], [2]], ["a", "a"]),
        GroupSums.of(np.array([[2.5], [5]]), ["a", "b"]),
    )
    wanted = GroupSums.of(np.array([[1], [2], [2.5], [5]]), ["a", "a", "a", "b"]).variances()
    for merged in (whole + real, real + whole, real + GroupSums.of([[1.5]], ["a"])):
        assert merged.groups == ("a", "b")
    assert (whole + real).variances() == pytest.approx(wanted)
    assert (real + whole).variances() == pytest.approx(wanted)


def test_broken_sums() -> None:
    content = GroupSums.of([[1], [2]], ["a", "a"]).to_dict()
    with pytest.raises(ValueError, match="do not fit"):
        GroupSums.from_dict({**content, "groups": ["a", "b"]})
    with pytest.raises(ValueError, match="at least 0"):
        GroupSums.from_dict({**content, "n": [-1]})


@pytest.mark.parametrize(
    ("answers", "groups", "message"),
    [
        ([[1, 2], [2, 3]], None, "give the group"),
        ([[1, 2], [2, 3]], ["a"], "one group for each"),
        ([[1, 2], [2, 3]], [["a"], ["b"]], "one group for each"),
    ],
)
def test_bad_groups(answers: Any, groups: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=message):
        rwg_j(answers, groups, points=5)


def test_labels_that_have_no_order() -> None:
    with pytest.raises(ValueError, match="all by numbers or all by text"):
        rwg([1, 2], np.array([1, "a"], dtype=object), points=5)


def test_rwg_is_for_one_item() -> None:
    with pytest.raises(ValueError, match="rwg_j"):
        rwg([[1, 2], [2, 3]], [1, 1], points=5)


def test_another_centre() -> None:
    with pytest.raises(ValueError, match="median"):
        average_deviation([1, 2], [1, 1], centre="mode")  # type: ignore[arg-type]


def test_an_unknown_group() -> None:
    with pytest.raises(ValueError, match="no group 9"):
        rwg([1, 2], [1, 1], points=5).estimate(9)


def test_summary_leaves_out_groups_without_value() -> None:
    found = group_summary(rwg([4, 4, 1, 5, 3], ["a", "a", "b", "b", "c"], points=5))
    assert (found.groups, found.mean, found.median, found.at_least) == (2, 0.5, 0.5, 0.5)


def test_null_variances() -> None:
    assert uniform_variance(5) == 2
    assert max_dissensus_variance(5) == 4
    assert null_variance([0.5, 0, 0, 0, 0.5], 5) == 4
    assert null_variance(1.34, 7) == 1.34
    assert null_variance("slight_skew", 5) == pytest.approx(1.34)
    assert average_deviation_limit(5) == pytest.approx(0.8333, abs=1e-4)


@pytest.mark.parametrize(
    ("null", "points", "message"),
    [
        ("flat", 5, "no null distribution 'flat'"),
        ("slight_skew", 7, "give the 7 shares"),
        (0, 5, "above 0"),
        (-1.0, 5, "above 0"),
        (NA, 5, "above 0"),
        ([0, 0, 1, 0, 0], 5, "above 0"),
        ([0.5, 0.5], 5, "5 shares"),
        ("uniform", 1, "two or more options"),
    ],
)
def test_bad_nulls(null: Any, points: int, message: str) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=message):
        null_variance(null, points)


@pytest.mark.parametrize("shares", [[1.0], [0.5, 0.6], [-0.5, 1.5]])
def test_bad_shares(shares: list[float]) -> None:
    with pytest.raises(ValueError, match="together 1"):
        variance_of_shares(shares)


@pytest.mark.parametrize("function", [max_dissensus_variance, average_deviation_limit])
def test_one_option(function: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match="two or more options"):
        function(1)
