"""Reach over the waves: marks stand at both bounds, only the newest is strong."""

import pytest

from analysis.figures.wording.small_multiples import measure, multiples_alt
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import PREFIX, Box, marks


def near(value: float) -> object:
    return pytest.approx(value, abs=0.02)


def shares(found: dict[str, Box], mark: str) -> tuple[float, float]:
    """The shares between which a mark of the measure reaches."""
    key = mark.split("-", maxsplit=1)[0]
    zero, whole = found[f"{key}-axis-0"].top, found[f"{key}-axis-100"].top
    box = found[mark]
    return (zero - box.bottom) / (zero - whole), (zero - box.top) / (zero - whole)


def test_a_mark_reaches_from_what_is_certain_to_what_is_possible() -> None:
    found = marks(samples.multiples())
    assert shares(found, "M0-0") == (near(8 / 24), near(20 / 24))
    assert shares(found, "M0-2") == (near(17 / 27), near(1))
    assert shares(found, "M1-2") == (near(0.6), near(0.6))
    assert shares(found, "M1-0") == (near(0.45), near(0.45))


def test_only_the_newest_wave_is_strong() -> None:
    svg = samples.multiples()

    def width(mark: str) -> float:
        drawn = svg.split(f'id="{PREFIX}-{mark}"')[1].split("</g>")[0]
        return float(drawn.split('stroke-width="')[1].split('"')[0])

    assert width("M0-2") > 4 * width("M0-0")


def test_the_words_hold_every_bound() -> None:
    made = [measure("M0", "Trust", samples.WAVES, "en"), measure("M1", "Care", (), "en")]
    assert made[0].text == "between 17 and 27 of all 27"
    assert multiples_alt("A finding", made, samples.ticks(3), "en") == (
        "A finding. Trust: Q1 2019 between 8 and 20 of all 24; "
        "Q3 2019 between 17 and 27 of all 27. Care: –."
    )
