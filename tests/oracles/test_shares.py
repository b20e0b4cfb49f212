"""Intervals of shares and adjusted p values against printed values and values from R."""

import pytest

from analysis.shares import clopper_pearson, jeffreys, newcombe_difference, wilson
from analysis.statistics.bounds import worst_case_bounds
from analysis.statistics.finite_population import finite_population_share
from analysis.statistics.multiplicity import benjamini_hochberg, holm, rejected
from tests.oracles.reading import check, load


def test_intervals_of_a_share() -> None:
    case = load("proportion_ci")
    rows = [(int(x), int(n)) for x, n in zip(case.numbers("x"), case.numbers("n"), strict=True)]
    finite = [finite_population_share(x, n, 300) for x, n in rows]
    scores = [wilson(x, n) for x, n in rows]
    computed = {
        "wilson": scores,
        "wilson_prop_test": scores,
        "clopper_pearson": [clopper_pearson(x, n) for x, n in rows],
        "jeffreys": [jeffreys(x, n) for x, n in rows],
        "wilson_90": [wilson(x, n, 0.90) for x, n in rows],
        "wilson_fpc_N300": [(share.low, share.high) for share in finite],
        "manski_bounds_N300": [worst_case_bounds(x, n, 300) for x, n in rows],
    }
    check(case, computed, {})


def test_wilson_as_printed() -> None:
    printed = [(0.2553, 0.3662), (0.0624, 0.1605), (0.0000, 0.1611), (0.0061, 0.1718)]
    for (x, n), limits in zip([(81, 263), (15, 148), (0, 20), (1, 29)], printed, strict=True):
        assert wilson(x, n) == pytest.approx(limits, abs=5e-5)


def test_intervals_of_a_difference() -> None:
    case = load("proportion_diff_ci")
    rows = zip(*(case.numbers(name).tolist() for name in ("x1", "n1", "x2", "n2")), strict=True)
    computed = {"newcombe": [newcombe_difference(*row) for row in rows]}
    check(case, computed, {"fisher_p": "the method has intervals instead of this test"})


def test_newcombe_as_printed() -> None:
    assert newcombe_difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_many_comparisons() -> None:
    case = load("benjamini_hochberg")
    p = case.numbers("p").tolist()
    computed = {
        "adjusted": benjamini_hochberg(p),
        "rejected_05": sum(rejected(p)),
        "holm": holm(p),
    }
    check(case, computed, {})
