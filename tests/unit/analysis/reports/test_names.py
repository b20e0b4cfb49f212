"""Names and plans that people type never break a document, nor become anything but text."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from analysis.reports.inputs import Improvement
from analysis.reports.names import tidy
from tests.pdf_words import pdf_text
from tests.unit.analysis.reports.made import Documents, older_results, rendered
from tests.unit.analysis.reports.reading import page, rows_of, sheets
from tests.unit.analysis.reports.test_pdf import failures

NAMES = {
    "quotes": "“Maple” & 'Oak' \"County\"",
    "markup": "<script>alert(1)</script> <b>#set page()</b> {{ 7*7 }} [link] $x_1$ *a* _b_ \\",
    "formula": '=HYPERLINK("http://example.org";"x")',
    "at sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "long": "Maple and Oak County of the Northern Hills " * 5,
    "right to left": "מחוז ארז مقاطعة الأرز",
    "turned": "Maple \u202eytnuoC\u202c \u2066x\u2069\u200f",
    "emoji": "Maple 🍁 County 👩\u200d👧 ✅",
    "no typeface": "楓県 กขค Maple",
    "control": "Maple\x00\x07\tCounty\r\nNorth\ud800\ufffe",
    "empty": "",
}
EACH = pytest.mark.parametrize("kind", sorted(NAMES))


@cache
def made(kind: str) -> Documents:
    name = NAMES[kind]
    plan = Improvement("V1", "parents", f"try {name}", name, name, date(2026, 7, 1))
    inputs = replace(older_results(1).inputs, scope_name=name, improvement=plan)
    return rendered(inputs)


@EACH
def test_the_page_shows_the_name_as_text(kind: str) -> None:
    name = " ".join(tidy(NAMES[kind]).split())
    heading = next(page(made(kind).html).all("h1"))
    assert heading.text == f"{made(kind).report.title}: {name}".strip()
    assert not list(page(made(kind).html).all("script", "b"))
    assert f"Who: {name}".strip() in [each.text for each in page(made(kind).html).all("li")]


@EACH
def test_the_pdf_is_valid_and_keeps_what_it_can_print(kind: str) -> None:
    assert failures(made(kind).pdf) == []
    if kind in ("quotes", "markup", "formula", "at sign"):
        assert NAMES[kind] in pdf_text(made(kind).pdf)
    if kind == "no typeface":
        assert "Maple" in pdf_text(made(kind).pdf)


@EACH
def test_excel_keeps_the_name_as_text(kind: str) -> None:
    rows = rows_of(made(kind).excel, "Read me")
    assert tidy(NAMES[kind]) in [row[1] for row in rows]
    cells = [cell for sheet in sheets(made(kind).excel).values() for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # no "f": no formula
    assert not [cell for cell in cells if cell.hyperlink]


def test_signs_that_turn_the_reading_direction_and_control_signs_are_dropped() -> None:
    assert tidy(NAMES["turned"]) == "Maple ytnuoC x"
    assert tidy(NAMES["control"]) == "Maple County North"
    assert tidy(NAMES["right to left"]) == NAMES["right to left"]
    assert tidy(NAMES["emoji"]) == NAMES["emoji"]
