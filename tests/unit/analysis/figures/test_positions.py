"""Marks of the other figures stand exactly where their numbers are."""

import pytest

from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import Box, marks, watched_text


def near(value: float) -> object:
    return pytest.approx(value, abs=0.02)


def test_gap_marks_stand_at_their_shares_and_lines_at_the_likely_ends() -> None:
    found = marks(samples.gap())

    def share(x: float) -> float:
        return (x - 166) / 190

    assert share(found["V1-first"].middle[0]) == near(0.4)
    assert share(found["V1-second"].middle[0]) == near(0.8)
    assert share(found["V2-first"].left) == near(0)
    assert share(found["V2-first"].right) == near(0.1)
    assert share(found["V1-first-likely"].left) == near(0.2)
    assert share(found["V1-first-likely"].right) == near(0.6)


def test_a_band_joins_two_marks_only_where_the_difference_is_clear() -> None:
    found = marks(samples.gap())
    assert (found["V1-band"].left, found["V1-band"].right) == (near(166 + 76), near(166 + 152))
    assert "V3-band" not in found


def test_points_over_time_stand_at_their_shares() -> None:
    found = marks(samples.course())
    zero, whole = axis(found)
    assert found["I0-0"].middle[1] == near((zero + whole) / 2)
    assert (found["I0-1"].bottom, found["I0-1"].top) == (
        near(zero + (whole - zero) * 0.85),
        near(whole),
    )
    assert found["I0-0-likely"].bottom == near(zero + (whole - zero) * 0.3)


def axis(found: dict[str, Box]) -> tuple[float, float]:
    return found["I0-axis-0"].top, found["I0-axis-100"].top


def test_a_period_without_a_release_is_a_gap() -> None:
    found = marks(samples.course())
    joins = sorted(name for name in found if name.startswith("I0-joins"))
    assert joins == ["I0-joins-1", "I0-joins-4", "I0-joins-5", "I0-joins-6", "I0-joins-7"]
    steps = [found[f"I0-{place}"].middle[0] for place in range(3)]
    assert steps[2] - steps[1] == near(2 * (steps[1] - steps[0]))


def test_a_new_wording_is_a_dotted_line_that_nothing_crosses() -> None:
    with watched_text() as written:
        found = marks(samples.reworded())
    assert sorted(name for name in found if "joins" in name) == ["D2-joins-1", "D2-joins-3"]
    steps = [found[f"D2-{place}"].middle[0] for place in range(4)]
    assert found["D2-wording-2"].middle[0] == near((steps[1] + steps[2]) / 2)
    assert "new wording" in [text.text for text in written]


def test_help_bars_share_one_scale_between_the_groups() -> None:
    found = marks(samples.help_needed())
    per_share = found["B01-0-known"].width / (12 / 25)
    assert found["B02-1-known"].width == near(per_share * 9 / 30)
    assert found["B01-1-open"].width == near(per_share * 3 / 30)
    assert found["B01-2-open"].right - found["B01-2-known"].left == near(per_share)
    assert "B03-0-known" not in found


def test_strips_are_filled_up_to_those_who_answered() -> None:
    found = marks(samples.strips())
    whole = found["parents-asked"].width
    assert found["parents-known"].width == near(whole * 41 / 60)
    assert found["caregivers-known"].width == near(whole * 22 / 25)
    assert found["caregivers-open"].right == near(found["caregivers-asked"].right)
    assert "parents-open" not in found
