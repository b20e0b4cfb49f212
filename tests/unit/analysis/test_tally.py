"""Tallies, counted by hand."""

import pytest

from analysis import Condition, Form, Instrument, Tally
from tests.unit.analysis.builders import PARENTS, a_form

# Items V1 V2 V3 R1 R2.
FORMS = [
    a_form("55555", "B01"),
    a_form("544.5", "B01", "B02"),
    a_form("55..4"),
    a_form("5...."),
    a_form("4431."),
]
TALLY = Tally.of(PARENTS, FORMS)


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ("fully:V1", 4),
        ("mostly:V1", 5),
        ("fully:V2", 2),
        ("mostly:V2", 4),
        ("mostly:V3", 2),
        ("fully:R1", 1),
        ("mostly:R2", 3),
        ("top:voice", 1),
        ("affirmed:voice", 3),  # 555, 544 and 55. ; not 5.. (under half) and not 443 (11 < 12)
        ("top:respect", 1),
        ("affirmed:respect", 3),  # 55, .5 and .4 ; not 1. and not ..
        ("help:B01", 2),
        ("help:B02", 1),
    ],
)
def test_counts(condition: str, count: int) -> None:
    assert TALLY.count(Condition.parse(condition)) == count


def test_a_combined_scale_is_scored_over_the_items_of_its_parts() -> None:
    both = Instrument("both", PARENTS.scales, (), combined={"all": ("voice", "respect")})
    tally = Tally.of(both, [Form(form.ratings) for form in FORMS])
    # 55555, 544.5 and 55..4 ; not 5.... (one of five) and not 4431. (12 < 16)
    assert tally.count(Condition.parse("affirmed:all")) == 3
    assert tally.count(Condition.parse("top:all")) == 1
    assert tally.count(Condition.parse("affirmed:voice")) == 3


def test_histograms_hold_blanks_and_sums() -> None:
    assert TALLY.units == 5
    assert TALLY.item_hist["V1"] == (0, 0, 0, 0, 1, 4)
    assert TALLY.item_hist["R1"] == (3, 1, 0, 0, 0, 1)
    assert TALLY.score_hist["voice"] == {(15, 3): 1, (13, 3): 1, (10, 2): 1, (5, 1): 1, (11, 3): 1}
    assert TALLY.score_hist["respect"] == {(10, 2): 1, (5, 1): 1, (4, 1): 1, (0, 0): 1, (1, 1): 1}


def test_a_blank_is_not_a_yes() -> None:
    blank = Tally.of(PARENTS, [Form({})] * 3)
    assert blank.units == 3
    assert all(blank.count(Condition.parse(f"mostly:{key}")) == 0 for key in PARENTS.items)


def test_tallies_of_different_instruments_do_not_add() -> None:
    other = Tally.empty(Instrument("ftm-parent-2", PARENTS.scales, PARENTS.help_codes))
    with pytest.raises(ValueError, match="ftm-parent-1 and ftm-parent-2 do not add"):
        TALLY + other


@pytest.mark.parametrize(
    "form",
    [
        Form({"X1": 5}),
        Form({}, frozenset({"B99"})),
        Form({"V1": 0}),
        Form({"V1": 6}),
        Form({"V1": -1}),
    ],
)
def test_what_the_instrument_does_not_name_is_refused(form: Form) -> None:
    with pytest.raises(ValueError, match="ftm-parent-1"):
        Tally.of(PARENTS, [form])


@pytest.mark.parametrize("text", ["fully:X1", "mostly:X1", "top:V1", "affirmed:V1", "help:B99"])
def test_an_unknown_condition_has_no_count(text: str) -> None:
    with pytest.raises(KeyError):
        TALLY.count(Condition.parse(text))
