"""Instruments: what they refuse, and joining two parallel ones."""

import pytest

from analysis import Instrument, joined

VOICE = {"voice": ("V1", "V2")}


def test_items_are_listed_scale_by_scale() -> None:
    instrument = Instrument("v", {"voice": ("V1", "V2"), "respect": ("R1",)})
    assert instrument.items == ("V1", "V2", "R1")


@pytest.mark.parametrize(
    ("scales", "help_codes", "points"),
    [
        ({}, (), 5),
        ({"voice": ()}, (), 5),
        ({"voice": ("V1", "V1")}, (), 5),
        ({"voice": ("V1",), "respect": ("V1",)}, (), 5),
        (VOICE, ("B01", "B01"), 5),
        (VOICE, (), 2),
        ({"voice": ("V:1",)}, (), 5),
        (VOICE, ("",), 5),
    ],
)
def test_a_faulty_instrument_is_refused(
    scales: dict[str, tuple[str, ...]], help_codes: tuple[str, ...], points: int
) -> None:
    with pytest.raises(ValueError, match=r"^v: "):
        Instrument("v", scales, help_codes, points)


def test_parallel_instruments_join_under_both_names_in_either_order() -> None:
    parent, caregiver = Instrument("p-1", VOICE, ("B01",)), Instrument("c-1", VOICE, ("B01",))
    both = joined(parent, caregiver)
    assert both == joined(caregiver, parent)
    assert (both.version, both.items, both.help_codes) == ("c-1+p-1", ("V1", "V2"), ("B01",))


@pytest.mark.parametrize(
    "other",
    [
        Instrument("c-1", {"voice": ("V1",)}, ("B01",)),
        Instrument("c-1", {"voice": ("V2", "V1")}, ("B01",)),
        Instrument("c-1", VOICE, ("B02",)),
        Instrument("c-1", VOICE, ("B01",), points=4),
    ],
)
def test_instruments_that_are_not_parallel_do_not_join(other: Instrument) -> None:
    with pytest.raises(ValueError, match="not parallel"):
        joined(Instrument("p-1", VOICE, ("B01",)), other)


PARTS = {"trust": ("T1", "T2"), "care": ("C1",), "goals": ("P1",)}


def test_a_combined_scale_scores_the_items_of_its_parts() -> None:
    instrument = Instrument("v", PARTS, combined={"both": ("trust", "care")})
    assert instrument.scored == {**PARTS, "both": ("T1", "T2", "C1")}
    assert instrument.items == ("T1", "T2", "C1", "P1")
    assert joined(instrument, instrument).combined == instrument.combined
    with pytest.raises(ValueError, match="not parallel"):
        joined(instrument, Instrument("w", PARTS))


@pytest.mark.parametrize(
    "combined",
    [
        {"trust": ("care", "goals")},
        {"both": ("trust", "other")},
        {"both": ("trust", "trust")},
        {"both": ("trust",)},
        {"b:th": ("trust", "care")},
    ],
)
def test_a_faulty_combined_scale_is_refused(combined: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match=r"^v: "):
        Instrument("v", PARTS, combined=combined)
