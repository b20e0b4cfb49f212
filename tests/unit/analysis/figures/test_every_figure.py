"""What holds for every figure: safe to embed, the same each time, readable, nothing overlaps."""

import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from analysis.figures import style
from analysis.figures.legend import Entry
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import (
    PREFIX,
    Written,
    forget_drawings,
    parse,
    watched_key,
    watched_text,
)

ROOT = Path(__file__).parents[4]
KINDS = pytest.mark.parametrize("kind", sorted(samples.KINDS))


@KINDS
def test_the_same_numbers_give_the_same_bytes(kind: str) -> None:
    draw = samples.KINDS[kind]
    first = draw()
    forget_drawings()
    assert draw() == first
    assert draw(samples.LONG) != first


def test_another_process_gives_the_same_bytes() -> None:
    drawn = "".join(samples.KINDS[kind]() for kind in sorted(samples.KINDS))
    program = (
        "from tests.unit.analysis.figures import samples\n"
        "print(''.join(samples.KINDS[kind]() for kind in sorted(samples.KINDS)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "12345"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == drawn


def test_an_equal_drawing_is_drawn_once() -> None:
    with watched_text() as written:
        samples.parts()
        once = len(written)
        samples.parts()
        assert len(written) == once > 0
        samples.parts(sample=True)
        assert len(written) == 2 * once


@KINDS
def test_nothing_needs_a_style_that_a_page_refuses(kind: str) -> None:
    root = parse(samples.KINDS[kind]())
    assert not [each for each in root.iter() if "style" in each.attrib]
    names = {each.tag.split("}")[1] for each in root.iter()}
    assert names <= {"svg", "defs", "g", "path", "use", "clipPath", "rect", "pattern"}


@KINDS
def test_every_name_is_its_own_and_every_reference_is_met(kind: str) -> None:
    svg = samples.KINDS[kind]()
    names = [each.get("id", "") for each in parse(svg).iter() if each.get("id")]
    assert len(names) == len(set(names))
    assert all(name.startswith(f"{PREFIX}-") for name in names)
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', svg)) <= set(names)


@KINDS
def test_the_drawing_says_in_words_what_it_shows(kind: str) -> None:
    root = parse(samples.KINDS[kind]())
    assert (root.get("role"), root.get("aria-label")) == ("img", samples.ALT)


@KINDS
def test_invented_data_are_marked(kind: str) -> None:
    draw = samples.KINDS[kind]
    assert f'id="{PREFIX}-sample-mark"' in draw(sample=True)
    assert "sample-mark" not in draw()


@KINDS
@pytest.mark.parametrize("labels", [samples.SHORT, samples.LONG], ids=["short", "long"])
def test_no_text_overlaps_another_or_leaves_the_sheet(kind: str, labels: tuple[str, ...]) -> None:
    with watched_text() as written:
        samples.KINDS[kind](labels)
    check_apart(written)


@pytest.mark.parametrize(
    ("months", "terms"),
    [*((3, terms) for terms in range(1, 9)), (3, 12), (6, 4), (6, 7), (6, 8), (12, 7), (12, 8)],
)
def test_periods_on_the_axis_do_not_overlap(months: int, terms: int) -> None:
    with watched_text() as written:
        samples.course(terms=terms, months=months)
    check_apart(written)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [1, 2, 5, 8, 11, 12, 16, 19, 24, 40])
def test_other_sizes_do_not_overlap_either(size: int, language: str) -> None:
    with watched_text() as written:
        samples.chart(number=size, language=language)
    check_apart(written)
    if size <= 12:
        with watched_text() as written:
            samples.multiples(samples.LONG, terms=max(size, 3), language=language)
        check_apart(written)
    if 10 <= size <= 19:
        with watched_text() as written:
            samples.dots(samples.LONG, base=size, language=language)
        check_apart(written)


@pytest.mark.parametrize("place", [-0.5, 0.5, 3.5, 7.5])
def test_the_flag_stays_on_the_sheet(place: float) -> None:
    with watched_text() as written:
        samples.flagged(place=place)
    check_apart(written)


def test_overlapping_text_would_be_found() -> None:
    with watched_text() as written:
        samples.strips()
    with pytest.raises(AssertionError):
        check_apart([*written, written[0]])


def check_apart(written: list[Written]) -> None:
    assert min(each.size for each in written) >= 9
    for each in written:
        assert each.box.left >= -0.2, each
        assert each.box.right <= style.WIDTH + 0.2, each
        assert each.box.top >= -0.2, each
    for first, second in combinations(written, 2):
        assert not first.box.overlaps(second.box), (first, second)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_colours_stay_apart_in_grey_print() -> None:
    assert contrast(style.BLUE, style.PALE_BLUE) >= 3
    assert contrast(style.BLUE, style.PAPER) >= 3
    assert contrast(style.ORANGE, style.PAPER) >= 3
    assert contrast(style.RULE, style.PAPER) >= 3  # the outline of what is left empty


@KINDS
def test_what_a_key_tells_apart_is_apart_without_colour(kind: str) -> None:
    with watched_key() as entries:
        samples.KINDS[kind]()
    for first, second in combinations(entries, 2):
        alike = form(first) == form(second)
        assert not alike or contrast(first.fill, second.fill) >= 3, (first.word, second.word)


def form(entry: Entry) -> tuple[object, ...]:
    """All that is seen of a sample but its colours."""
    return entry.height, entry.shape, entry.hatch, entry.dashes, entry.edge is None


def test_words_are_readable_also_on_the_sample_mark() -> None:
    for paper in (style.PAPER, style.FAINT, style.WATERMARK):
        assert contrast(style.INK, paper) >= 4.5
        assert contrast(style.MUTED, paper) >= 4.5
