"""Adjusted p values."""

import pytest
from scipy.stats import false_discovery_control

from analysis.statistics.multiplicity import benjamini_hochberg, holm, rejected


def test_the_order_is_kept() -> None:
    p = [0.04, 0.001, 0.9, 0.03, 0.03]
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p))


def test_what_has_no_p_is_not_counted() -> None:
    assert benjamini_hochberg([0.01, None, 0.04]) == (0.02, None, 0.04)
    assert holm([0.01, None, 0.04]) == (0.02, None, 0.04)
    assert rejected([0.01, None, 0.2]) == (True, False, False)


def test_nothing_to_adjust() -> None:
    assert benjamini_hochberg([]) == holm([None][:0]) == rejected([]) == ()
    assert benjamini_hochberg([None]) == (None,)
    assert benjamini_hochberg([0.3]) == holm([0.3]) == (0.3,)


def test_none_is_above_one() -> None:
    assert holm([0.6, 0.8]) == (1, 1)
    assert benjamini_hochberg([1, 1, 1]) == (1, 1, 1)


def test_bad_values_are_refused() -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        benjamini_hochberg([0.5, 1.2])
    with pytest.raises(ValueError, match="between 0 and 1"):
        rejected([0.5], q=0)
