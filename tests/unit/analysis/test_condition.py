"""The fixed list of conditions."""

import pytest

from analysis import Condition, Instrument, Kind, conditions


def test_the_list_has_a_fixed_order() -> None:
    instrument = Instrument("v", {"voice": ("V2", "V1"), "respect": ("R1",)}, ("B02", "B01"))
    assert [str(condition) for condition in conditions(instrument)] == [
        "top:voice",
        "affirmed:voice",
        "fully:V2",
        "mostly:V2",
        "fully:V1",
        "mostly:V1",
        "top:respect",
        "affirmed:respect",
        "fully:R1",
        "mostly:R1",
        "help:B02",
        "help:B01",
    ]


def test_a_combined_scale_is_counted_after_the_scales_and_before_help() -> None:
    scales = {"trust": ("T1",), "care": ("C1",)}
    with_it = Instrument("v", scales, ("B01",), combined={"both": ("trust", "care")})
    listed = [str(condition) for condition in conditions(with_it)]
    assert listed[-3:] == ["top:both", "affirmed:both", "help:B01"]
    without = [str(condition) for condition in conditions(Instrument("v", scales, ("B01",)))]
    assert [text for text in listed if "both" not in text] == without


def test_a_condition_is_written_and_read_back() -> None:
    condition = Condition(Kind.FULLY, "V1")
    assert str(condition) == "fully:V1"
    assert Condition.parse("fully:V1") == condition


@pytest.mark.parametrize("text", ["", "fully", "fully:", ":V1", "Fully:V1", "mean:V1"])
def test_other_texts_are_no_conditions(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        Condition.parse(text)
