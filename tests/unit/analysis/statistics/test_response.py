"""Response rates and representativity."""

from dataclasses import asdict
from math import sqrt

import pytest

from analysis.statistics.estimate import Undefined
from analysis.statistics.representativity import invited_weighted_mean, r_indicator
from analysis.statistics.response_rates import Dispositions, response_rates


def test_a_named_list_has_one_denominator() -> None:
    rates = response_rates(Dispositions(18, 2, 3, 5, 2))
    assert rates.rr1 == rates.rr3 == rates.rr5 == 18 / 30
    assert rates.rr2 == rates.rr4 == rates.rr6 == 20 / 30


def test_unknown_eligibility_needs_e() -> None:
    of = Dispositions(10, unknown_household=5, unknown_other=5)
    without, half = response_rates(of), response_rates(of, e=0.5)
    assert (without.rr1, without.rr3, without.ref2, without.con2) == (0.5, None, None, None)
    assert (half.rr3, half.con2, half.ref2) == (10 / 15, 10 / 15, 0)
    assert response_rates(of, e=0).rr3 == half.rr5 == 1


def test_nothing_to_divide_by() -> None:
    assert set(asdict(response_rates(Dispositions(0))).values()) == {None}
    silent = response_rates(Dispositions(0, not_contacted=4))
    assert (silent.rr6, silent.con3, silent.coop2, silent.coop4) == (0, 0, None, None)


def test_dispositions_add_up() -> None:
    a, b = Dispositions(1, 2, 3, 4, 5, 6, 7), Dispositions(10)
    assert a + b == Dispositions(11, 2, 3, 4, 5, 6, 7)
    assert Dispositions.from_dict(a.to_dict()) == a
    assert (a.eligible, a.unknown) == (15, 13)


def test_bad_dispositions_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Dispositions(1, refused=-1)
    with pytest.raises(ValueError, match="e is a share"):
        response_rates(Dispositions(1), e=1.5)


def test_alike_strata_are_representative() -> None:
    found = r_indicator([5, 10], [10, 20])
    assert (found.rate, found.spread, found.r, found.max_bias) == (0.5, 0, 1, 0)


def test_unlike_strata_by_hand() -> None:
    found = r_indicator([10, 0, 0], [10, 10, 0])
    assert found.spread == pytest.approx(sqrt(20 * 0.25 / 19))
    assert found.r == pytest.approx(1 - 2 * sqrt(5 / 19))


def test_no_indicator() -> None:
    assert r_indicator([], []).why is Undefined.ZERO_DENOMINATOR
    assert r_indicator([1], [1]).why is Undefined.ONE_UNIT
    assert r_indicator([0, 0], [5, 5]).max_bias is None


def test_a_mean_weighted_by_those_invited() -> None:
    assert invited_weighted_mean([4, 2, None], [10, 30, 0]).value == 2.5
    assert invited_weighted_mean([4, None], [10, 30]).why is Undefined.NO_ANSWERS
    assert invited_weighted_mean([], []).why is Undefined.ZERO_DENOMINATOR
    with pytest.raises(ValueError, match="for each mean"):
        invited_weighted_mean([4], [10, 30])
