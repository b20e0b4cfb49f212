"""Text on a sheet: wrapped to fit, cut only where a word is too long, printable whatever it is."""

import pytest

from analysis.figures.glyphs import REPLACEMENT, writable
from analysis.figures.sheet import Sheet, text_width, wrap
from analysis.figures.svg import embeddable

SENTENCE = "Did you get to choose how or when things will happen?"


@pytest.mark.parametrize("width", [60, 90, 150, 400])
def test_every_line_fits_and_no_word_is_lost(width: float) -> None:
    lines = wrap(SENTENCE, width, 9.5)
    assert all(text_width(line, 9.5) <= width for line in lines)
    assert " ".join(lines) == SENTENCE


def test_lines_are_of_like_length() -> None:
    first, second = wrap(SENTENCE, 240, 9.5)
    assert abs(text_width(first, 9.5) - text_width(second, 9.5)) < 60


def test_a_word_longer_than_the_line_is_cut() -> None:
    lines = wrap("x" * 100, 50, 9.5)
    assert all(text_width(line, 9.5) <= 50 for line in lines)
    assert "".join(lines) == "x" * 100


def test_bold_is_wider() -> None:
    assert text_width(SENTENCE, 9.5, bold=True) > text_width(SENTENCE, 9.5)


@pytest.mark.parametrize("text", ["$x_1$", "<b>&\"'", "ñ ¿¡ “”", "מחוז", "😀", "a\\frac{1}{2}"])
def test_signs_are_drawn_as_they_are(text: str) -> None:
    assert svg_of(text).count("<use ") == len(text)


def test_a_sign_that_no_typeface_has_is_replaced_and_an_invisible_one_dropped() -> None:
    assert writable("a中b\U000e0041c") == f"a{REPLACEMENT}bc"
    assert svg_of("中") == svg_of(REPLACEMENT)


def svg_of(text: str) -> str:
    sheet = Sheet(40)
    sheet.text(10, 20, text)
    return sheet.svg(prefix="p", alt="")


def test_places_are_shortened_but_no_scale() -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        '<g transform="translate(1.23456 2) scale(0.01234 -0.01234)"/></svg>'
    )
    assert 'transform="translate(1.23 2) scale(0.01234 -0.01234)"' in embeddable(
        raw, prefix="p", alt=""
    )


def test_styles_become_attributes() -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1"><metadata/><defs><style>*{a:b}'
        '</style></defs><g id="x_1"><path style="fill: #ffffff; stroke: none" d="M 1.23456 2"/>'
        "</g></svg>"
    )
    svg = embeddable(raw, prefix="p", alt='say "no" <to> it')
    assert 'fill="#ffffff" stroke="none"' in svg
    assert 'd="M 1.23 2"' in svg
    assert "style" not in svg
    assert "metadata" not in svg
    assert "x_1" not in svg
    assert "&lt;to&gt;" in svg
