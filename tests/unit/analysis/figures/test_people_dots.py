"""People drawn one by one: as many of each kind as a guarded count says, no more is told."""

from itertools import pairwise

import pytest

from analysis.figures.people_dots import MOST, people_dots
from analysis.figures.wording.people_dots import dot_row, people_dots_alt, people_dots_words
from analysis.guard import FLOOR, GuardedCount, guarded
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import PREFIX, marks


def draw(count: GuardedCount) -> str:
    rows = (dot_row("V1", "Listened to", count, "en"),)
    return people_dots(rows, people_dots_words("en"), prefix=PREFIX, alt="", sample=False)


@pytest.mark.parametrize("base", range(FLOOR, MOST + 1))
def test_every_one_is_drawn_filled_hatched_or_ringed(base: int) -> None:
    for count in {guarded(told, base) for told in range(base + 1)}:
        found = marks(draw(count))
        kinds = {
            kind: {int(name.split("-")[2]) for name in found if name.startswith(f"V1-{kind}-")}
            for kind in ("known", "open", "not")
        }
        assert kinds == {
            "known": set(range(count.low)),
            "open": set(range(count.low, count.high)),
            "not": set(range(count.high, base)),
        }


def test_ten_stand_in_a_line_and_none_touches_another() -> None:
    found = marks(draw(guarded(8, 19)))
    places = sorted(box.middle[::-1] for box in found.values())
    assert len({round(y, 1) for y, _ in places[:10]}) == 1
    assert len({round(y, 1) for y, _ in places}) == 2
    columns = sorted({round(x, 2) for _, x in places})
    assert min(b - a for a, b in pairwise(columns)) > 2 * 6.0


def test_only_those_left_open_are_hatched() -> None:
    svg = draw(guarded(12, 12))
    for place, is_open in ((8, False), (9, True), (11, True)):
        kind = "open" if is_open else "known"
        mark = svg.split(f'id="{PREFIX}-V1-{kind}-{place}"')[1].split("</g>")[0]
        assert ("url(#" in mark) is is_open


@pytest.mark.parametrize("base", [9, 20, 40])
def test_other_bases_are_no_people(base: int) -> None:
    with pytest.raises(ValueError, match="10 to 19 of them"):
        draw(GuardedCount(4, 4, base))


def test_the_words_hold_every_number() -> None:
    rows = [
        dot_row("a", "Listened to", guarded(7, 12), "es"),
        dot_row("b", "R", guarded(12, 12), "es"),
    ]
    assert people_dots_alt("A finding", rows) == (
        "A finding. Listened to: 7 de 12. R: al menos 9 de 12."
    )


def test_equal_guarded_counts_give_equal_drawings() -> None:
    assert draw(guarded(11, 12)) == draw(guarded(9, 12)) != draw(guarded(8, 12))
    assert samples.dots(base=10) != samples.dots(base=11)
