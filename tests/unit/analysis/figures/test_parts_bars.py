"""The bars of a question: each border at its count, open stretches where counts are guarded."""

import pytest

from analysis.figures.parts_bars import Parts, PartsBlock, PartsRow, PartsWords, parts_bars
from analysis.guard import GuardedCount, guarded
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import PREFIX, Box, marks

WORDS = PartsWords("yes, fully", "mostly", "less", "Yes, fully", "Mostly", "together", "open")
LEFT, WHOLE = 186.0, 150.0


def draw(parts: Parts) -> dict[str, Box]:
    row = PartsRow("V1", "Listened to", parts, "x", "y")
    blocks = (PartsBlock("Voice", (row,)),)
    return marks(parts_bars(blocks, WORDS, prefix=PREFIX, alt="", sample=False))


def stretch(box: Box, base: int) -> object:
    """From which to which count a bar reaches."""
    return (
        pytest.approx((box.left - LEFT) / WHOLE * base, abs=0.01),
        pytest.approx((box.right - LEFT) / WHOLE * base, abs=0.01),
    )


@pytest.mark.parametrize("base", [10, 25])
def test_the_parts_lie_between_the_ends_of_their_counts(base: int) -> None:
    telling = sorted({0, 3, 4, base // 2, base - 4, base - 3, base})
    for fully in telling:
        for affirmed in (count for count in telling if count >= fully):
            check(Parts(guarded(fully, base), guarded(affirmed, base)), base)


def check(parts: Parts, base: int) -> None:
    found = {name.removeprefix("V1-"): stretch(box, base) for name, box in draw(parts).items()}
    fully, affirmed = parts.fully, parts.affirmed
    expected = {
        "fully": (0, fully.low),
        "fully-open": (fully.low, fully.high),
        "mostly": (fully.high, affirmed.low),
        "mostly-open": (max(fully.high, affirmed.low), affirmed.high),
        "rest": (affirmed.high, base),
    }
    assert found == {name: ends for name, ends in expected.items() if ends[1] > ends[0]}


def test_a_sum_of_guarded_counts_is_open_between_its_own_ends() -> None:
    fully, affirmed = GuardedCount(30, 36, 80, 4), GuardedCount(40, 40, 80, 4)
    check(Parts(fully, affirmed), 80)


def test_the_thin_bar_shows_several_releases_on_its_own_base() -> None:
    found = marks(samples.parts())
    assert found["V1-several-fully"].width == pytest.approx(WHOLE * (18 + 9) / 55, abs=0.01)
    assert "V1-several-fully" not in marks(samples.parts(several=False))


def test_open_stretches_are_hatched_and_known_ones_are_not() -> None:
    svg = samples.parts()
    for name, is_open in [("V2-fully", False), ("V2-fully-open", True), ("V3-fully-open", True)]:
        mark = svg.split(f'id="{PREFIX}-{name}"')[1].split("</g>")[0]
        assert ("url(#" in mark) is is_open
