"""Anhøj's rules."""

import pytest
from scipy.stats import binom

from analysis.statistics.estimate import Undefined
from analysis.statistics.run_charts import run_chart


def test_runs_and_crossings_about_the_median() -> None:
    found = run_chart([1, 1, 5, 6, 7, 1, 8])
    assert (found.centre, found.n_useful) == (5, 6)
    assert (found.longest_run, found.crossings) == (2, 3)
    assert (found.signal_shift, found.signal_crossings) == (False, False)


def test_a_shift_signals() -> None:
    found = run_chart([1.0] * 10 + [2.0] * 10)
    assert (found.longest_run, found.longest_run_max) == (10, 7)
    assert (found.crossings, found.crossings_min) == (1, 6)
    assert (found.signal_shift, found.signal_crossings) == (True, True)


@pytest.mark.parametrize("n", [2, 3, 5, 10, 24, 60, 300])
def test_the_least_crossings_are_the_binomial_quantile(n: int) -> None:
    found = run_chart([(-1.0) ** i for i in range(n)], centre=0)
    assert found.crossings_min == max(0, binom.ppf(0.05, n - 1, 0.5))


def test_points_on_the_line_do_not_count() -> None:
    found = run_chart([3, 4, 3 + 1e-12, 4, 2], centre=3)
    assert (found.n_useful, found.longest_run, found.crossings) == (3, 2, 1)


def test_missing_points_are_left_out() -> None:
    assert run_chart([1, None, 2, 3]) == run_chart([1, 2, 3])


def test_nothing_to_judge() -> None:
    assert run_chart([None]).why is run_chart([]).why is Undefined.NO_ANSWERS
    constant = run_chart([2, 2, 2])
    assert (constant.why, constant.centre, constant.longest_run) == (Undefined.NO_VARIANCE, 2, None)


def test_one_useful_point() -> None:
    found = run_chart([1], centre=0)
    assert (found.longest_run, found.longest_run_max, found.crossings_min) == (1, 3, 0)
    assert found.signal_crossings is False
