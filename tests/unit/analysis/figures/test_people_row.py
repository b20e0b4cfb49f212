"""The row of circles: as many as were counted, full, half and empty as the guard leaves them."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.figures import style
from analysis.figures.people_row import MOST, people_row
from analysis.guard import GuardedCount, guarded

SVG = "{http://www.w3.org/2000/svg}"


def drawn(count: GuardedCount) -> ET.Element:
    return ET.fromstring(people_row(count))


@given(st.integers(10, MOST).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_circles_are_full_half_and_empty(counted: tuple[int, int]) -> None:
    count = guarded(*counted)
    circles = drawn(count).findall(f"{SVG}circle")
    assert len(circles) == count.base
    full = [place for place, each in enumerate(circles) if each.get("fill") == style.BLUE]
    assert full == list(range(count.low))
    assert len(drawn(count).findall(f"{SVG}path")) == count.high - count.low


@given(st.integers(10, MOST))
def test_no_circle_lies_outside_or_over_another(base: int) -> None:
    picture = drawn(GuardedCount(4, 4, base))
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    places = {(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in picture}
    assert len(places) == base
    assert all(0 < x < width and 0 < y < height for x, y in places)


@pytest.mark.parametrize("count", [GuardedCount(0, 3, 80), GuardedCount(40, 40, 80)])
def test_a_large_group_is_a_bar_of_its_shares(count: GuardedCount) -> None:
    whole, high, low, _edge = (float(each.attrib["width"]) for each in drawn(count))
    assert low / whole == pytest.approx(count.low_share)
    assert high / whole == pytest.approx(count.high_share)


def test_it_says_no_word_and_is_left_out_when_read_aloud() -> None:
    text = people_row(GuardedCount(4, 4, 12))
    assert 'aria-hidden="true"' in text
    assert re.findall(r">[^<]+<", text) == []
